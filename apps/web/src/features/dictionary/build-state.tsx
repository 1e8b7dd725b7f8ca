import type { DictionaryVersionView } from "@jiebang/domain";
import { StateBadge } from "@jiebang/ui/marks.tsx";
import { useT } from "../../app/locale.tsx";

/** Whether texts are already cut by the words of a version, or how far that is. */
export function BuildState({ version }: { version: DictionaryVersionView }) {
  const t = useT();
  if (version.state === "built") return <StateBadge tone="good">{t("web.dictionary.built")}</StateBadge>;
  const { done, total } = version;
  return (
    <StateBadge tone="posted">
      {total === null ? t("web.dictionary.building") : t("web.dictionary.building_n", { done, total })}
    </StateBadge>
  );
}
