import {
  decideAcceptanceInput,
  type FulfilmentView,
  TARGET_RESULTS,
} from "@jiebang/domain/fulfilment/fulfilment.schema.ts";
import { useMutation } from "@tanstack/react-query";
import { Form, Input, Modal, Radio } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { useFulfilmentChange } from "./use-fulfilment-change.ts";

/** The poster goes through the targets one by one and decides. What was chosen stays when the house says no. */
export function JudgeTargets(props: { view: FulfilmentView; no: number; open: boolean; onClose: () => void }) {
  const { view, no, open, onClose } = props;
  const t = useT();
  const trpc = useTRPC();
  const changed = useFulfilmentChange();
  const [form] = Form.useForm();
  const decide = useMutation(
    trpc.fulfilment.decideAcceptance.mutationOptions({ meta: { showsOwnError: true }, onSuccess: changed }),
  );
  return (
    <Modal
      open={open}
      title={t("web.acceptance.decide")}
      okText={t("web.acceptance.submit")}
      okButtonProps={{ loading: decide.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={680}
    >
      <DomainForm
        form={form}
        schema={decideAcceptanceInput}
        toInput={(values) => {
          const judged = (values.targets ?? []) as { measured?: string; result?: string }[];
          return {
            agreementId: view.agreementId,
            no,
            outcome: values.outcome,
            text: values.text ?? "",
            targets: view.targets.map((target, i) => ({
              ...target,
              measured: judged[i]?.measured ?? "",
              result: judged[i]?.result,
            })),
          };
        }}
        onSubmit={async (input) => {
          await decide.mutateAsync(input);
          onClose();
        }}
      >
        {view.targets.map((target, i) => (
          <fieldset key={target.name} className="plan-line plain-fieldset">
            <legend>
              <strong>{target.name}</strong> {target.wanted}
            </legend>
            <Field name={["targets", i, "result"]} label={t("web.acceptance.result")} required>
              <Radio.Group
                options={TARGET_RESULTS.map((value) => ({ value, label: t(`web.target_result.${value}`) }))}
              />
            </Field>
            <Field name={["targets", i, "measured"]} label={t("web.acceptance.measured")}>
              <Input maxLength={200} />
            </Field>
          </fieldset>
        ))}
        <Field name="outcome" label={t("web.acceptance.outcome")} required>
          <Radio.Group
            options={(["accepted", "refused"] as const).map((value) => ({
              value,
              label: t(`web.acceptance_state.${value}`),
            }))}
          />
        </Field>
        <Field name="text" label={t("web.acceptance.text")}>
          <Input.TextArea maxLength={4000} autoSize={{ minRows: 2 }} />
        </Field>
      </DomainForm>
    </Modal>
  );
}
