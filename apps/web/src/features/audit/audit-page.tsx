import type { AuditEventView } from "@jiebang/domain";
import { hasMessage } from "@jiebang/i18n";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Input } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { DateTime } from "../../components/values.tsx";

const route = getRouteApi("/in/audit");

export function AuditPage() {
  const t = useT();
  const trpc = useTRPC();
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/audit" });
  const { data } = useSuspenseQuery(
    trpc.audit.list.queryOptions({
      ...pageInput(search.page, 50),
      action: search.action,
      subjectId: search.subject,
    }),
  );
  const filter = (part: Partial<typeof search>) =>
    void navigate({ search: (previous) => ({ ...previous, page: undefined, ...part }) });
  return (
    <>
      <PageHeader title={t("web.audit.title")} lead={t("web.audit.lead")} />
      <div className="toolbar">
        {(["action", "subject"] as const).map((name) => (
          <Input.Search
            key={`${name}:${search[name] ?? ""}`}
            allowClear
            aria-label={t(`web.audit.filter_${name}`)}
            placeholder={t(`web.audit.filter_${name}`)}
            defaultValue={search[name]}
            onSearch={(text) => filter({ [name]: text.trim() || undefined })}
          />
        ))}
      </div>
      <DataList<AuditEventView>
        label={t("web.audit.title")}
        rows={data.items}
        total={data.total}
        pageSize={50}
        rowKey={(row) => row.auditId}
        columns={[
          {
            key: "action",
            title: t("web.audit.col_action"),
            render: (row) =>
              hasMessage(`audit.${row.action}`) ? (
                <span title={row.action}>{t(`audit.${row.action}`)}</span>
              ) : (
                <code>{row.action}</code>
              ),
          },
          { key: "at", title: t("web.audit.col_at"), render: (row) => <DateTime value={row.at} /> },
          {
            key: "actor",
            title: t("web.audit.col_actor"),
            render: (row) =>
              row.actorName ?? (row.actorKind === "system" ? t("web.audit.system") : (row.actorId ?? row.actorKind)),
          },
          {
            key: "subject",
            title: t("web.audit.col_subject"),
            render: (row) =>
              row.subjectId && (
                <Link to="/audit" search={{ subject: row.subjectId }} className="mono">
                  {row.subjectId}
                </Link>
              ),
          },
          {
            key: "changed",
            title: t("web.audit.col_changed"),
            width: "30%",
            render: (row) => (
              <span className="muted">
                {row.changed.join(", ")}
                {row.values && Object.keys(row.values).length > 0 && (
                  <code className="audit-values"> {JSON.stringify(row.values)}</code>
                )}
              </span>
            ),
          },
        ]}
        empty={<EmptyFace title={t("web.audit.empty")} />}
      />
    </>
  );
}
