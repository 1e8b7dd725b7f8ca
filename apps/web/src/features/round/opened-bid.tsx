import type { OpenedBidView } from "@jiebang/domain/bid/bid.schema.ts";
import { Alert, Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime, DueIn, useLocalName } from "../../components/values.tsx";
import { BidContentView } from "./bid-content-view.tsx";
import { CheckDialog } from "./check-dialog.tsx";
import { HashText } from "./round-records.tsx";

/** One opened bid, as the poster and coordinators read it: who, what was found, what it says. */
export function OpenedBid({ bid }: { bid: OpenedBidView }) {
  const t = useT();
  const nameOf = useLocalName();
  const [checking, setChecking] = useState(false);
  return (
    <details className="bid">
      <summary>
        <strong>{nameOf(bid.lead)}</strong> <StateTag prefix="web.bid_state" state={bid.state} />
        {bid.content && <span className="muted"> {bid.content.title}</span>}
        {bid.decision && !bid.decision.isReleased && <span className="due-soon"> {t("web.round.pending")}</span>}
      </summary>
      <div className="bid-body stack">
        <dl className="facts">
          <dt>{t("web.round.sealed_at")}</dt>
          <dd>
            <DateTime value={bid.sealedAt} />
          </dd>
          <dt>{t("web.bid.commitment")}</dt>
          <dd>
            <HashText value={bid.commitment} />
          </dd>
          {bid.partners.length > 0 && (
            <>
              <dt>{t("web.round.partners")}</dt>
              <dd>
                {bid.partners.map((partner) => (
                  <div key={partner.id}>
                    {nameOf(partner.organisation)} ·{" "}
                    {t(partner.isSigned ? "web.bid.partner_signed" : "web.bid.partner_waits")}
                  </div>
                ))}
              </dd>
            </>
          )}
        </dl>
        {bid.defects.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t("web.round.defects")}
            description={bid.defects.map((defect) => t(`bid.defect.${defect}`)).join(t.locale === "zh" ? "；" : "; ")}
          />
        )}
        {bid.checks.map((check) => (
          <Alert
            key={check.id}
            type={check.result === "pass" ? "success" : check.result === "correct" ? "info" : "warning"}
            title={t("web.round.check_done", { result: t(`web.round.check_${check.result}`) })}
            description={
              <>
                {check.reasons.map((reason) => t(`bid.formal_reason.${reason}`)).join(t.locale === "zh" ? "；" : "; ")}
                {check.note && <p className="prewrap">{check.note}</p>}
                {check.dueAt && !check.correctedAt && (
                  <p>
                    {t("web.round.correction_due")} <DueIn value={check.dueAt} />
                  </p>
                )}
                {check.correction && (
                  <p className="prewrap">
                    {t("web.round.correction")} (<DateTime value={check.correctedAt} />
                    ): {check.correction.text}
                  </p>
                )}
              </>
            }
          />
        ))}
        {bid.content && <BidContentView content={bid.content} fileHref={(hash) => `/files/bid/${bid.id}/${hash}`} />}
        {bid.allowedActions.includes("check") && (
          <div>
            <Button type="primary" onClick={() => setChecking(true)}>
              {t("web.round.check")}
            </Button>
          </div>
        )}
        {checking && <CheckDialog bid={bid} onClose={() => setChecking(false)} />}
      </div>
    </details>
  );
}
