import { createFirstAdministratorInput } from "@jiebang/domain/setup/setup.schema.ts";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { NewAccountFields } from "./new-account-fields.tsx";
import { useEnter } from "./use-enter.ts";

const strip = ({ passwordAgain: _, ...values }: Record<string, unknown>) => values;

/** An empty installation: whoever reads the server's console creates the first administrator. */
export function SetupPage() {
  const t = useT();
  const trpc = useTRPC();
  const enter = useEnter();
  const status = useSuspenseQuery(trpc.setup.status.queryOptions()).data;
  const create = useMutation(
    trpc.setup.createFirstAdministrator.mutationOptions({ meta: { showsOwnError: true, isSignIn: true } }),
  );
  const signIn = useMutation(trpc.session.signIn.mutationOptions({ meta: { showsOwnError: true, isSignIn: true } }));
  return (
    <div className="door-sheet">
      <title>{`${t("web.account.setup_title")} · ${t("app.name")}`}</title>
      <h1 tabIndex={-1}>{t("web.account.setup_title")}</h1>
      {status.needsFirstAdministrator ? (
        <>
          <p className="door-lead">{t("web.account.setup_lead")}</p>
          <DomainForm
            schema={createFirstAdministratorInput}
            toInput={strip}
            onSubmit={async (input) => {
              await create.mutateAsync(input);
              await signIn.mutateAsync({ identifier: input.identifier, password: input.password });
              await enter();
            }}
          >
            <Field name="setupCode" label={t("web.account.setup_code")} required>
              <Input className="mono" autoFocus autoComplete="off" spellCheck={false} />
            </Field>
            <NewAccountFields />
            <Button type="primary" htmlType="submit" block size="large" loading={create.isPending}>
              {t("web.account.setup_submit")}
            </Button>
          </DomainForm>
        </>
      ) : (
        <p>{t("web.account.setup_done_already")}</p>
      )}
      <div className="door-links">
        <Link to="/sign-in">{t("web.account.sign_in")}</Link>
      </div>
    </div>
  );
}
