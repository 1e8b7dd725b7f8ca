import type { DecisionView } from "@jiebang/domain";
import { StateBadge } from "@jiebang/ui/marks.tsx";
import { useT } from "../../app/locale.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { DateTime } from "../../components/values.tsx";

/** The coded reasons of one decision in words, with its note. */
export function DecisionReasons({ decision }: { decision: DecisionView }) {
  const t = useT();
  return (
    <>
      {decision.reasons.length > 0 && (
        <ul className="reason-list">
          {decision.reasons.map((reason) => (
            <li key={reason}>{t(`vetting.reason.${reason}`)}</li>
          ))}
        </ul>
      )}
      {decision.note && <p className="prewrap">{decision.note}</p>}
    </>
  );
}

const tones = {
  recommend: "other",
  return: "warn",
  hold: "warn",
  reject: "warn",
  publish: "posted",
  prepare: "other",
  check: "other",
  send_back: "warn",
  sign: "posted",
  secrecy: "good",
  pass: "good",
  fail: "warn",
} as const;

export function DecisionHistory({ history }: { history: DecisionView[] }) {
  const t = useT();
  if (history.length === 0) return <EmptyFace title={t("web.entry.history_none")} />;
  return (
    <ol className="history">
      {history.map((decision) => (
        <li key={decision.id}>
          <div className="row-actions">
            <StateBadge tone={tones[decision.action]}>{t(`web.entry.decision.${decision.action}`)}</StateBadge>
            <span>{t(`web.entry.step.${decision.step}`)}</span>
            <span className="muted">{t("web.entry.revision", { no: decision.revisionNo })}</span>
            <span className="muted">
              <DateTime value={decision.decidedAt} />
            </span>
            {decision.proposal && <span>{t(`web.vetting.propose.${decision.proposal}`)}</span>}
            {decision.reviewerName && <span>{decision.reviewerName}</span>}
            {decision.decidedByName && <span className="muted">{decision.decidedByName}</span>}
            {decision.total !== null && (
              <span className="muted">{t("web.entry.rubric_total", { total: decision.total })}</span>
            )}
          </div>
          <DecisionReasons decision={decision} />
        </li>
      ))}
    </ol>
  );
}
