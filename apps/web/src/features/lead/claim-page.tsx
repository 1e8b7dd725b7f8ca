import { redeemInvitationInput } from "@jiebang/domain/account/invitation.schema.ts";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button, Input, Steps } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useCurrent } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { ErrorFace, PageSkeleton } from "../../components/faces.tsx";
import "./lead.css";

const route = getRouteApi("/out/claim");

export function ClaimSteps({ at }: { at: number }) {
  const t = useT();
  return (
    <Steps
      className="claim-steps"
      size="small"
      responsive={false}
      titlePlacement="vertical"
      current={at}
      items={[
        { title: t("web.claim.step_who") },
        { title: t("web.claim.step_need") },
        { title: t("web.claim.step_done") },
      ]}
    />
  );
}

/** Scanned from a slip: which firm this is, who you are, and on to what you need. */
export function ClaimPage() {
  const t = useT();
  const trpc = useTRPC();
  const me = useCurrent();
  const navigate = useNavigate();
  const { code } = route.useSearch();
  const [typed, setTyped] = useState("");
  const preview = useQuery(
    trpc.invitation.preview.queryOptions({ code: code ?? "" }, { enabled: Boolean(code), retry: false }),
  );
  return (
    <div className="door-sheet">
      <title>{`${t("web.claim.title")} · ${t("app.name")}`}</title>
      <ClaimSteps at={0} />
      <h1 tabIndex={-1}>{t("web.claim.title")}</h1>
      {(!code || preview.isError) && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (typed.trim()) void navigate({ to: "/claim", search: { code: typed.trim() } });
          }}
        >
          <label htmlFor="claim-code">{t("web.claim.code")}</label>
          <Input
            id="claim-code"
            size="large"
            className="mono"
            value={typed}
            autoCapitalize="characters"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button type="primary" htmlType="submit" block size="large">
            {t("web.claim.check")}
          </Button>
        </form>
      )}
      {code && preview.isPending && <PageSkeleton />}
      {preview.isError && (
        <>
          <ErrorFace error={preview.error} />
          {me && me.memberships.length > 0 && (
            <Link to="/need" search={{ organisation: me.memberships[0]!.organisationId }}>
              {t("web.claim.already_mine")}
            </Link>
          )}
        </>
      )}
      {code && preview.data && (
        <WhoAreYou code={code} name={preview.data.organisationName ?? ""} kind={preview.data.kind} />
      )}
    </div>
  );
}

function WhoAreYou({ code, name, kind }: { code: string; name: string; kind: string }) {
  const t = useT();
  const trpc = useTRPC();
  const me = useCurrent();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const redeem = useMutation(trpc.invitation.redeem.mutationOptions({ meta: { showsOwnError: true, isSignIn: true } }));
  const signIn = useMutation(trpc.session.signIn.mutationOptions({ meta: { showsOwnError: true, isSignIn: true } }));
  const enter = async (organisationId: string) => {
    queryClient.clear();
    await queryClient.fetchQuery({ ...trpc.session.current.queryOptions(), staleTime: 0 });
    await navigate({ to: "/need", search: { organisation: organisationId }, replace: true });
  };
  // A code for a password or a colleague is taken at the other door.
  if (kind !== "claim")
    return (
      <Link to="/redeem" search={{ code }}>
        {t("web.claim.other_kind")}
      </Link>
    );
  return (
    <>
      <p className="claim-firm">{name}</p>
      <p className="muted">{t("web.claim.lead")}</p>
      {me ? (
        <DomainForm
          schema={redeemInvitationInput}
          toInput={() => ({ code })}
          onSubmit={async (input) => enter((await redeem.mutateAsync(input)).organisationId)}
        >
          <Button type="primary" size="large" block htmlType="submit" loading={redeem.isPending}>
            {t("web.claim.as_me", { name: me.name })}
          </Button>
        </DomainForm>
      ) : (
        <DomainForm
          schema={redeemInvitationInput}
          toInput={(values) => ({ code, account: values.account ?? {} })}
          onSubmit={async (input) => {
            const { organisationId } = await redeem.mutateAsync(input);
            const account = input.account!; // this form always has one
            await signIn.mutateAsync({ identifier: account.identifier, password: account.password });
            await enter(organisationId);
          }}
        >
          <Field name={["account", "name"]} label={t("web.claim.your_name")} required>
            <Input size="large" autoComplete="name" maxLength={60} />
          </Field>
          <Field name={["account", "identifier"]} label={t("web.claim.mobile")} required>
            <Input size="large" autoComplete="username" inputMode="tel" autoCapitalize="none" spellCheck={false} />
          </Field>
          <Field
            name={["account", "password"]}
            label={t("web.claim.password")}
            extra={t("web.claim.password_hint")}
            required
          >
            <Input.Password size="large" autoComplete="new-password" />
          </Field>
          <Button type="primary" size="large" block htmlType="submit" loading={redeem.isPending || signIn.isPending}>
            {t("web.claim.submit")}
          </Button>
          <p className="claim-existing">
            <Link to="/sign-in" search={{ next: `/app/claim?code=${encodeURIComponent(code)}` }}>
              {t("web.claim.existing")}
            </Link>
          </p>
        </DomainForm>
      )}
    </>
  );
}
