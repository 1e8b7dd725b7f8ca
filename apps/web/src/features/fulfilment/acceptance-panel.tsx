import type { FulfilmentView } from "@jiebang/domain/fulfilment/fulfilment.schema.ts";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime } from "../../components/values.tsx";
import { JudgeTargets } from "./judge-targets.tsx";
import { useFulfilmentChange } from "./use-fulfilment-change.ts";

/** The acceptance: asked for by the bidder, judged by the poster target by target; every decision stands below. */
export function AcceptancePanel({ view }: { view: FulfilmentView }) {
  const t = useT();
  const trpc = useTRPC();
  const changed = useFulfilmentChange();
  const [asking, setAsking] = useState(false);
  const [judging, setJudging] = useState(false);
  const ask = useMutation(
    trpc.fulfilment.askAcceptance.mutationOptions({ meta: { showsOwnError: true }, onSuccess: changed }),
  );
  const may = (action: FulfilmentView["allowedActions"][number]) => view.allowedActions.includes(action);
  const open = view.acceptances.find((one) => one.outcome === null);
  return (
    <section className="sheet stack" aria-labelledby="acceptance-title">
      <h2 id="acceptance-title">{t("web.acceptance.title")}</h2>
      {view.acceptances.length === 0 && (
        <>
          <p className="muted">{t("web.acceptance.words")}</p>
          {view.targets.length > 0 && (
            <ul className="rows">
              {view.targets.map((target) => (
                <li key={target.name}>
                  <span className="rows-main">{target.name}</span> <span>{target.wanted}</span>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      {view.acceptances.map((one) => (
        <div key={one.id} className="stack-tight">
          <p>
            <StateTag prefix="web.acceptance_state" state={one.outcome ?? "pending"} />{" "}
            <DateTime value={one.decidedAt ?? one.askedAt} />
          </p>
          <p className="prewrap">{one.statement}</p>
          {one.targets.length > 0 && (
            <ul className="rows">
              {one.targets.map((target) => (
                <li key={target.name}>
                  <div className="rows-main">
                    {target.name}
                    <div className="rows-sub">
                      {target.wanted}
                      {target.measured && ` · ${t("web.acceptance.measured")} ${target.measured}`}
                    </div>
                  </div>
                  <StateTag prefix="web.target_result" state={target.result} />
                </li>
              ))}
            </ul>
          )}
          {one.text && <p className="prewrap">{one.text}</p>}
        </div>
      ))}
      {may("ask_acceptance") && (
        <div>
          <Button type="primary" onClick={() => setAsking(true)}>
            {t("web.acceptance.ask")}
          </Button>
        </div>
      )}
      {may("decide_acceptance") && open && (
        <div>
          <Button type="primary" onClick={() => setJudging(true)}>
            {t("web.acceptance.decide")}
          </Button>
        </div>
      )}
      {open && <JudgeTargets view={view} no={open.no} open={judging} onClose={() => setJudging(false)} />}
      <ConfirmWithReason
        open={asking}
        onClose={() => setAsking(false)}
        title={t("web.acceptance.ask")}
        okText={t("web.acceptance.ask")}
        text={{ label: t("web.acceptance.statement"), isRequired: true, maxLength: 4000 }}
        onConfirm={({ text }) => ask.mutateAsync({ agreementId: view.agreementId, statement: text })}
      >
        {t("web.acceptance.words")}
      </ConfirmWithReason>
    </section>
  );
}
