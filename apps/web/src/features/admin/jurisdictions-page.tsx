import { createJurisdictionInput, type JurisdictionView, updateJurisdictionInput } from "@jiebang/domain";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Button, Input, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { CodeSelect } from "../../components/code-select.tsx";
import { DataList } from "../../components/data-list.tsx";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { useLocalName } from "../../components/values.tsx";

export function JurisdictionsPage() {
  const t = useT();
  const trpc = useTRPC();
  const nameOf = useLocalName();
  const jurisdictions = useSuspenseQuery(trpc.jurisdiction.list.queryOptions()).data;
  const [editing, setEditing] = useState<JurisdictionView | "new" | null>(null);
  const byId = new Map(jurisdictions.map((j) => [j.jurisdictionId, j]));
  return (
    <>
      <PageHeader
        title={t("web.admin.jurisdictions")}
        lead={t("web.admin.jurisdictions_lead")}
        actions={
          <Button type="primary" onClick={() => setEditing("new")}>
            {t("web.admin.jurisdiction_new")}
          </Button>
        }
      />
      <DataList<JurisdictionView>
        label={t("web.admin.jurisdictions")}
        rows={jurisdictions}
        total={jurisdictions.length}
        pageSize={1000}
        rowKey={(row) => row.jurisdictionId}
        columns={[
          {
            key: "name",
            title: t("web.admin.j.name"),
            render: (row) => (
              <>
                {nameOf(row)} <span className="muted mono">{row.code}</span>
              </>
            ),
          },
          { key: "level", title: t("web.admin.j.level"), render: (row) => t(`web.admin.level.${row.level}`) },
          { key: "parent", title: t("web.admin.j.parentId"), render: (row) => nameOf(byId.get(row.parentId ?? "")) },
          {
            key: "body",
            title: t("web.admin.j.recommendingBody"),
            render: (row) => row.recommendingBody,
          },
          { key: "phone", title: t("web.admin.j.phone"), render: (row) => row.phone },
          {
            key: "edit",
            title: t("web.admin.col_manage"),
            render: (row) => (
              <Button size="small" onClick={() => setEditing(row)}>
                {t("web.edit")}
              </Button>
            ),
          },
        ]}
      />
      {editing && (
        <JurisdictionDialog
          jurisdiction={editing === "new" ? null : editing}
          cities={jurisdictions.filter((j) => j.level === "city")}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

function JurisdictionDialog(props: {
  jurisdiction: JurisdictionView | null;
  cities: JurisdictionView[];
  onClose: () => void;
}) {
  const { jurisdiction, cities, onClose } = props;
  const t = useT();
  const trpc = useTRPC();
  const nameOf = useLocalName();
  const queryClient = useQueryClient();
  const options = {
    meta: { showsOwnError: true },
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: trpc.jurisdiction.pathKey() });
      onClose();
    },
  };
  const create = useMutation(trpc.jurisdiction.create.mutationOptions(options));
  const update = useMutation(trpc.jurisdiction.update.mutationOptions(options));
  const f = (name: string) => t(`web.admin.j.${name}`);
  const fields = (
    <>
      <Field name="name" label={f("name")} required>
        <Input maxLength={80} />
      </Field>
      <Field name="nameEn" label={f("nameEn")}>
        <Input maxLength={120} lang="en" />
      </Field>
      <Field name="areaCode" label={f("areaCode")}>
        <CodeSelect list="area" />
      </Field>
      {(["recommendingBody", "sealLine", "phone", "address", "supervisorPhone"] as const).map((name) => (
        <Field key={name} name={name} label={f(name)}>
          <Input maxLength={200} />
        </Field>
      ))}
      <Button type="primary" htmlType="submit" loading={create.isPending || update.isPending}>
        {t("web.save")}
      </Button>
    </>
  );
  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      title={t(jurisdiction ? "web.admin.jurisdiction_edit" : "web.admin.jurisdiction_new")}
    >
      {jurisdiction ? (
        <DomainForm
          schema={updateJurisdictionInput}
          initialValues={jurisdiction}
          onSubmit={(input) => update.mutateAsync(input)}
        >
          {fields}
        </DomainForm>
      ) : (
        <DomainForm
          schema={createJurisdictionInput}
          initialValues={{ level: "county", parentId: cities[0]?.jurisdictionId }}
          toInput={(values) => ({ ...values, parentId: values.level === "city" ? null : values.parentId })}
          onSubmit={(input) => create.mutateAsync(input)}
        >
          <Field name="level" label={f("level")} required>
            <Radio.Group
              options={(["county", "city"] as const).map((level) => ({
                value: level,
                label: t(`web.admin.level.${level}`),
              }))}
            />
          </Field>
          <Field name="parentId" label={f("parentId")} required>
            <Select options={cities.map((city) => ({ value: city.jurisdictionId, label: nameOf(city) }))} />
          </Field>
          <Field name="code" label={f("code")} required>
            <Input className="mono" maxLength={40} />
          </Field>
          {fields}
        </DomainForm>
      )}
    </Modal>
  );
}
