import { type AccountView, type IssuedInvitation, roleName } from "@jiebang/domain";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Drawer, Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { ErrorFace, PageSkeleton } from "../../components/faces.tsx";
import { useLocalName } from "../../components/values.tsx";
import { InvitationSlip } from "../organisation/invitation-slip.tsx";

/** One account: its roles and appointments, its reset code, its end. */
export function AccountDrawer({ userId, onClose }: { userId: string; onClose: () => void }) {
  const t = useT();
  const trpc = useTRPC();
  const account = useQuery(trpc.admin.getAccount.queryOptions({ userId }));
  return (
    <Drawer
      open
      onClose={onClose}
      size={480}
      title={account.data ? t("web.admin.account_title", { name: account.data.name }) : t("web.loading")}
    >
      {account.isPending && <PageSkeleton />}
      {account.isError && <ErrorFace error={account.error} onRetry={() => void account.refetch()} />}
      {account.data && <Manage account={account.data} />}
    </Drawer>
  );
}

function Manage({ account }: { account: AccountView }) {
  const t = useT();
  const trpc = useTRPC();
  const nameOf = useLocalName();
  const queryClient = useQueryClient();
  const [role, setRole] = useState<string>();
  const [jurisdictionId, setJurisdictionId] = useState<string>();
  const [issued, setIssued] = useState<IssuedInvitation | null>(null);
  const [isDisabling, setIsDisabling] = useState(false);
  const { userId } = account;
  const jurisdictions = useQuery(trpc.jurisdiction.list.queryOptions());
  const options = {
    onSuccess: (next: AccountView) => {
      queryClient.setQueryData(trpc.admin.getAccount.queryKey({ userId }), next);
      void queryClient.invalidateQueries({ queryKey: trpc.admin.listAccounts.queryKey() });
    },
  };
  const grant = useMutation(trpc.admin.grantRole.mutationOptions(options));
  const endRole = useMutation(trpc.admin.endRole.mutationOptions(options));
  const appoint = useMutation(trpc.admin.appoint.mutationOptions(options));
  const endAppointment = useMutation(trpc.admin.endAppointment.mutationOptions(options));
  const enable = useMutation(trpc.admin.enableAccount.mutationOptions(options));
  const disable = useMutation(trpc.admin.disableAccount.mutationOptions({ ...options, meta: { showsOwnError: true } }));
  const reset = useMutation(trpc.invitation.issueResetCode.mutationOptions({ onSuccess: setIssued }));
  const may = (action: AccountView["allowedActions"][number]) => account.allowedActions.includes(action);
  const free = roleName.options.filter((one) => !account.roles.includes(one));
  return (
    <div className="stack">
      <dl className="facts">
        <dt>{t("web.admin.col_contact")}</dt>
        <dd>{[account.phone, account.email].filter(Boolean).join(" · ") || t("web.none")}</dd>
      </dl>
      <section>
        <h2 className="section-title">{t("web.admin.col_roles")}</h2>
        <ul className="rows">
          {account.memberships.map((m) => (
            <li key={m.membershipId}>
              <span className="rows-main">{m.organisationName}</span>
              <span className="muted">{t(`web.role.${m.role}`)}</span>
            </li>
          ))}
          {account.appointments.map((a) => (
            <li key={a.appointmentId}>
              <span className="rows-main">{a.jurisdictionName}</span>
              <span className="muted">{t(`web.role.${a.level}`)}</span>
              {may("appoint") && (
                <Button size="small" onClick={() => endAppointment.mutate({ appointmentId: a.appointmentId })}>
                  {t("web.admin.end_appointment")}
                </Button>
              )}
            </li>
          ))}
          {account.roles.map((one) => (
            <li key={one}>
              <span className="rows-main">{t(`web.role.${one}`)}</span>
              {may("grantRole") && (
                <Button size="small" onClick={() => endRole.mutate({ userId, role: one })}>
                  {t("web.admin.end_role")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </section>
      {may("grantRole") && free.length > 0 && (
        <div className="inline-form">
          <Select
            aria-label={t("web.admin.grant")}
            placeholder={t("web.admin.filter_role")}
            value={role}
            onChange={setRole}
            options={free.map((one) => ({ value: one, label: t(`web.role.${one}`) }))}
          />
          <Button
            disabled={!role}
            loading={grant.isPending}
            onClick={() => {
              grant.mutate({ userId, role: roleName.parse(role) });
              setRole(undefined);
            }}
          >
            {t("web.admin.grant")}
          </Button>
        </div>
      )}
      {may("appoint") && (
        <div className="inline-form">
          <Select
            aria-label={t("web.admin.appoint_where")}
            placeholder={t("web.admin.appoint_where")}
            value={jurisdictionId}
            onChange={setJurisdictionId}
            showSearch={{ optionFilterProp: "label" }}
            options={(jurisdictions.data ?? []).map((j) => ({ value: j.jurisdictionId, label: nameOf(j) }))}
          />
          <Button
            disabled={!jurisdictionId}
            loading={appoint.isPending}
            onClick={() => {
              if (jurisdictionId) appoint.mutate({ userId, jurisdictionId });
              setJurisdictionId(undefined);
            }}
          >
            {t("web.admin.appoint")}
          </Button>
        </div>
      )}
      <div className="form-actions">
        {may("issueResetCode") && (
          <Button loading={reset.isPending} onClick={() => reset.mutate({ userId })}>
            {t("web.admin.reset_code")}
          </Button>
        )}
        {may("enable") && (
          <Button loading={enable.isPending} onClick={() => enable.mutate({ userId })}>
            {t("web.admin.enable")}
          </Button>
        )}
        {may("disable") && (
          <Button danger onClick={() => setIsDisabling(true)}>
            {t("web.admin.disable")}
          </Button>
        )}
      </div>
      <ConfirmWithReason
        open={isDisabling}
        onClose={() => setIsDisabling(false)}
        danger
        title={t("web.admin.disable")}
        okText={t("web.admin.disable")}
        onConfirm={() => disable.mutateAsync({ userId })}
      >
        {t("web.admin.disable_words")}
      </ConfirmWithReason>
      {issued && <InvitationSlip issued={issued} onClose={() => setIssued(null)} />}
    </div>
  );
}
