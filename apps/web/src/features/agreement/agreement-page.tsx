import { type AgreementView, CONTRACT_KINDS, saveAgreementInput } from "@jiebang/domain/agreement/agreement.schema.ts";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Alert, App, Button, Checkbox, Form, Input, Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { DayInput, MoneyInput } from "../../components/inputs.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { useLocalName } from "../../components/values.tsx";
import { FulfilmentSection } from "../fulfilment/fulfilment-section.tsx";

const route = getRouteApi("/in/agreements/$agreementId");

/** One agreement: drafted by both parties, recorded by a coordinator when it is signed. */
export function AgreementPage() {
  const t = useT();
  const trpc = useTRPC();
  const nameOf = useLocalName();
  const { agreementId } = route.useParams();
  const agreement = useSuspenseQuery(trpc.agreement.get.queryOptions({ agreementId })).data;
  return (
    <div className="stack">
      <PageHeader
        title={agreement.title || agreement.itemTitle}
        eyebrow={
          <>
            {agreement.number && <span className="mono">{agreement.number}</span>}
            {agreement.roundId && (
              <Link to="/rounds/$roundId" params={{ roundId: agreement.roundId }}>
                {agreement.roundNumber}
              </Link>
            )}
            <span>
              {nameOf(agreement.poster)} ↔ {nameOf(agreement.bidder)}
            </span>
          </>
        }
        back={{ to: "/agreements", label: t("web.agreement.back") }}
        tags={<StateTag prefix="web.agreement_state" state={agreement.state} />}
        actions={<AgreementActions agreement={agreement} />}
      />
      {agreement.state === "draft" && agreement.missing.length > 0 && (
        <Alert
          style={{ marginBottom: 16 }}
          type="info"
          showIcon
          title={t("web.agreement.missing")}
          description={agreement.missing.map((name) => t(missingLabel(name))).join(t.locale === "zh" ? "、" : ", ")}
        />
      )}
      {agreement.abandonText && <Alert style={{ marginBottom: 16 }} type="warning" title={agreement.abandonText} />}
      {agreement.state === "recorded" && <FulfilmentSection agreementId={agreement.id} />}
      <AgreementForm key={agreement.version} agreement={agreement} />
    </div>
  );
}

const missingLabels: Record<string, string> = {
  contractKind: "web.agreement.f_kind",
  title: "web.agreement.f_title",
  amount: "web.agreement.f_amount",
  technologyAmount: "web.agreement.f_tech_amount",
  signedOn: "web.agreement.f_signed",
  "fields.projectSummary": "web.agreement.f_summary",
  "fields.ipOwnership": "web.agreement.f_ip",
};
function missingLabel(name: string): string {
  const party = /^fields\.(buyer|seller)\.(\w+)$/.exec(name);
  return party ? `web.agreement.m_${party[1]}_${party[2]}` : (missingLabels[name] ?? name);
}

function AgreementActions({ agreement }: { agreement: AgreementView }) {
  const t = useT();
  const trpc = useTRPC();
  const changed = useAgreementChange();
  const [dialog, setDialog] = useState<"record" | "abandon" | null>(null);
  const own = { meta: { showsOwnError: true }, onSuccess: changed };
  const record = useMutation(trpc.agreement.record.mutationOptions(own));
  const abandon = useMutation(trpc.agreement.abandon.mutationOptions(own));
  const close = () => setDialog(null);
  return (
    <>
      {agreement.allowedActions.includes("abandon") && (
        <Button danger onClick={() => setDialog("abandon")}>
          {t("web.agreement.abandon")}
        </Button>
      )}
      {agreement.allowedActions.includes("record") && (
        <Button type="primary" onClick={() => setDialog("record")}>
          {t("web.agreement.record")}
        </Button>
      )}
      <ConfirmWithReason
        open={dialog === "record"}
        onClose={close}
        title={t("web.agreement.record")}
        okText={t("web.agreement.record")}
        onConfirm={() => record.mutateAsync({ agreementId: agreement.id, version: agreement.version })}
      >
        {t("web.agreement.record_confirm")}
      </ConfirmWithReason>
      <ConfirmWithReason
        open={dialog === "abandon"}
        onClose={close}
        danger
        title={t("web.agreement.abandon")}
        okText={t("web.agreement.abandon")}
        text={{ label: t("web.round.reason_text"), isRequired: true, maxLength: 2000 }}
        onConfirm={({ text }) => abandon.mutateAsync({ agreementId: agreement.id, text })}
      />
    </>
  );
}

function useAgreementChange() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return (next: AgreementView) => {
    queryClient.setQueryData(trpc.agreement.get.queryKey({ agreementId: next.id }), next);
    for (const path of [trpc.agreement.list.pathKey(), trpc.round.pathKey(), trpc.board.pathKey(), trpc.desk.pathKey()])
      void queryClient.invalidateQueries({ queryKey: path });
  };
}

function AgreementForm({ agreement }: { agreement: AgreementView }) {
  const t = useT();
  const trpc = useTRPC();
  const { message } = App.useApp();
  const changed = useAgreementChange();
  const [form] = Form.useForm();
  const save = useMutation(trpc.agreement.save.mutationOptions({ meta: { showsOwnError: true }, onSuccess: changed }));
  const maySave = agreement.allowedActions.includes("save");
  return (
    <DomainForm
      form={form}
      schema={saveAgreementInput}
      disabled={!maySave}
      initialValues={agreement}
      toInput={(values) => ({
        agreementId: agreement.id,
        version: agreement.version,
        contractKind: values.contractKind ?? null,
        title: values.title,
        fields: values.fields,
        amount: values.amount ?? null,
        technologyAmount: values.technologyAmount ?? null,
        signedOn: values.signedOn ?? null,
        endsOn: values.endsOn ?? null,
        registrationNo: values.registrationNo || null,
      })}
      onSubmit={async (input) => {
        await save.mutateAsync(input);
        void message.success(t("web.saved"));
      }}
    >
      <div className="stack">
        <section className="sheet">
          <div className="form-grid">
            <Field name="title" label={t("web.agreement.f_title")}>
              <Input maxLength={300} />
            </Field>
            <Field name="contractKind" label={t("web.agreement.f_kind")}>
              <Select options={CONTRACT_KINDS.map((value) => ({ value, label: t(`web.contract_kind.${value}`) }))} />
            </Field>
            <Field name="amount" label={t("web.agreement.f_amount")}>
              <MoneyInput />
            </Field>
            <Field name="technologyAmount" label={t("web.agreement.f_tech_amount")}>
              <MoneyInput />
            </Field>
            <Field name="signedOn" label={t("web.agreement.f_signed")}>
              <DayInput />
            </Field>
            <Field name="endsOn" label={t("web.agreement.f_ends")}>
              <DayInput />
            </Field>
            <Field name="registrationNo" label={t("web.agreement.f_registration")}>
              <Input maxLength={20} />
            </Field>
            <Field name={["fields", "placeOfSigning"]} label={t("web.agreement.f_place")}>
              <Input maxLength={200} />
            </Field>
          </div>
          <Field name={["fields", "isElectronic"]} valuePropName="checked">
            <Checkbox>{t("web.agreement.f_electronic")}</Checkbox>
          </Field>
        </section>
        <div className="columns-even">
          <PartyFields side="buyer" />
          <PartyFields side="seller" />
        </div>
        <section className="sheet">
          {(
            [
              ["projectSummary", "f_summary"],
              ["deliverables", "f_deliverables"],
              ["acceptance", "f_acceptance"],
              ["payment", "f_payment"],
              ["ipOwnership", "f_ip"],
            ] as const
          ).map(([name, label]) => (
            <Field key={name} name={["fields", name]} label={t(`web.agreement.${label}`)}>
              <Input.TextArea maxLength={4000} autoSize={{ minRows: 2, maxRows: 12 }} />
            </Field>
          ))}
          {maySave && (
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              {t("web.save")}
            </Button>
          )}
        </section>
      </div>
    </DomainForm>
  );
}

function PartyFields({ side }: { side: "buyer" | "seller" }) {
  const t = useT();
  const at = (name: string) => ["fields", side, name];
  return (
    <section className="sheet">
      <h2>{t(`web.agreement.f_${side}`)}</h2>
      <Field name={at("name")} label={t("web.agreement.f_name")}>
        <Input maxLength={200} />
      </Field>
      <div className="form-grid">
        <Field name={at("creditCode")} label={t("web.agreement.f_credit_code")}>
          <Input maxLength={18} className="mono" />
        </Field>
        <Field name={at("nature")} label={t("web.agreement.f_nature")} extra={t("web.agreement.f_nature_hint")}>
          <Input maxLength={3} inputMode="numeric" />
        </Field>
        <Field name={at("areaCode")} label={t("web.agreement.f_area")}>
          <Input maxLength={6} inputMode="numeric" />
        </Field>
        <Field name={at("country")} label={t("web.agreement.f_country")}>
          <Input maxLength={3} />
        </Field>
        <Field name={at("representative")} label={t("web.agreement.f_representative")}>
          <Input maxLength={60} />
        </Field>
        <Field name={at("contactName")} label={t("web.round.contact")}>
          <Input maxLength={60} />
        </Field>
        <Field name={at("phone")} label={t("web.round.phone")}>
          <Input maxLength={40} inputMode="tel" />
        </Field>
        <Field name={at("address")} label={t("web.round.address")}>
          <Input maxLength={300} />
        </Field>
      </div>
    </section>
  );
}
