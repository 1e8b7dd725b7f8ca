import { approveRegistrationInput, type RegistrationView } from "@jiebang/domain";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Input, Modal, Radio } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";

/** Opens the account: with a new organisation, or into one that stands already. */
export function ApproveRegistration(props: { registration: RegistrationView; onClose: () => void }) {
  const { registration, onClose } = props;
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const approve = useMutation(trpc.registration.approve.mutationOptions({ meta: { showsOwnError: true } }));
  return (
    <Modal
      open
      title={t("web.registration.approve_title", { name: registration.organisation.name })}
      footer={null}
      onCancel={onClose}
    >
      <DomainForm
        schema={approveRegistrationInput}
        initialValues={{
          organisationId: registration.candidates[0]?.organisationId ?? "",
          role: "admin",
          verify: true,
        }}
        toInput={(values) => ({
          ...values,
          registrationId: registration.registrationId,
          organisationId: values.organisationId || undefined,
          creditCodeOverrideReason: values.creditCodeOverrideReason || undefined,
        })}
        onSubmit={async (input) => {
          await approve.mutateAsync(input);
          void message.success(t("web.registration.approved"));
          void queryClient.invalidateQueries({ queryKey: trpc.registration.pathKey() });
          onClose();
        }}
      >
        {registration.candidates.length > 0 && (
          <Field name="organisationId" label={t("web.registration.which")} required>
            <Radio.Group className="choice-list">
              {registration.candidates.map((candidate) => (
                <Radio key={candidate.organisationId} value={candidate.organisationId}>
                  {t("web.registration.join", { name: candidate.name })}
                  {candidate.hasMembers && <span className="muted"> · {t("web.registration.has_members")}</span>}
                </Radio>
              ))}
              <Radio value="">{t("web.registration.create_new")}</Radio>
            </Radio.Group>
          </Field>
        )}
        <Field name="role" label={t("web.organisation.role")} required>
          <Radio.Group
            options={(["admin", "editor"] as const).map((role) => ({ value: role, label: t(`web.role.${role}`) }))}
          />
        </Field>
        {registration.creditCodeProblem && (
          <Field
            name="creditCodeOverrideReason"
            label={t("web.organisation.code_reason")}
            extra={t(registration.creditCodeProblem)}
          >
            <Input.TextArea maxLength={300} autoSize={{ minRows: 2 }} />
          </Field>
        )}
        <Field name="verify" valuePropName="checked">
          <Checkbox>{t("web.registration.verify")}</Checkbox>
        </Field>
        <Button type="primary" htmlType="submit" loading={approve.isPending}>
          {t("web.registration.approve")}
        </Button>
      </DomainForm>
    </Modal>
  );
}
