import { createRoundInput, type RoundView, updateRoundInput } from "@jiebang/domain/round/round.schema.ts";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button, Form, Input, Select } from "antd";
import { useT } from "../../app/locale.tsx";
import { useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { useLocalDraft } from "../../components/use-local-draft.ts";
import { useLocalName } from "../../components/values.tsx";
import { InstantInput } from "./instant-input.tsx";
import { ParameterFields } from "./parameter-fields.tsx";
import { TimelinePreview } from "./timeline-preview.tsx";

const route = getRouteApi("/in/rounds/$roundId/edit");

export function NewRoundPage() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const nameOf = useLocalName();
  const [form] = Form.useForm();
  const draft = useLocalDraft("round.new", form);
  const template = useSuspenseQuery(trpc.round.templates.queryOptions()).data.find((one) => one.key === "industry");
  const create = useMutation(trpc.round.create.mutationOptions({ meta: { showsOwnError: true } }));
  const parameters = Object.fromEntries((template?.content.parameters ?? []).map((p) => [p.key, p.default]));
  return (
    <>
      <PageHeader title={t("web.round.new")} back={{ to: "/rounds", label: t("web.round.back") }} />
      <DomainForm
        form={form}
        schema={createRoundInput}
        initialValues={{ parameters, schedule: {}, jurisdictionId: me.appointments[0]?.jurisdictionId }}
        toInput={toInput}
        onValuesChange={draft.onValuesChange}
        onSubmit={async (input) => {
          const round = await create.mutateAsync(input);
          draft.clear();
          await queryClient.invalidateQueries({ queryKey: trpc.round.pathKey() });
          await navigate({ to: "/rounds/$roundId", params: { roundId: round.id } });
        }}
      >
        <Field name="jurisdictionId" label={t("web.round.form_jurisdiction")}>
          <Select options={me.appointments.map((a) => ({ value: a.jurisdictionId, label: nameOf(a) }))} />
        </Field>
        <RoundFields />
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t("web.round.form_create")}
        </Button>
      </DomainForm>
    </>
  );
}

export function EditRoundPage() {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { roundId } = route.useParams();
  const round = useSuspenseQuery(trpc.round.get.queryOptions({ roundId })).data;
  const update = useMutation(trpc.round.update.mutationOptions({ meta: { showsOwnError: true } }));
  return (
    <>
      <PageHeader title={t("web.round.edit")} back={{ to: `/rounds/${roundId}`, label: round.title }} />
      <DomainForm
        schema={updateRoundInput}
        initialValues={fieldsOf(round)}
        toInput={(values) => ({ ...toInput(values), roundId: round.id, version: round.version })}
        onSubmit={async (input) => {
          const next = await update.mutateAsync(input);
          queryClient.setQueryData(trpc.round.get.queryKey({ roundId }), next);
          await navigate({ to: "/rounds/$roundId", params: { roundId } });
        }}
      >
        <RoundFields />
        <Button type="primary" htmlType="submit" loading={update.isPending}>
          {t("web.save")}
        </Button>
      </DomainForm>
    </>
  );
}

function fieldsOf(round: RoundView) {
  return {
    title: round.title,
    titleEn: round.titleEn,
    summary: round.summary,
    summaryEn: round.summaryEn,
    hosts: round.hosts.join("\n"),
    acceptingOffice: round.acceptingOffice,
    phone: round.phone,
    address: round.address,
    supervisorPhone: round.supervisorPhone,
    parameters: round.values,
    schedule: round.schedule,
  };
}

/** Hosts stand one per line; what is empty is not sent, so that the jurisdiction's lines fill in. */
function toInput(values: Record<string, unknown>) {
  const hosts = typeof values.hosts === "string" ? values.hosts.split("\n").map((line) => line.trim()) : [];
  const rest = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "" && value !== undefined));
  return { ...rest, hosts: hosts.filter(Boolean) };
}

function RoundFields() {
  const t = useT();
  return (
    <div className="columns">
      <div>
        <section className="sheet">
          <h2>{t("web.round.form_basics")}</h2>
          <Field name="title" label={t("web.round.form_title")}>
            <Input maxLength={200} />
          </Field>
          <Field name="titleEn" label={t("web.round.form_title_en")}>
            <Input maxLength={300} />
          </Field>
          <Field name="summary" label={t("web.round.form_summary")}>
            <Input.TextArea maxLength={4000} autoSize={{ minRows: 3, maxRows: 12 }} />
          </Field>
          <Field name="summaryEn" label={t("web.round.form_summary_en")}>
            <Input.TextArea maxLength={6000} autoSize={{ minRows: 2, maxRows: 10 }} />
          </Field>
        </section>
        <section className="sheet">
          <h2>{t("web.round.form_schedule")}</h2>
          <div className="form-grid">
            <Field name={["schedule", "solicitClosesAt"]} label={t("web.round.form_solicit_closes")}>
              <InstantInput />
            </Field>
            <span />
            <Field name={["schedule", "bidOpensAt"]} label={t("web.round.form_bid_opens")}>
              <InstantInput />
            </Field>
            <Field name={["schedule", "bidClosesAt"]} label={t("web.round.form_bid_closes")}>
              <InstantInput />
            </Field>
          </div>
        </section>
        <section className="sheet">
          <h2>{t("web.round.form_rules")}</h2>
          <ParameterFields />
        </section>
        <section className="sheet">
          <h2>
            {t("web.round.form_contact")} <span className="muted">{t("web.round.form_contact_hint")}</span>
          </h2>
          <Field name="hosts" label={t("web.round.form_hosts")}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
          </Field>
          <div className="form-grid">
            <Field name="acceptingOffice" label={t("web.round.office")}>
              <Input maxLength={200} />
            </Field>
            <Field name="phone" label={t("web.round.phone")}>
              <Input maxLength={60} inputMode="tel" />
            </Field>
            <Field name="address" label={t("web.round.address")}>
              <Input maxLength={300} />
            </Field>
            <Field name="supervisorPhone" label={t("web.round.supervisor_phone")}>
              <Input maxLength={60} inputMode="tel" />
            </Field>
          </div>
        </section>
      </div>
      <TimelinePreview />
    </div>
  );
}
