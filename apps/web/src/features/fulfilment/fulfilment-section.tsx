import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime } from "../../components/values.tsx";
import { AcceptancePanel } from "./acceptance-panel.tsx";
import { MilestoneItem } from "./milestone-item.tsx";
import { PaymentsPanel } from "./payments-panel.tsx";
import { PlanEditor } from "./plan-editor.tsx";
import { useFulfilmentChange } from "./use-fulfilment-change.ts";
import "./fulfilment.css";

/** How a recorded agreement is carried out: plan, milestones, acceptance, payments. */
export function FulfilmentSection({ agreementId }: { agreementId: string }) {
  const t = useT();
  const trpc = useTRPC();
  const changed = useFulfilmentChange();
  const view = useSuspenseQuery(trpc.fulfilment.get.queryOptions({ agreementId })).data;
  const [editing, setEditing] = useState(false);
  const [asking, setAsking] = useState(false);
  const own = { meta: { showsOwnError: true }, onSuccess: changed };
  const agree = useMutation(trpc.fulfilment.agreePlan.mutationOptions({ onSuccess: changed }));
  const declare = useMutation(trpc.fulfilment.declareDefault.mutationOptions(own));
  const may = (action: (typeof view.allowedActions)[number]) => view.allowedActions.includes(action);
  return (
    <div className="columns">
      <section className="sheet stack" aria-labelledby="milestones-title">
        <h2 id="milestones-title">
          {t("web.fulfilment.milestones")} <StateTag prefix="web.fulfilment_state" state={view.state} />
        </h2>
        {view.state === "planning" && <Agreed agreed={view.agreed} />}
        {view.defaultText && <Alert type="warning" showIcon title={view.defaultText} />}
        {editing || (view.milestones.length === 0 && may("save_plan")) ? (
          <PlanEditor view={view} onClose={() => setEditing(false)} />
        ) : view.milestones.length === 0 ? (
          <p className="muted">{t("web.fulfilment.no_plan")}</p>
        ) : (
          <ol className="milestones">
            {view.milestones.map((milestone) => (
              <MilestoneItem key={milestone.id} milestone={milestone} />
            ))}
          </ol>
        )}
        {!editing && view.milestones.length > 0 && (
          <div className="row-actions">
            {may("agree_plan") && (
              <Button
                type="primary"
                loading={agree.isPending}
                onClick={() => agree.mutate({ agreementId, version: view.version })}
              >
                {t("web.fulfilment.agree")}
              </Button>
            )}
            {may("save_plan") && <Button onClick={() => setEditing(true)}>{t("web.fulfilment.edit_plan")}</Button>}
          </div>
        )}
      </section>
      <div className="stack">
        <AcceptancePanel view={view} />
        <PaymentsPanel view={view} />
        {may("declare_default") && (
          <section className="sheet">
            <h2>{t("web.fulfilment.default")}</h2>
            <p className="muted">{t("web.fulfilment.default_words")}</p>
            <Button danger onClick={() => setAsking(true)}>
              {t("web.fulfilment.default_do")}
            </Button>
          </section>
        )}
      </div>
      <ConfirmWithReason
        open={asking}
        onClose={() => setAsking(false)}
        danger
        title={t("web.fulfilment.default_do")}
        okText={t("web.fulfilment.default_do")}
        text={{ label: t("web.reason"), isRequired: true, maxLength: 4000 }}
        onConfirm={({ text }) => declare.mutateAsync({ agreementId, text })}
      >
        {t("web.fulfilment.default_words")}
      </ConfirmWithReason>
    </div>
  );
}

function Agreed({ agreed }: { agreed: { poster: string | null; bidder: string | null } }) {
  const t = useT();
  return (
    <dl className="facts">
      {(["poster", "bidder"] as const).map((side) => (
        <div key={side} style={{ display: "contents" }}>
          <dt>{t(`web.fulfilment.side.${side}`)}</dt>
          <dd>
            {agreed[side] ? (
              <>
                {t("web.fulfilment.agreed")} <DateTime value={agreed[side]} />
              </>
            ) : (
              <span className="muted">{t("web.fulfilment.not_agreed")}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
