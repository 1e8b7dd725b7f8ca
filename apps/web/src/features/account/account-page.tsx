import { changeIdentifierInput, updateAccountInput } from "@jiebang/domain/account/account.schema.ts";
import { changePasswordInput } from "@jiebang/domain/identity/session.schema.ts";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { App, Button, Form, Input, Radio } from "antd";
import { useSetLocale, useT } from "../../app/locale.tsx";
import { useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { DateTime, useLocalName } from "../../components/values.tsx";
import { describeDevice } from "./describe-device.ts";
import { NewPasswordFields } from "./new-account-fields.tsx";

export function AccountPage() {
  const t = useT();
  return (
    <>
      <PageHeader title={t("web.account.page_title")} />
      <div className="columns-even">
        <div className="stack">
          <Profile />
          <Belonging />
          <IdentifierForm />
        </div>
        <div className="stack">
          <PasswordForm />
          <Sessions />
        </div>
      </div>
    </>
  );
}

function Profile() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const setLocale = useSetLocale();
  const { message } = App.useApp();
  const update = useMutation(trpc.account.update.mutationOptions({ meta: { showsOwnError: true } }));
  return (
    <section className="sheet">
      <h2>{t("web.account.profile")}</h2>
      <DomainForm
        schema={updateAccountInput}
        initialValues={{ name: me.name, locale: me.locale }}
        onSubmit={async (input) => {
          const next = await update.mutateAsync(input);
          queryClient.setQueryData(trpc.session.current.queryKey(), next);
          setLocale(next.locale);
          void message.success(t("web.saved"));
        }}
      >
        <Field name="name" label={t("web.account.your_name")} required>
          <Input maxLength={60} autoComplete="name" />
        </Field>
        <Field name="locale" label={t("web.account.locale")} required>
          <Radio.Group
            options={[
              { value: "zh", label: "中文" },
              { value: "en", label: "English" },
            ]}
          />
        </Field>
        <Button htmlType="submit" loading={update.isPending}>
          {t("web.save")}
        </Button>
      </DomainForm>
    </section>
  );
}

function Belonging() {
  const t = useT();
  const me = useMe();
  const nameOf = useLocalName();
  const lines = [
    ...me.memberships.map((m) => ({
      key: m.organisationId,
      name: m.organisationName,
      role: t(`web.role.${m.role}`),
    })),
    ...me.appointments.map((a) => ({ key: a.jurisdictionId, name: nameOf(a), role: t(`web.role.${a.level}`) })),
    ...me.roles.map((role) => ({ key: role, name: t("app.name"), role: t(`web.role.${role}`) })),
  ];
  return (
    <section className="sheet">
      <h2>{t("web.account.memberships")}</h2>
      {lines.length === 0 ? (
        <p className="muted">{t("web.account.no_memberships")}</p>
      ) : (
        <ul className="rows">
          {lines.map((line) => (
            <li key={line.key}>
              <span className="rows-main">{line.name}</span>
              <span className="muted">{line.role}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function IdentifierForm() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const change = useMutation(trpc.account.changeIdentifier.mutationOptions({ meta: { showsOwnError: true } }));
  return (
    <section className="sheet">
      <h2>{t("web.account.change_identifier")}</h2>
      <p className="muted">{[me.phone, me.email].filter(Boolean).join(" · ")}</p>
      <DomainForm
        form={form}
        schema={changeIdentifierInput}
        onSubmit={async (input) => {
          await change.mutateAsync(input);
          await queryClient.invalidateQueries({ queryKey: trpc.session.current.queryKey() });
          form.resetFields();
          void message.success(t("web.account.identifier_changed"));
        }}
      >
        <Field name="identifier" label={t("web.account.identifier")} required>
          <Input autoComplete="username" inputMode="email" autoCapitalize="none" spellCheck={false} />
        </Field>
        <Field name="currentPassword" label={t("web.account.current_password")} required>
          <Input.Password autoComplete="current-password" />
        </Field>
        <Button htmlType="submit" loading={change.isPending}>
          {t("web.save")}
        </Button>
      </DomainForm>
    </section>
  );
}

function PasswordForm() {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const change = useMutation(trpc.session.changePassword.mutationOptions({ meta: { showsOwnError: true } }));
  return (
    <section className="sheet">
      <h2>{t("web.account.change_password")}</h2>
      <p className="muted">{t("web.account.change_password_hint")}</p>
      <DomainForm
        form={form}
        schema={changePasswordInput}
        toInput={({ passwordAgain: _, ...values }) => values}
        onSubmit={async (input) => {
          await change.mutateAsync(input);
          form.resetFields();
          await queryClient.invalidateQueries({ queryKey: trpc.session.pathKey() });
          void message.success(t("web.account.password_changed"));
        }}
      >
        <Field name="currentPassword" label={t("web.account.current_password")} required>
          <Input.Password autoComplete="current-password" />
        </Field>
        <NewPasswordFields name="newPassword" label={t("web.account.new_password_label")} />
        <Button htmlType="submit" loading={change.isPending}>
          {t("web.account.change_password")}
        </Button>
      </DomainForm>
    </section>
  );
}

function Sessions() {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const sessions = useSuspenseQuery(trpc.session.list.queryOptions()).data;
  const refresh = { onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.session.list.queryKey() }) };
  const revoke = useMutation(trpc.session.revoke.mutationOptions(refresh));
  const revokeOthers = useMutation(trpc.session.revokeOthers.mutationOptions(refresh));
  return (
    <section className="sheet">
      <h2>{t("web.account.sessions")}</h2>
      <ul className="rows">
        {sessions.map((session) => (
          <li key={session.sessionId}>
            <div className="rows-main">
              {describeDevice(session.userAgent) ?? t("web.account.unknown_device")}
              {session.isCurrent && <strong> · {t("web.account.this_device")}</strong>}
              <div className="rows-sub">
                {session.ipAddress && <span className="mono">{session.ipAddress} · </span>}
                {t("web.account.last_used")} <DateTime value={session.lastUsedAt} />
              </div>
            </div>
            {!session.isCurrent && (
              <Button
                size="small"
                loading={revoke.isPending && revoke.variables?.sessionId === session.sessionId}
                onClick={() => revoke.mutate({ sessionId: session.sessionId })}
              >
                {t("web.account.revoke")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Button loading={revokeOthers.isPending} onClick={() => revokeOthers.mutate()}>
          {t("web.account.revoke_others")}
        </Button>
      )}
    </section>
  );
}
