import { StateBadge } from "@jiebang/ui/marks.tsx";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { DateTime } from "../../components/values.tsx";

type VettingCase = Outputs["vetting"]["get"];

/** Who has taken which step, what is proposed, and the secrecy check; nothing where a city decides in one step. */
export function ChainSteps({ vetting }: { vetting: VettingCase }) {
  const t = useT();
  const { steps, secrecy, proposal } = vetting.chain;
  if (steps.length === 1 && !secrecy) return null;
  // What a university published on its own review has walked no chain.
  if (!proposal && !steps.some((step) => step.byName || step.isInTurn)) return null;
  return (
    <section className="sheet stack" aria-labelledby="chain-title">
      <h2 id="chain-title">{t("web.vetting.chain")}</h2>
      <ol className="rows">
        {steps.map((step, index) => (
          <li key={step.step} aria-current={step.isInTurn ? "step" : undefined}>
            <div className="rows-main">
              <strong>
                {index + 1}. {t(`vetting.step.${step.step}`)}
              </strong>{" "}
              {step.byName ? (
                <span>
                  {step.byName} <DateTime value={step.at} />
                </span>
              ) : (
                !step.isInTurn && <span className="muted">{t("web.vetting.chain_later")}</span>
              )}
            </div>
            {step.isInTurn && <StateBadge tone="other">{t("web.vetting.chain_wait")}</StateBadge>}
          </li>
        ))}
      </ol>
      {proposal && (
        <div className="stack">
          <h3>{t("web.vetting.proposal")}</h3>
          <p>
            <StateBadge tone={proposal.action === "publish" ? "posted" : "warn"}>
              {t(`web.vetting.propose.${proposal.action}`)}
            </StateBadge>{" "}
            {t("web.entry.rubric_total", { total: proposal.total })}
          </p>
          <dl className="facts">
            {Object.entries(proposal.rubric).map(([criterion, score]) => (
              <div key={criterion} style={{ display: "contents" }}>
                <dt>{t(`web.vetting.criterion.${criterion}`)}</dt>
                <dd>{String(score)}</dd>
              </div>
            ))}
          </dl>
          {proposal.reasons.length > 0 && (
            <ul className="reason-list">
              {proposal.reasons.map((reason) => (
                <li key={reason}>{t(`vetting.reason.${reason}`)}</li>
              ))}
            </ul>
          )}
          {proposal.note && <p className="prewrap">{proposal.note}</p>}
        </div>
      )}
      {secrecy?.byName && (
        <p>
          <strong>{t("web.vetting.secrecy")}</strong> · {t("web.vetting.secrecy_by", { name: secrecy.byName })}{" "}
          <span className="prewrap">{secrecy.statement}</span>
        </p>
      )}
    </section>
  );
}
