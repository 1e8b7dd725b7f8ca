import type { EmbedderView } from "@jiebang/domain";
import { useT } from "../../app/locale.tsx";
import { DateTime } from "../../components/values.tsx";

/** Where vectors come from, and what has none yet. */
export function MeaningFact({ embedder }: { embedder: EmbedderView | null }) {
  const t = useT();
  if (!embedder) return <span className="muted">{t("web.searchIndex.meaning_off")}</span>;
  const { source, host, model, dimensions, waiting, failure } = embedder;
  const facts = [host, model, dimensions].filter(Boolean).join(", ");
  return (
    <>
      {t(`web.searchIndex.meaning.${source}`)}
      {facts && ` (${facts})`}
      {waiting > 0 && <div className="due-soon">{t("web.searchIndex.meaning_waiting", { n: waiting })}</div>}
      {failure && (
        <div className="muted">
          {t("web.searchIndex.meaning_failure")} <DateTime value={failure.at} /> <code>{failure.text}</code>
        </div>
      )}
    </>
  );
}
