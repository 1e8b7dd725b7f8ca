import { type FulfilmentView, notePaymentInput } from "@jiebang/domain/fulfilment/fulfilment.schema.ts";
import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { DayInput, MoneyInput } from "../../components/inputs.tsx";
import { Day, MoneyRange } from "../../components/values.tsx";
import { useFulfilmentChange } from "./use-fulfilment-change.ts";

const Amount = ({ value }: { value: string }) => <MoneyRange value={{ kind: "range", min: value, max: value }} />;

/** Payments as the parties note them; the other one confirms. */
export function PaymentsPanel({ view }: { view: FulfilmentView }) {
  const t = useT();
  const trpc = useTRPC();
  const changed = useFulfilmentChange();
  const [form] = Form.useForm();
  const [noting, setNoting] = useState(false);
  const note = useMutation(
    trpc.fulfilment.notePayment.mutationOptions({ meta: { showsOwnError: true }, onSuccess: changed }),
  );
  const confirm = useMutation(trpc.fulfilment.confirmPayment.mutationOptions({ onSuccess: changed }));
  const remove = useMutation(trpc.fulfilment.removePayment.mutationOptions({ onSuccess: changed }));
  const mayNote = view.allowedActions.includes("note_payment");
  if (view.payments.length === 0 && !mayNote) return null;
  return (
    <section className="sheet stack" aria-labelledby="payments-title">
      <h2 id="payments-title">{t("web.payment.title")}</h2>
      <p className="muted">
        {t("web.payment.paid")} <Amount value={view.paid} />
        {view.amount && (
          <>
            {" / "}
            <Amount value={view.amount} />
          </>
        )}
      </p>
      {view.payments.length > 0 && (
        <ul className="rows">
          {view.payments.map((payment) => (
            <li key={payment.id}>
              <div className="rows-main">
                <Amount value={payment.amount} /> · <Day value={payment.paidOn} />
                <div className="rows-sub">
                  {payment.note && `${payment.note} · `}
                  {payment.confirmedAt
                    ? t("web.payment.confirmed")
                    : t("web.payment.noted_by", { side: t(`web.fulfilment.side.${payment.notedSide}`) })}
                </div>
              </div>
              {payment.allowedActions.includes("confirm") && (
                <Button size="small" onClick={() => confirm.mutate({ paymentId: payment.id })}>
                  {t("web.payment.confirm")}
                </Button>
              )}
              {payment.allowedActions.includes("remove") && (
                <Button size="small" onClick={() => remove.mutate({ paymentId: payment.id })}>
                  {t("web.remove")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayNote && (
        <div>
          <Button onClick={() => setNoting(true)}>{t("web.payment.note")}</Button>
        </div>
      )}
      <Modal
        open={noting}
        title={t("web.payment.note")}
        okText={t("web.payment.note")}
        okButtonProps={{ loading: note.isPending }}
        onOk={() => form.submit()}
        onCancel={() => setNoting(false)}
        destroyOnHidden
      >
        <DomainForm
          form={form}
          schema={notePaymentInput}
          toInput={(values) => ({
            agreementId: view.agreementId,
            paidOn: values.paidOn ?? "",
            amount: values.amount ?? "",
            note: values.note ?? "",
          })}
          onSubmit={async (input) => {
            await note.mutateAsync(input);
            setNoting(false);
          }}
        >
          <Field name="paidOn" label={t("web.payment.paid_on")} required>
            <DayInput />
          </Field>
          <Field name="amount" label={t("web.payment.amount")} required>
            <MoneyInput />
          </Field>
          <Field name="note" label={t("web.payment.words")}>
            <Input maxLength={500} />
          </Field>
        </DomainForm>
      </Modal>
    </section>
  );
}
