import {
  CALL_ORGANISATION_KINDS,
  type CallView,
  createCallInput,
  updateCallInput,
} from "@jiebang/domain/call/call.schema.ts";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button, Checkbox, Form, Input, Select } from "antd";
import { useT } from "../../app/locale.tsx";
import { useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { CodeSelect } from "../../components/code-select.tsx";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { useLocalDraft } from "../../components/use-local-draft.ts";
import { useLocalName } from "../../components/values.tsx";
import { InstantInput } from "../round/instant-input.tsx";
import { BasisField } from "./basis-field.tsx";
import "./call.css";

const route = getRouteApi("/in/calls/$callId/edit");

/** Lists stand one per line; what is empty is not sent. */
function toInput(values: Record<string, unknown>) {
  const lines = (value: unknown) =>
    typeof value === "string"
      ? value
          .split("\n")
          .map((line) => line.trim())
          .filter(Boolean)
      : [];
  const rest = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "" && value !== undefined));
  return { ...rest, hosts: lines(values.hosts), coHosts: lines(values.coHosts) };
}

export function NewCallPage() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const nameOf = useLocalName();
  const [form] = Form.useForm();
  const draft = useLocalDraft("call.new", form);
  const create = useMutation(trpc.calls.create.mutationOptions({ meta: { showsOwnError: true } }));
  const jurisdictionId = me.appointments[0]?.jurisdictionId;
  return (
    <>
      <PageHeader title={t("web.call.new")} back={{ to: "/calls", label: t("web.call.title") }} />
      <DomainForm
        form={form}
        schema={createCallInput}
        initialValues={{ jurisdictionId, kinds: ["offer", "demand"], forms: ["offer", "demand"], bases: [] }}
        toInput={toInput}
        onValuesChange={draft.onValuesChange}
        onSubmit={async (input) => {
          const call = await create.mutateAsync(input);
          draft.clear();
          await queryClient.invalidateQueries({ queryKey: trpc.calls.pathKey() });
          await navigate({ to: "/calls/$callId", params: { callId: call.id } });
        }}
      >
        <Field name="jurisdictionId" label={t("web.call.jurisdiction")}>
          <Select options={me.appointments.map((a) => ({ value: a.jurisdictionId, label: nameOf(a) }))} />
        </Field>
        <CallFields />
        <Button className="form-submit" type="primary" htmlType="submit" loading={create.isPending}>
          {t("web.call.save_draft")}
        </Button>
      </DomainForm>
    </>
  );
}

export function EditCallPage() {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { callId } = route.useParams();
  const call = useSuspenseQuery(trpc.calls.get.queryOptions({ callId })).data;
  const update = useMutation(trpc.calls.update.mutationOptions({ meta: { showsOwnError: true } }));
  return (
    <>
      <PageHeader title={t("web.call.edit")} back={{ to: `/calls/${callId}`, label: call.title }} />
      <DomainForm
        schema={updateCallInput}
        initialValues={fieldsOf(call)}
        toInput={(values) => ({ ...toInput(values), callId, version: call.version })}
        onSubmit={async (input) => {
          const next = await update.mutateAsync(input);
          queryClient.setQueryData(trpc.calls.get.queryKey({ callId }), next);
          await navigate({ to: "/calls/$callId", params: { callId } });
        }}
      >
        <CallFields />
        <Button className="form-submit" type="primary" htmlType="submit" loading={update.isPending}>
          {t("web.save")}
        </Button>
      </DomainForm>
    </>
  );
}

function fieldsOf(call: CallView) {
  const { title, titleEn, text, textEn, kinds, organisationKinds, chainCodes, forms, opensAt, closesAt } = call;
  const { contactName, contactPhone, contactEmail, address } = call;
  return {
    ...{ title, titleEn, text, textEn, kinds, organisationKinds, chainCodes, forms, opensAt, closesAt },
    ...{ contactName, contactPhone, contactEmail, address },
    hosts: call.hosts.join("\n"),
    coHosts: call.coHosts.join("\n"),
    jurisdictionIds: call.jurisdictions.map((j) => j.id),
    bases: call.bases.map((b) => ({ basisId: b.id, overrideReason: b.overrideReason })),
  };
}

function CallFields() {
  const t = useT();
  const trpc = useTRPC();
  const nameOf = useLocalName();
  const places = useQuery(trpc.jurisdiction.list.queryOptions());
  const kinds = (["offer", "demand"] as const).map((value) => ({ value, label: t(`word.kind.${value}`) }));
  return (
    <div className="columns">
      <div className="stack">
        <section className="sheet">
          <h2>{t("web.call.form_what")}</h2>
          <Field name="title" label={t("web.call.col_title")}>
            <Input maxLength={120} />
          </Field>
          <Field name="titleEn" label={t("web.call.title_en")}>
            <Input maxLength={240} />
          </Field>
          <Field name="kinds" label={t("web.call.col_kinds")}>
            <Checkbox.Group options={kinds} />
          </Field>
          <Field name="text" label={t("web.call.text")}>
            <Input.TextArea maxLength={20_000} autoSize={{ minRows: 5, maxRows: 20 }} />
          </Field>
          <Field name="textEn" label={t("web.call.text_en")}>
            <Input.TextArea maxLength={40_000} autoSize={{ minRows: 2, maxRows: 14 }} />
          </Field>
        </section>
        <section className="sheet">
          <h2>{t("web.call.form_basis")}</h2>
          <Field name="bases" label={t("web.round.basis")}>
            <BasisField />
          </Field>
        </section>
        <section className="sheet">
          <h2>{t("web.call.form_whom")}</h2>
          <p className="muted">{t("web.call.form_whom_hint")}</p>
          <Field name="organisationKinds" label={t("web.call.organisation_kinds")}>
            <Checkbox.Group
              options={CALL_ORGANISATION_KINDS.map((value) => ({ value, label: t(`word.organisation.${value}`) }))}
            />
          </Field>
          <Field name="jurisdictionIds" label={t("web.call.jurisdictions")}>
            <Select
              mode="multiple"
              loading={places.isPending}
              showSearch={{ optionFilterProp: "label" }}
              options={(places.data ?? []).map((j) => ({ value: j.jurisdictionId, label: nameOf(j) }))}
            />
          </Field>
          <Field name="chainCodes" label={t("web.call.chains")}>
            <CodeSelect list="chain" multiple />
          </Field>
        </section>
      </div>
      <div className="stack">
        <section className="sheet">
          <h2>{t("web.call.form_when")}</h2>
          <Field name="opensAt" label={t("web.call.opens")} extra={t("web.call.opens_hint")}>
            <InstantInput />
          </Field>
          <Field name="closesAt" label={t("web.call.closes")}>
            <InstantInput />
          </Field>
        </section>
        <section className="sheet">
          <h2>{t("web.call.form_forms")}</h2>
          <Field name="forms" label={t("web.call.forms")}>
            <Checkbox.Group options={kinds} />
          </Field>
        </section>
        <section className="sheet">
          <h2>{t("web.call.form_contact")}</h2>
          <Field name="hosts" label={t("web.call.hosts")} extra={t("web.call.one_per_line")}>
            <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} />
          </Field>
          <Field name="coHosts" label={t("web.call.co_hosts")} extra={t("web.call.one_per_line")}>
            <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} />
          </Field>
          <Field name="contactName" label={t("web.call.contact_name")}>
            <Input maxLength={60} />
          </Field>
          <Field name="contactPhone" label={t("web.call.contact_phone")}>
            <Input maxLength={40} inputMode="tel" />
          </Field>
          <Field name="contactEmail" label={t("web.call.contact_email")}>
            <Input maxLength={120} inputMode="email" />
          </Field>
          <Field name="address" label={t("web.call.address")}>
            <Input maxLength={200} />
          </Field>
        </section>
      </div>
    </div>
  );
}
