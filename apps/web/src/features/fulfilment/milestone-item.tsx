import type { MilestoneView } from "@jiebang/domain/fulfilment/fulfilment.schema.ts";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime, Day, DueIn } from "../../components/values.tsx";
import { AskExtension, ExtensionAnswer } from "./extension-panel.tsx";
import { MilestoneFiles } from "./milestone-files.tsx";
import { useFulfilmentChange } from "./use-fulfilment-change.ts";

type Asking = "report" | "confirm" | "return" | null;

/** One milestone: what is due when, what was reported with which files, and whose turn it is. */
export function MilestoneItem({ milestone }: { milestone: MilestoneView }) {
  const t = useT();
  const trpc = useTRPC();
  const changed = useFulfilmentChange();
  const [asking, setAsking] = useState<Asking>(null);
  const [extending, setExtending] = useState(false);
  const own = { meta: { showsOwnError: true }, onSuccess: changed };
  const report = useMutation(trpc.fulfilment.report.mutationOptions(own));
  const judge = useMutation(trpc.fulfilment.judge.mutationOptions(own));
  const may = (action: MilestoneView["allowedActions"][number]) => milestone.allowedActions.includes(action);
  const milestoneId = milestone.id;
  const close = () => setAsking(null);
  return (
    <li className="milestone">
      <div className="milestone-head">
        <h3>
          <span className="muted">{milestone.no}</span> {milestone.title}
        </h3>
        <StateTag prefix="web.milestone_state" state={milestone.state} />
      </div>
      {milestone.deliverable && <p>{milestone.deliverable}</p>}
      <p className="milestone-due">
        {t("web.fulfilment.f_due")}{" "}
        <DueIn value={milestone.dueOn} isOverdue={milestone.isOverdue} isDone={milestone.state !== "open"} />
      </p>
      {milestone.extensions.map((extension) => (
        <p key={extension.id} className="muted">
          {t("web.fulfilment.extension")} <Day value={extension.fromDay} /> → <Day value={extension.toDay} />：
          {extension.reason} · {t(`web.extension_state.${extension.state}`)}
          {extension.answerText && ` · ${extension.answerText}`}
        </p>
      ))}
      {milestone.report && (
        <div className="milestone-report">
          <p className="prewrap">{milestone.report}</p>
          <p className="muted">
            {t("web.fulfilment.reported")} <DateTime value={milestone.reportedAt} />
            {milestone.state === "confirmed" && (
              <>
                {" · "}
                {t("web.fulfilment.confirmed")} <DateTime value={milestone.judgedAt} />
              </>
            )}
          </p>
        </div>
      )}
      {milestone.returnText && (
        <p className="milestone-return">
          <strong>{t("web.fulfilment.returned")}</strong> {milestone.returnText}
        </p>
      )}
      <MilestoneFiles milestone={milestone} />
      <div className="row-actions">
        {may("report") && (
          <Button type="primary" size="small" onClick={() => setAsking("report")}>
            {t("web.fulfilment.report")}
          </Button>
        )}
        {may("ask_extension") && (
          <Button size="small" onClick={() => setExtending(true)}>
            {t("web.fulfilment.ask_extension")}
          </Button>
        )}
        {may("confirm") && (
          <Button type="primary" size="small" onClick={() => setAsking("confirm")}>
            {t("web.fulfilment.confirm")}
          </Button>
        )}
        {may("return") && (
          <Button size="small" onClick={() => setAsking("return")}>
            {t("web.fulfilment.return")}
          </Button>
        )}
        {may("answer_extension") && <ExtensionAnswer milestone={milestone} />}
      </div>
      <AskExtension milestone={milestone} open={extending} onClose={() => setExtending(false)} />
      <ConfirmWithReason
        open={asking === "report"}
        onClose={close}
        title={t("web.fulfilment.report_title", { title: milestone.title })}
        okText={t("web.fulfilment.report")}
        text={{
          label: t("web.fulfilment.report_text"),
          isRequired: true,
          maxLength: 4000,
          initial: milestone.report ?? undefined,
        }}
        onConfirm={({ text }) => report.mutateAsync({ milestoneId, text })}
      >
        {t("web.fulfilment.report_words")}
      </ConfirmWithReason>
      <ConfirmWithReason
        open={asking === "confirm"}
        onClose={close}
        title={t("web.fulfilment.confirm_title", { title: milestone.title })}
        okText={t("web.fulfilment.confirm")}
        onConfirm={() => judge.mutateAsync({ milestoneId, decision: "confirm" })}
      >
        {t("web.fulfilment.confirm_words")}
      </ConfirmWithReason>
      <ConfirmWithReason
        open={asking === "return"}
        onClose={close}
        title={t("web.fulfilment.return_title", { title: milestone.title })}
        okText={t("web.fulfilment.return")}
        text={{ label: t("web.fulfilment.return_text"), isRequired: true, maxLength: 2000 }}
        onConfirm={({ text }) => judge.mutateAsync({ milestoneId, decision: "return", text })}
      />
    </li>
  );
}
