import { askExtensionInput, type MilestoneView } from "@jiebang/domain/fulfilment/fulfilment.schema.ts";
import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { DayInput } from "../../components/inputs.tsx";
import { useFulfilmentChange } from "./use-fulfilment-change.ts";

/** The bidder asks for a later day. */
export function AskExtension(props: { milestone: MilestoneView; open: boolean; onClose: () => void }) {
  const { milestone, open, onClose } = props;
  const t = useT();
  const trpc = useTRPC();
  const changed = useFulfilmentChange();
  const [form] = Form.useForm();
  const ask = useMutation(
    trpc.fulfilment.askExtension.mutationOptions({ meta: { showsOwnError: true }, onSuccess: changed }),
  );
  return (
    <Modal
      open={open}
      title={t("web.fulfilment.extension_title", { title: milestone.title })}
      okText={t("web.fulfilment.ask_extension")}
      okButtonProps={{ loading: ask.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <DomainForm
        form={form}
        schema={askExtensionInput}
        toInput={(values) => ({ milestoneId: milestone.id, toDay: values.toDay ?? "", reason: values.reason ?? "" })}
        onSubmit={async (input) => {
          await ask.mutateAsync(input);
          onClose();
        }}
      >
        <Field name="toDay" label={t("web.fulfilment.f_to_day")} required>
          <DayInput min={milestone.dueOn} />
        </Field>
        <Field name="reason" label={t("web.reason")} required>
          <Input.TextArea maxLength={2000} autoSize={{ minRows: 2 }} />
        </Field>
      </DomainForm>
    </Modal>
  );
}

/** The poster grants it, or refuses with the reason. */
export function ExtensionAnswer({ milestone }: { milestone: MilestoneView }) {
  const t = useT();
  const trpc = useTRPC();
  const changed = useFulfilmentChange();
  const [asking, setAsking] = useState<"grant" | "refuse" | null>(null);
  const answer = useMutation(
    trpc.fulfilment.answerExtension.mutationOptions({ meta: { showsOwnError: true }, onSuccess: changed }),
  );
  const extension = milestone.extensions.find((one) => one.state === "asked");
  if (!extension) return null;
  return (
    <>
      <Button type="primary" size="small" onClick={() => setAsking("grant")}>
        {t("web.fulfilment.grant")}
      </Button>
      <Button size="small" onClick={() => setAsking("refuse")}>
        {t("web.fulfilment.refuse")}
      </Button>
      <ConfirmWithReason
        open={asking !== null}
        onClose={() => setAsking(null)}
        title={t(asking === "refuse" ? "web.fulfilment.refuse" : "web.fulfilment.grant")}
        okText={t(asking === "refuse" ? "web.fulfilment.refuse" : "web.fulfilment.grant")}
        text={{ label: t("web.reason"), isRequired: asking === "refuse", maxLength: 2000 }}
        onConfirm={({ text }) =>
          answer.mutateAsync({ extensionId: extension.id, decision: asking === "refuse" ? "refuse" : "grant", text })
        }
      >
        {extension.fromDay} → {extension.toDay}
      </ConfirmWithReason>
    </>
  );
}
