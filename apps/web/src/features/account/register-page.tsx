import { requestRegistrationInput } from "@jiebang/domain/account/registration.schema.ts";
import { checkCreditCode } from "@jiebang/domain/organisation/credit-code.ts";
import { organisationKind } from "@jiebang/domain/organisation/organisation.schema.ts";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Button, Form, Input, Select } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { useLocalDraft } from "../../components/use-local-draft.ts";
import { useLocalName } from "../../components/values.tsx";
import { NewAccountFields } from "./new-account-fields.tsx";

const strip = ({ passwordAgain: _, ...values }: Record<string, unknown>) => values;

/** Asking for an account: everybody gets the same answer, whoever exists already. */
export function RegisterPage() {
  const t = useT();
  const trpc = useTRPC();
  const nameOf = useLocalName();
  const [form] = Form.useForm();
  const draft = useLocalDraft("register", form, ["password", "passwordAgain"]);
  const jurisdictions = useSuspenseQuery(trpc.jurisdiction.list.queryOptions()).data;
  const request = useMutation(trpc.registration.request.mutationOptions({ meta: { showsOwnError: true } }));
  const creditCode = Form.useWatch(["organisation", "creditCode"], form) as string | undefined;
  const suspect = creditCode && creditCode.trim().length >= 15 && checkCreditCode(creditCode).problem !== null;
  if (request.isSuccess)
    return (
      <div className="door-sheet">
        <h1 tabIndex={-1}>{t("web.account.register_done")}</h1>
        <p role="status">{t("web.account.register_done_hint")}</p>
        <div className="door-links">
          <Link to="/sign-in">{t("web.account.sign_in")}</Link>
        </div>
      </div>
    );
  return (
    <div className="door-sheet">
      <title>{`${t("web.account.register_title")} · ${t("app.name")}`}</title>
      <h1 tabIndex={-1}>{t("web.account.register_title")}</h1>
      <p className="door-lead">{t("web.account.register_lead")}</p>
      <DomainForm
        form={form}
        schema={requestRegistrationInput}
        toInput={strip}
        onValuesChange={draft.onValuesChange}
        initialValues={{ organisation: { kind: "enterprise" } }}
        onSubmit={async (input) => {
          await request.mutateAsync(input);
          draft.clear();
        }}
      >
        <Field name="jurisdictionId" label={t("web.account.jurisdiction")} required>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={jurisdictions.map((j) => ({ value: j.jurisdictionId, label: nameOf(j) }))}
          />
        </Field>
        <Field name={["organisation", "kind"]} label={t("web.account.organisation_kind")} required>
          <Select
            options={organisationKind.options.map((kind) => ({ value: kind, label: t(`word.organisation.${kind}`) }))}
          />
        </Field>
        <Field name={["organisation", "name"]} label={t("web.account.organisation_name")} required>
          <Input autoComplete="organization" maxLength={120} />
        </Field>
        <Field
          name={["organisation", "creditCode"]}
          label={t("web.account.credit_code")}
          extra={t("web.account.credit_code_hint")}
        >
          <Input className="mono" maxLength={30} autoCapitalize="characters" spellCheck={false} />
        </Field>
        {suspect && (
          <Alert className="form-top-error" type="warning" showIcon title={t("web.account.credit_code_suspect")} />
        )}
        <NewAccountFields />
        <Field name="note" label={t("web.account.note")} extra={t("web.account.note_hint")}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} />
        </Field>
        <Button type="primary" htmlType="submit" block size="large" loading={request.isPending}>
          {t("web.account.register_submit")}
        </Button>
      </DomainForm>
      <div className="door-links">
        <Link to="/sign-in">{t("web.account.sign_in")}</Link>
        <Link to="/redeem">{t("web.account.have_code")}</Link>
      </div>
    </div>
  );
}
