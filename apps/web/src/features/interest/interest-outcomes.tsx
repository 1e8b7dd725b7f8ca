import { ENDED_REASONS, type InterestDetail, OUTCOME_KINDS, recordOutcomeInput } from "@jiebang/domain";
import { dayOf } from "@jiebang/domain/kernel/instants.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Form, Input, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { DayInput, MoneyInput } from "../../components/inputs.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { Day, MoneyRange } from "../../components/values.tsx";

/** What came of it, in the words of both sides; nothing is rewritten. */
export function InterestOutcomes({ interest }: { interest: InterestDetail }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  if (interest.state !== "accepted") return null;
  const may = interest.allowedActions.includes("record_outcome");
  return (
    <section className="sheet">
      <h2>{t("web.interest.outcome")}</h2>
      {interest.outcomes.length === 0 && <p>{t("web.interest.outcome_none")}</p>}
      <ul className="rows">
        {interest.outcomes.map((o) => (
          <li key={o.id}>
            <div className="rows-main">
              <StateTag prefix="word.outcome" state={o.kind} /> <Day value={o.happenedOn} />{" "}
              {o.amount && <MoneyRange value={{ kind: "range", min: o.amount, max: o.amount }} />}
              {o.reason && <div>{t(`interest.ended.${o.reason}`)}</div>}
              {o.note && <div className="prewrap">{o.note}</div>}
              <div className="rows-sub">
                {t(`web.interest.outcome_by_${o.side}`)} · {o.recordedByName}
              </div>
            </div>
          </li>
        ))}
      </ul>
      {interest.outcomeDueOn && (
        <p className="muted">{t("web.interest.outcome_due", { day: interest.outcomeDueOn })}</p>
      )}
      {may && <Button onClick={() => setOpen(true)}>{t("web.interest.outcome_record")}</Button>}
      {isOpen && <OutcomeDialog interest={interest} onClose={() => setOpen(false)} />}
    </section>
  );
}

function OutcomeDialog({ interest, onClose }: { interest: InterestDetail; onClose: () => void }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [form] = Form.useForm();
  const kind = Form.useWatch("kind", form) as string | undefined;
  const interestId = interest.id;
  const record = useMutation(
    trpc.interest.recordOutcome.mutationOptions({
      meta: { showsOwnError: true },
      onSuccess: (next) => {
        queryClient.setQueryData(trpc.interest.get.queryKey({ interestId }), next);
        void queryClient.invalidateQueries({ queryKey: trpc.interest.list.queryKey() });
        void queryClient.invalidateQueries({ queryKey: trpc.dashboard.pathKey() });
      },
    }),
  );
  return (
    <Modal open title={t("web.interest.outcome_record")} onCancel={onClose} footer={null} destroyOnHidden>
      <p className="muted">{t("web.interest.outcome_words")}</p>
      <DomainForm
        form={form}
        schema={recordOutcomeInput}
        initialValues={{ kind: "talking", happenedOn: dayOf(new Date()) }}
        // What belongs to another kind is not sent: the person saw it go.
        toInput={(v) => ({
          interestId,
          kind: v.kind,
          happenedOn: v.happenedOn,
          note: v.note ?? "",
          reason: v.kind === "ended" ? v.reason : null,
          amount: v.kind === "contract" ? (v.amount ?? null) : null,
          marksMatched: v.kind === "contract" && Boolean(v.marksMatched),
        })}
        onSubmit={async (input) => {
          await record.mutateAsync(input);
          onClose();
        }}
      >
        <Field name="kind" label={t("web.interest.outcome_kind")}>
          <Radio.Group options={OUTCOME_KINDS.map((k) => ({ value: k, label: t(`word.outcome.${k}`) }))} />
        </Field>
        <Field name="happenedOn" label={t("web.interest.outcome_day")}>
          <DayInput />
        </Field>
        {kind === "ended" && (
          <Field name="reason" label={t("web.interest.outcome_reason")} required>
            <Select options={ENDED_REASONS.map((r) => ({ value: r, label: t(`interest.ended.${r}`) }))} />
          </Field>
        )}
        {kind === "contract" && (
          <Field name="amount" label={t("web.interest.outcome_amount")}>
            <MoneyInput />
          </Field>
        )}
        <Field name="note" label={t("web.interest.outcome_note")}>
          <Input.TextArea maxLength={2000} autoSize={{ minRows: 2 }} />
        </Field>
        {kind === "contract" && interest.side === "owner" && (
          <Field name="marksMatched" valuePropName="checked">
            <Checkbox>{t("web.interest.outcome_match")}</Checkbox>
          </Field>
        )}
        <Button type="primary" htmlType="submit" loading={record.isPending}>
          {t("web.interest.outcome_record")}
        </Button>
      </DomainForm>
    </Modal>
  );
}
