import { PAPER_PLACEHOLDERS, PLACEHOLDERS } from "@jiebang/domain/form-template/placeholders.ts";
import { PAPER_KINDS } from "@jiebang/domain/paper/paper-kind.ts";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Button, Select, Tag } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { Day } from "../../components/values.tsx";
import "../paper/paper.css";
import { UploadFormDialog } from "./upload-form-dialog.tsx";

export type FormTemplate = Outputs["formTemplate"]["list"][number];

/** Shipped and own forms with their versions, and every placeholder that there is. */
export function FormTemplatesPage() {
  const t = useT();
  const trpc = useTRPC();
  const templates = useSuspenseQuery(trpc.formTemplate.list.queryOptions()).data;
  const [target, setTarget] = useState<FormTemplate | "new">();
  return (
    <>
      <PageHeader
        title={t("web.form_template.title")}
        lead={t("web.form_template.lead")}
        actions={
          <Button type="primary" onClick={() => setTarget("new")}>
            {t("web.form_template.add")}
          </Button>
        }
      />
      <section className="sheet">
        <ul className="rows">
          {templates.map((template) => (
            <TemplateRow key={template.id} template={template} onAddVersion={() => setTarget(template)} />
          ))}
        </ul>
      </section>
      <PlaceholderTable />
      {target && (
        <UploadFormDialog template={target === "new" ? undefined : target} onClose={() => setTarget(undefined)} />
      )}
    </>
  );
}

function TemplateRow({ template, onAddVersion }: { template: FormTemplate; onAddVersion: () => void }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const retire = useMutation(
    trpc.formTemplate.setRetired.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.formTemplate.pathKey() }),
    }),
  );
  const can = (action: FormTemplate["allowedActions"][number]) => template.allowedActions.includes(action);
  return (
    <li>
      <div className="rows-main">
        <strong>{t.locale === "en" && template.nameEn ? template.nameEn : template.name}</strong>{" "}
        <span className="mono">{template.code}</span> <Tag>{t(`public.paper.kind.${template.subjectKind}`)}</Tag>
        {template.isRetired && <Tag color="orange">{t("web.form_template.retired")}</Tag>}
        <div className="muted">{template.jurisdiction?.name ?? t("web.form_template.everywhere")}</div>
        <ul className="paper-versions">
          {template.versions.map((version) => (
            <li key={version.id}>
              {t("web.paper.version", { no: version.no })} ·{" "}
              {version.format === "built_in" ? t("web.form_template.built_in") : version.fileName} ·{" "}
              <Day value={version.effectiveFrom} />{" "}
              {version.isInForce && <Tag color="green">{t("web.form_template.in_force")}</Tag>}
              <span className="muted">{t("web.form_template.papers", { count: version.papers })}</span>
              {version.note && <span className="muted"> · {version.note}</span>}{" "}
              <a href={`/files/paper-forms/${version.id}/preview`} target="_blank" rel="noreferrer">
                {t("web.form_template.preview")}
              </a>{" "}
              {version.format !== "built_in" && (
                <a href={`/files/paper-forms/${version.id}`}>{t("web.form_template.download")}</a>
              )}
            </li>
          ))}
        </ul>
      </div>
      <span className="paper-files">
        {can("add_version") && (
          <Button size="small" onClick={onAddVersion}>
            {t("web.form_template.add_version")}
          </Button>
        )}
        {(can("retire") || can("restore")) && (
          <Button
            size="small"
            loading={retire.isPending}
            onClick={() => retire.mutate({ templateId: template.id, isRetired: !template.isRetired })}
          >
            {t(template.isRetired ? "web.form_template.restore" : "web.form_template.retire")}
          </Button>
        )}
      </span>
    </li>
  );
}

function PlaceholderTable() {
  const t = useT();
  const [kind, setKind] = useState<(typeof PAPER_KINDS)[number]>("demand");
  const { fields, loops } = PLACEHOLDERS[kind];
  const groups = [
    { title: null, loop: null, fields },
    ...loops.map((loop) => ({
      title: `${t("web.form_template.loop")} {#${loop.name}} … {/${loop.name}}`,
      loop: loop.key,
      fields: loop.fields,
    })),
    { title: t("web.form_template.every_paper"), loop: null, fields: PAPER_PLACEHOLDERS },
  ];
  return (
    <section className="sheet">
      <h2>{t("web.form_template.placeholders")}</h2>
      <p className="muted">
        {t("web.form_template.placeholders_lead", { sample: "{需求名称}", open: "{#指标}", close: "{/指标}" })}
      </p>
      <div className="toolbar">
        <Select
          aria-label={t("web.form_template.for")}
          value={kind}
          onChange={setKind}
          options={PAPER_KINDS.map((value) => ({ value, label: t(`public.paper.kind.${value}`) }))}
        />
      </div>
      {groups.map((group) => (
        <div key={group.title ?? "fields"}>
          {group.title && <h3 className="paper-group">{group.title}</h3>}
          <dl className="facts">
            {group.fields.map(([name, key, example]) => (
              <div key={key} style={{ display: "contents" }}>
                <dt>
                  <code>{`{${name}}`}</code> <code className="muted">{`{${key}}`}</code>
                </dt>
                <dd>{example}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </section>
  );
}
