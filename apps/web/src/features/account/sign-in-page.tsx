import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, Navigate } from "@tanstack/react-router";
import { useT } from "../../app/locale.tsx";
import { useCurrent } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { SignInForm } from "./sign-in-form.tsx";
import { useEnter } from "./use-enter.ts";

const route = getRouteApi("/out/sign-in");

export function SignInPage() {
  const t = useT();
  const trpc = useTRPC();
  const { next } = route.useSearch();
  const current = useCurrent();
  const enter = useEnter();
  const setup = useSuspenseQuery(trpc.setup.status.queryOptions()).data;
  if (current && !next) return <Navigate to="/" replace />;
  return (
    <div className="door-sheet">
      <title>{`${t("web.account.sign_in")} · ${t("app.name")}`}</title>
      <h1 tabIndex={-1}>{t("web.account.sign_in_title")}</h1>
      <p className="door-lead">{t("web.account.sign_in_lead")}</p>
      <SignInForm onSignedIn={() => enter(next)} />
      <div className="door-links">
        {setup.needsFirstAdministrator ? (
          <Link to="/setup">{t("web.account.setup_hint")}</Link>
        ) : (
          <>
            <Link to="/register">{t("web.account.no_account")}</Link>
            <Link to="/redeem">{t("web.account.have_code")}</Link>
          </>
        )}
      </div>
      <p className="door-note">{t("web.account.forgot")}</p>
    </div>
  );
}
