import { type BidView, invitePartnerInput } from "@jiebang/domain/bid/bid.schema.ts";
import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { OrganisationSelect } from "../../components/organisation-select.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime, useLocalName } from "../../components/values.tsx";
import { HashText } from "../round/round-records.tsx";
import { useBidChange } from "./use-bid-change.ts";

/** Who takes part: the lead invites, partners sign the envelope that counts. */
export function PartnersPanel({ bid }: { bid: BidView }) {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const nameOf = useLocalName();
  const changed = useBidChange();
  const [form] = Form.useForm();
  const [signing, setSigning] = useState<string | null>(null);
  const invite = useMutation(
    trpc.bid.invitePartner.mutationOptions({ meta: { showsOwnError: true }, onSuccess: changed }),
  );
  const remove = useMutation(trpc.bid.removePartner.mutationOptions({ onSuccess: changed }));
  const decline = useMutation(trpc.bid.decline.mutationOptions({ onSuccess: changed }));
  const sign = useMutation(trpc.bid.sign.mutationOptions({ meta: { showsOwnError: true }, onSuccess: changed }));
  const mayInvite = bid.allowedActions.includes("invitePartner");
  const partners = bid.partners.filter((partner) => partner.state !== "removed");
  if (partners.length === 0 && !mayInvite) return null;
  const isMine = (organisationId: string) => me.memberships.some((m) => m.organisationId === organisationId);
  return (
    <section className="sheet">
      <h2>{t("web.bid.partners")}</h2>
      <p className="muted">{t("web.bid.partners_hint")}</p>
      {partners.length === 0 && <p className="muted">{t("web.bid.partner_none")}</p>}
      <ul className="rows">
        {partners.map((partner) => (
          <li key={partner.id}>
            <div className="rows-main">
              {nameOf(partner.organisation)}
              <div className="rows-sub">{partner.task}</div>
              <div className="rows-sub">
                {partner.isSigned ? (
                  <>
                    {t("web.bid.partner_signed")} <DateTime value={partner.signedAt} />
                  </>
                ) : partner.state === "declined" ? (
                  <StateTag prefix="web.partner_state" state="declined" />
                ) : (
                  <span className="due-soon">{t("web.bid.partner_waits")}</span>
                )}
              </div>
            </div>
            <span className="row-actions">
              {isMine(partner.organisation.id) &&
                bid.commitment &&
                !partner.isSigned &&
                bid.allowedActions.includes("sign") && (
                  <Button size="small" type="primary" onClick={() => setSigning(partner.organisation.id)}>
                    {t("web.bid.sign")}
                  </Button>
                )}
              {isMine(partner.organisation.id) &&
                partner.state === "invited" &&
                bid.allowedActions.includes("decline") && (
                  <Button
                    size="small"
                    loading={decline.isPending}
                    onClick={() => decline.mutate({ bidId: bid.id, organisationId: partner.organisation.id })}
                  >
                    {t("web.bid.sign_decline")}
                  </Button>
                )}
              {bid.allowedActions.includes("removePartner") && (
                <Button
                  size="small"
                  loading={remove.isPending && remove.variables?.organisationId === partner.organisation.id}
                  onClick={() => remove.mutate({ bidId: bid.id, organisationId: partner.organisation.id })}
                >
                  {t("web.bid.remove_row")}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {mayInvite && (
        <DomainForm
          form={form}
          schema={invitePartnerInput}
          toInput={(values) => ({ ...values, bidId: bid.id })}
          onSubmit={async (input) => {
            await invite.mutateAsync(input);
            form.resetFields();
          }}
        >
          <Field name="organisationId" label={t("web.bid.partner_add")}>
            <OrganisationSelect />
          </Field>
          <Field name="task" label={t("web.bid.partner_task")}>
            <Input maxLength={1000} />
          </Field>
          <Button htmlType="submit" loading={invite.isPending}>
            {t("web.bid.partner_add")}
          </Button>
        </DomainForm>
      )}
      <ConfirmWithReason
        open={signing !== null}
        onClose={() => setSigning(null)}
        title={t("web.bid.sign")}
        okText={t("web.bid.sign")}
        onConfirm={() =>
          sign.mutateAsync({ bidId: bid.id, organisationId: signing ?? "", commitment: bid.commitment ?? "" })
        }
      >
        <p>{t("web.bid.sign_text")}</p>
        {bid.commitment && <HashText value={bid.commitment} />}
      </ConfirmWithReason>
    </section>
  );
}
