import { createEditionInput, EDITION_SERIES, updateEditionInput } from "@jiebang/domain/edition/edition.schema.ts";
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
import { BasisField } from "../call/basis-field.tsx";
import "../call/call.css";

const route = getRouteApi("/in/editions/$editionId/edit");

/** Issuers stand one per line; what is empty is not sent. */
function toInput(values: Record<string, unknown>) {
  const issuers = typeof values.issuers === "string" ? values.issuers.split("\n").map((line) => line.trim()) : [];
  const rest = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "" && value !== undefined));
  return { ...rest, issuers: issuers.filter(Boolean) };
}

export function NewEditionPage() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const nameOf = useLocalName();
  const [form] = Form.useForm();
  const draft = useLocalDraft("edition.new", form);
  const create = useMutation(trpc.edition.create.mutationOptions({ meta: { showsOwnError: true } }));
  const city = me.appointments.find((a) => a.level === "city") ?? me.appointments[0];
  return (
    <>
      <PageHeader
        title={t("web.edition.new")}
        lead={t("web.edition.new_lead")}
        back={{ to: "/editions", label: t("web.edition.title") }}
      />
      <DomainForm
        form={form}
        schema={createEditionInput}
        initialValues={{ jurisdictionId: city?.jurisdictionId, series: "offers", bases: [] }}
        toInput={toInput}
        onValuesChange={draft.onValuesChange}
        onSubmit={async (input) => {
          const edition = await create.mutateAsync(input);
          draft.clear();
          await queryClient.invalidateQueries({ queryKey: trpc.edition.pathKey() });
          await navigate({ to: "/editions/$editionId", params: { editionId: edition.id } });
        }}
      >
        <section className="sheet">
          <div className="form-grid">
            <Field name="jurisdictionId" label={t("web.call.jurisdiction")}>
              <Select options={me.appointments.map((a) => ({ value: a.jurisdictionId, label: nameOf(a) }))} />
            </Field>
            <Field name="series" label={t("web.edition.series")} extra={t("web.edition.series_hint")}>
              <Select options={EDITION_SERIES.map((value) => ({ value, label: t(`word.edition_series.${value}`) }))} />
            </Field>
          </div>
          <EditionFields />
        </section>
        <Button className="form-submit" type="primary" htmlType="submit" loading={create.isPending}>
          {t("web.edition.go_on")}
        </Button>
      </DomainForm>
    </>
  );
}

export function EditEditionPage() {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { editionId } = route.useParams();
  const edition = useSuspenseQuery(trpc.edition.get.queryOptions({ editionId })).data;
  const update = useMutation(trpc.edition.update.mutationOptions({ meta: { showsOwnError: true } }));
  const { title, titleEn, preface, prefaceEn, issuers, bases } = edition;
  return (
    <>
      <PageHeader title={t("web.edition.edit")} back={{ to: `/editions/${editionId}`, label: edition.title }} />
      <DomainForm
        schema={updateEditionInput}
        initialValues={{
          ...{ title, titleEn, preface, prefaceEn },
          issuers: issuers.join("\n"),
          bases: bases.map((b) => ({ basisId: b.id, overrideReason: b.overrideReason })),
        }}
        toInput={(values) => ({ ...toInput(values), editionId, version: edition.version })}
        onSubmit={async (input) => {
          const next = await update.mutateAsync(input);
          queryClient.setQueryData(trpc.edition.get.queryKey({ editionId }), next);
          await navigate({ to: "/editions/$editionId", params: { editionId } });
        }}
      >
        <section className="sheet">
          <EditionFields />
        </section>
        <Button className="form-submit" type="primary" htmlType="submit" loading={update.isPending}>
          {t("web.save")}
        </Button>
      </DomainForm>
    </>
  );
}

function EditionFields() {
  const t = useT();
  return (
    <>
      <Field name="title" label={t("web.edition.name")} extra={t("web.edition.name_hint")}>
        <Input maxLength={120} />
      </Field>
      <Field name="titleEn" label={t("web.call.title_en")}>
        <Input maxLength={240} />
      </Field>
      <Field name="preface" label={t("web.edition.preface")}>
        <Input.TextArea maxLength={10_000} autoSize={{ minRows: 3, maxRows: 14 }} />
      </Field>
      <Field name="prefaceEn" label={t("web.edition.preface_en")}>
        <Input.TextArea maxLength={20_000} autoSize={{ minRows: 2, maxRows: 10 }} />
      </Field>
      <Field name="issuers" label={t("web.edition.issuers")} extra={t("web.call.one_per_line")}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} />
      </Field>
      <Field name="bases" label={t("web.round.basis")}>
        <BasisField />
      </Field>
    </>
  );
}
