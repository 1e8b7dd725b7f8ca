import { ENTRY_KINDS, type VettingRow } from "@jiebang/domain";
import { KindMark, StateBadge } from "@jiebang/ui/marks.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Checkbox, Input, Select } from "antd";
import { useRef } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { useKeys } from "../../app/use-keys.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { ExportButton } from "../../components/export-button.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { SavedViews } from "../../components/saved-views.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DueIn } from "../../components/values.tsx";
import { VETTING_FILTERS } from "./vetting.routes.ts";

const route = getRouteApi("/in/vetting");

export function VettingListPage() {
  const t = useT();
  const trpc = useTRPC();
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/vetting" });
  const filters = {
    kind: search.kind,
    states: search.state ? [search.state] : undefined,
    isOverdue: search.overdue,
    text: search.q,
  };
  const { data } = useSuspenseQuery(trpc.vetting.list.queryOptions({ ...pageInput(search.page), ...filters }));
  const filter = (part: Partial<typeof search>) =>
    void navigate({ search: (previous) => ({ ...previous, page: undefined, ...part }) });
  const list = useRef<HTMLDivElement>(null);
  const move = (step: number) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>("a[data-case]") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    links[at < 0 ? 0 : Math.max(0, Math.min(links.length - 1, at + step))]?.focus();
  };
  useKeys({ j: () => move(1), k: () => move(-1) });
  return (
    <>
      <PageHeader
        title={t("web.vetting.title")}
        lead={t("web.vetting.lead")}
        actions={<ExportButton what="vetting" filters={filters} formats={["xlsx", "csv"]} />}
      />
      <SavedViews list="vetting" />
      <div className="toolbar">
        <Select
          aria-label={t("web.entry.filter_kind")}
          placeholder={t("web.entry.filter_kind")}
          allowClear
          value={search.kind}
          onChange={(kind) => filter({ kind })}
          options={ENTRY_KINDS.map((kind) => ({ value: kind, label: t(`word.kind.${kind}`) }))}
          style={{ minWidth: 120 }}
        />
        <Select
          aria-label={t("web.vetting.filter_state")}
          placeholder={t("web.vetting.filter_state")}
          allowClear
          value={search.state}
          onChange={(state) => filter({ state })}
          options={VETTING_FILTERS.map((state) => ({ value: state, label: t(`web.revision_state.${state}`) }))}
          style={{ minWidth: 130 }}
        />
        <Checkbox
          checked={search.overdue ?? false}
          onChange={(event) => filter({ overdue: event.target.checked || undefined })}
        >
          {t("web.vetting.only_overdue")}
        </Checkbox>
        <Input.Search
          allowClear
          aria-label={t("web.vetting.search")}
          placeholder={t("web.vetting.search")}
          defaultValue={search.q}
          onSearch={(q) => filter({ q: q.trim() || undefined })}
        />
      </div>
      <div ref={list}>
        <DataList<VettingRow>
          label={t("web.vetting.title")}
          rows={data.items}
          total={data.total}
          rowKey={(row) => row.revisionId}
          columns={[
            {
              key: "entry",
              title: t("web.vetting.col_entry"),
              width: "36%",
              render: (row) => (
                <>
                  <div className="row-actions">
                    <KindMark kind={row.kind} label={t(`word.kind.${row.kind}`)} />
                    <span className="number muted">{row.number}</span>
                    {row.revisionNo > 1 && (
                      <span className="muted">{t("web.entry.revision", { no: row.revisionNo })}</span>
                    )}
                  </div>
                  <Link to="/vetting/$revisionId" params={{ revisionId: row.revisionId }} data-case="">
                    {row.title}
                  </Link>
                </>
              ),
            },
            {
              key: "organisation",
              title: t("web.vetting.col_organisation"),
              render: (row) => row.organisationName,
            },
            { key: "jurisdiction", title: t("web.vetting.col_jurisdiction"), render: (row) => row.jurisdictionName },
            {
              key: "state",
              title: t("web.vetting.col_state"),
              render: (row) => (
                <span className="row-actions">
                  <StateTag prefix="web.revision_state" state={row.state} />
                  {row.isBarred && <StateBadge tone="quiet">{t("web.vetting.barred")}</StateBadge>}
                </span>
              ),
            },
            {
              key: "waiting",
              title: t("web.vetting.col_waiting"),
              align: "right",
              render: (row) => t("web.vetting.waiting_days", { days: row.waitingDays }),
            },
            {
              key: "due",
              title: t("web.vetting.col_due"),
              render: (row) => <DueIn value={row.dueOn} isOverdue={row.isOverdue} />,
            },
          ]}
          empty={<EmptyFace title={t("web.vetting.empty")} />}
        />
      </div>
    </>
  );
}
