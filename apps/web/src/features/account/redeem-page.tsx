import {
  type InvitationPreview,
  type Redemption as RedemptionResult,
  redeemInvitationInput,
  resetPasswordInput,
} from "@jiebang/domain/account/invitation.schema.ts";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { App, Button, Input } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useCurrent } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm } from "../../components/domain-form.tsx";
import { ErrorFace, PageSkeleton } from "../../components/faces.tsx";
import { DateTime } from "../../components/values.tsx";
import { NewAccountFields, NewPasswordFields } from "./new-account-fields.tsx";
import { useEnter } from "./use-enter.ts";

const route = getRouteApi("/out/redeem");

/** A code from paper: look at what it gives first, then take it. */
export function RedeemPage() {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { code } = route.useSearch();
  const [typed, setTyped] = useState(code ?? "");
  const preview = useQuery(
    trpc.invitation.preview.queryOptions({ code: code ?? "" }, { enabled: Boolean(code), retry: false }),
  );
  return (
    <div className="door-sheet">
      <title>{`${t("web.account.redeem_title")} · ${t("app.name")}`}</title>
      <h1 tabIndex={-1}>{t("web.account.redeem_title")}</h1>
      <p className="door-lead">{t("web.account.redeem_lead")}</p>
      {(!code || preview.isError) && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (typed.trim()) void navigate({ to: "/redeem", search: { code: typed.trim() } });
          }}
        >
          <label htmlFor="redeem-code">{t("web.account.code")}</label>
          <Input
            id="redeem-code"
            size="large"
            className="mono"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoCapitalize="characters"
            autoComplete="one-time-code"
            spellCheck={false}
            autoFocus
          />
          <Button type="primary" htmlType="submit" block size="large">
            {t("web.account.check_code")}
          </Button>
        </form>
      )}
      {code && preview.isPending && <PageSkeleton />}
      {preview.isError && <ErrorFace error={preview.error} />}
      {code && preview.data && <Redemption code={code} invitation={preview.data} />}
      <div className="door-links">
        {code && <Link to="/redeem">{t("web.account.other_code")}</Link>}
        <Link to="/sign-in">{t("web.account.sign_in")}</Link>
      </div>
    </div>
  );
}

function Redemption({ code, invitation }: { code: string; invitation: InvitationPreview }) {
  const t = useT();
  const trpc = useTRPC();
  const me = useCurrent();
  const navigate = useNavigate();
  const enter = useEnter();
  const { message } = App.useApp();
  const redeem = useMutation(trpc.invitation.redeem.mutationOptions({ meta: { showsOwnError: true, isSignIn: true } }));
  const reset = useMutation(trpc.invitation.resetPassword.mutationOptions({ meta: { showsOwnError: true } }));
  const signIn = useMutation(trpc.session.signIn.mutationOptions({ meta: { showsOwnError: true, isSignIn: true } }));
  const joined = async ({ organisationName, interestId }: RedemptionResult) => {
    if (!interestId) void message.success(t("web.account.joined", { organisation: organisationName }));
    await enter(interestId ? `/app/interests/${interestId}` : undefined);
  };
  const words = t(
    invitation.kind === "route"
      ? "web.account.invited_route"
      : invitation.kind === "claim"
        ? "web.account.invited_claim"
        : invitation.kind === "member"
          ? "web.account.invited_member"
          : "web.account.invited_reset",
    {
      organisation: invitation.organisationName,
      title: invitation.entryTitle,
      role: t(`web.role.${invitation.role ?? "editor"}`),
    },
  );
  return (
    <div className="stack">
      <p className="redeem-words">{words}</p>
      <p className="muted">
        {t("web.account.code_expires")} <DateTime value={invitation.expiresAt} />
      </p>
      {invitation.kind === "password_reset" ? (
        <DomainForm
          schema={resetPasswordInput}
          toInput={(values) => ({ code, newPassword: values.newPassword })}
          onSubmit={async (input) => {
            await reset.mutateAsync(input);
            void message.success(t("web.account.reset_done"));
            await navigate({ to: "/sign-in" });
          }}
        >
          <NewPasswordFields name="newPassword" label={t("web.account.new_password_label")} />
          <Button type="primary" htmlType="submit" block loading={reset.isPending}>
            {t("web.account.reset_submit")}
          </Button>
        </DomainForm>
      ) : me ? (
        <DomainForm
          schema={redeemInvitationInput}
          toInput={() => ({ code })}
          onSubmit={async (input) => joined(await redeem.mutateAsync(input))}
        >
          <Button type="primary" htmlType="submit" block loading={redeem.isPending}>
            {t("web.account.redeem_signed_in", { name: me.name })}
          </Button>
        </DomainForm>
      ) : (
        <DomainForm
          schema={redeemInvitationInput}
          toInput={(values) => ({ code, account: values.account })}
          onSubmit={async (input) => {
            const taken = await redeem.mutateAsync(input);
            const account = input.account!; // this form always has one
            await signIn.mutateAsync({ identifier: account.identifier, password: account.password });
            await joined(taken);
          }}
        >
          <p>
            <Link to="/sign-in" search={{ next: `/app/redeem?code=${encodeURIComponent(code)}` }}>
              {t("web.account.redeem_existing")}
            </Link>
          </p>
          <NewAccountFields at={["account"]} />
          <Button type="primary" htmlType="submit" block loading={redeem.isPending}>
            {t("web.account.redeem_new")}
          </Button>
        </DomainForm>
      )}
    </div>
  );
}
