import { ISSUE_STEPS } from "@jiebang/domain/edition/edition.schema.ts";
import { Progress } from "antd";
import { useT } from "../../app/locale.tsx";
import type { EditionView } from "./use-edition-change.ts";

/** How far the issue has come; it goes on when the page is left. */
export function EditionProgress({ edition }: { edition: EditionView }) {
  const t = useT();
  if (edition.state !== "issuing" || !edition.progress || edition.failure) return null;
  const { step, done, total } = edition.progress;
  const base =
    step === "queued" ? 0 : step === "freezing" ? 5 : step === "storing" ? 95 : 10 + (total ? (85 * done) / total : 0);
  return (
    <section className="sheet" aria-live="polite">
      <h2>{t("web.edition.issuing")}</h2>
      <Progress percent={Math.round(base)} status="active" aria-label={t("web.edition.issuing")} />
      <p className="muted">
        {t(`word.issue_step.${ISSUE_STEPS.includes(step) ? step : "queued"}`)} · {t("web.edition.issuing_hint")}
      </p>
    </section>
  );
}
