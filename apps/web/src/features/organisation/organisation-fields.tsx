import { checkCreditCode } from "@jiebang/domain/organisation/credit-code.ts";
import { organisationKind } from "@jiebang/domain/organisation/organisation.schema.ts";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Alert, Form, Input, Select } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { CodeSelect } from "../../components/code-select.tsx";
import { Field } from "../../components/domain-form.tsx";
import { useLocalName } from "../../components/values.tsx";

/** What an organisation says about itself, and below it what its coordinator keeps. */
export function OrganisationFields({ isCoordinator }: { isCoordinator: boolean }) {
  const t = useT();
  const f = (name: string) => t(`web.organisation.f.${name}`);
  return (
    <>
      <h2 className="section-title">{t("web.organisation.sec_identity")}</h2>
      <div className="form-grid">
        <Field name="name" label={f("name")} required>
          <Input maxLength={120} />
        </Field>
        <Field name="nameEn" label={f("nameEn")}>
          <Input maxLength={200} lang="en" />
        </Field>
        <Field name="kind" label={f("kind")} required>
          <Select
            options={organisationKind.options.map((kind) => ({ value: kind, label: t(`word.organisation.${kind}`) }))}
          />
        </Field>
        <Field name="creditCode" label={f("creditCode")}>
          <Input className="mono" maxLength={30} autoCapitalize="characters" spellCheck={false} />
        </Field>
        <CreditCodeReason />
        <Field name="areaCode" label={f("areaCode")}>
          <CodeSelect list="area" />
        </Field>
        <Field name="industryCode" label={f("industryCode")}>
          <CodeSelect list="industry" />
        </Field>
        <Field name="chainCodes" label={f("chainCodes")} className="span-2">
          <CodeSelect list="chain" multiple />
        </Field>
        <Field name="summary" label={f("summary")} className="span-2">
          <Input.TextArea maxLength={2000} autoSize={{ minRows: 3, maxRows: 12 }} />
        </Field>
        <Field name="summaryEn" label={f("summaryEn")} className="span-2">
          <Input.TextArea maxLength={4000} lang="en" autoSize={{ minRows: 2, maxRows: 12 }} />
        </Field>
        <Field name="website" label={f("website")}>
          <Input inputMode="url" placeholder="https://" />
        </Field>
      </div>
      <h2 className="section-title">
        {t("web.organisation.sec_contact")} <span className="muted">{t("web.organisation.contact_hint")}</span>
      </h2>
      <div className="form-grid">
        <Field name="contactName" label={f("contactName")}>
          <Input maxLength={60} autoComplete="off" />
        </Field>
        <Field name="contactPhone" label={f("contactPhone")}>
          <Input maxLength={40} inputMode="tel" autoComplete="off" />
        </Field>
        <Field name="contactEmail" label={f("contactEmail")}>
          <Input inputMode="email" autoComplete="off" />
        </Field>
        <Field name="address" label={f("address")}>
          <Input maxLength={200} />
        </Field>
      </div>
      {isCoordinator && <CoordinatorFields />}
    </>
  );
}

/** A code whose check fails is allowed with a reason; the warning stands beside the field while one types. */
function CreditCodeReason() {
  const t = useT();
  const code = (Form.useWatch("creditCode") as string | null | undefined)?.trim();
  const problem = code ? checkCreditCode(code).problem : null;
  if (!problem) return null;
  return (
    <div className="span-2">
      <Alert className="form-top-error" type="warning" showIcon title={t(problem)} />
      <Field name="creditCodeOverrideReason" label={t("web.organisation.code_reason")}>
        <Input.TextArea maxLength={300} autoSize={{ minRows: 2 }} />
      </Field>
    </div>
  );
}

function CoordinatorFields() {
  const t = useT();
  const trpc = useTRPC();
  const nameOf = useLocalName();
  const jurisdictions = useSuspenseQuery(trpc.jurisdiction.list.queryOptions()).data;
  return (
    <>
      <h2 className="section-title">{t("web.organisation.sec_coordinator")}</h2>
      <div className="form-grid">
        <Field name="jurisdictionId" label={t("web.organisation.f.jurisdictionId")}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            options={jurisdictions.map((j) => ({ value: j.jurisdictionId, label: nameOf(j) }))}
          />
        </Field>
        <Field name="tier" label={t("web.organisation.f.tier")}>
          <CodeSelect list="tier" />
        </Field>
        <Field name="honours" label={t("web.organisation.f.honours")} className="span-2">
          <CodeSelect list="honour" multiple />
        </Field>
      </div>
    </>
  );
}
