import type { StageView } from "@jiebang/domain";
import { formatDate, formatDateTime } from "@jiebang/i18n";
import type { Lang } from "../kernel/lang.ts";
import { pick } from "../kernel/text.tsx";

/** The stages in their order; shape and word say which is done, which is now, which is to come. */
export function Timeline({ lang, stages }: { lang: Lang; stages: StageView[] }) {
  const shown = stages.filter((stage) => stage.state !== "skipped");
  return (
    <ol className="timeline">
      {shown.map((stage) => {
        const name = pick(lang, stage.name, stage.nameEn);
        return (
          <li
            key={stage.id}
            className={`stage stage-${stage.state}`}
            aria-current={stage.state === "active" ? "step" : undefined}
          >
            <span className="stage-name" lang={name.lang}>
              {name.text}
            </span>
            <span className="stage-state">{lang.word("stage_state", stage.state)}</span>
            <span className="stage-dates">{dates(lang, stage)}</span>
            {stage.extensions > 0 && <span className="stage-note">{lang.t("public.extended")}</span>}
            {stage.state === "active" && <span className="stage-explains">{stage.explains[lang.locale]}</span>}
          </li>
        );
      })}
    </ol>
  );
}

function dates(lang: Lang, stage: StageView): string {
  const from = stage.enteredAt ?? stage.opensAt;
  const to = stage.leftAt ?? stage.closesAt;
  if (stage.state === "active" && stage.closesAt)
    return lang.t("public.until", { at: formatDateTime(lang.locale, stage.closesAt) });
  const [a, b] = [from && formatDate(lang.locale, from), to && formatDate(lang.locale, to)];
  if (a && b) return a === b ? a : `${a} – ${b}`;
  return a ?? b ?? "";
}
