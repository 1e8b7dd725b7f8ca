import { type IssuedInvitation, inviteClaimInput, inviteMemberInput, type OrganisationView } from "@jiebang/domain";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Radio } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { InvitationList } from "./invitation-list.tsx";
import { InvitationSlip } from "./invitation-slip.tsx";

/** A new code for a member or for the claim of the organisation, and the codes issued before. */
export function Invitations({ organisation }: { organisation: OrganisationView }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [form] = Form.useForm();
  const [issued, setIssued] = useState<IssuedInvitation | null>(null);
  const { organisationId } = organisation;
  const isClaim = !organisation.allowedActions.includes("inviteMember");
  const options = { meta: { showsOwnError: true } };
  const member = useMutation(trpc.invitation.inviteMember.mutationOptions(options));
  const claim = useMutation(trpc.invitation.inviteClaim.mutationOptions(options));
  return (
    <div className="stack">
      <section className="sheet narrow-sheet">
        <h2>{t(isClaim ? "web.organisation.invite_claim" : "web.organisation.invite_member")}</h2>
        <p className="muted">{t("web.organisation.invite_lead")}</p>
        <DomainForm
          form={form}
          schema={isClaim ? inviteClaimInput : inviteMemberInput}
          initialValues={{ role: "editor" }}
          toInput={(values) => ({ ...values, note: values.note || undefined, organisationId })}
          onSubmit={async (input) => {
            setIssued(isClaim ? await claim.mutateAsync(input) : await member.mutateAsync(input));
            form.resetFields();
            void queryClient.invalidateQueries({ queryKey: trpc.invitation.pathKey() });
          }}
        >
          {!isClaim && (
            <Field name="role" label={t("web.organisation.role")} required>
              <Radio.Group
                options={(["editor", "admin"] as const).map((role) => ({ value: role, label: t(`web.role.${role}`) }))}
              />
            </Field>
          )}
          <Field name="note" label={t("web.organisation.invite_note")}>
            <Input maxLength={200} />
          </Field>
          <Button type="primary" htmlType="submit" loading={member.isPending || claim.isPending}>
            {t("web.organisation.invite_create")}
          </Button>
        </DomainForm>
      </section>
      <InvitationList organisationId={organisationId} />
      {issued && <InvitationSlip issued={issued} onClose={() => setIssued(null)} />}
    </div>
  );
}
