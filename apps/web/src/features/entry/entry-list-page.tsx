import type { OwnEntryRow } from "@jiebang/domain";
import { type EntryState, isInVetting, type RevisionState } from "@jiebang/domain/entry/entry.states.ts";
import { ENTRY_KINDS } from "@jiebang/domain/entry/entry-content.ts";
import type { MessageKey } from "@jiebang/i18n";
import { KindMark } from "@jiebang/ui/marks.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { SavedViews } from "../../components/saved-views.tsx";
import { DateTime } from "../../components/values.tsx";
import { BulkDialog, type BulkKind } from "../entry-bulk/bulk-dialog.tsx";
import { ENTRY_FILTERS } from "./entry.routes.ts";
import { EntryStateTags } from "./entry-state-tags.tsx";

const route = getRouteApi("/in/entries");

/** The filter is one list for people; the server asks for the entry's state or the revision's. */
function stateInput(filter: (typeof ENTRY_FILTERS)[number] | undefined) {
  if (filter === undefined) return {};
  if (filter === "returned" || filter === "submitted") return { revisionState: filter satisfies RevisionState };
  return { state: filter satisfies EntryState };
}

export function EntryListPage() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/entries" });
  const { data } = useSuspenseQuery(
    trpc.entry.list.queryOptions({
      ...pageInput(search.page),
      ...stateInput(search.state),
      kind: search.kind,
      organisationId: search.organisationId,
      text: search.q,
    }),
  );
  const filter = (part: Partial<typeof search>) =>
    void navigate({ search: (previous) => ({ ...previous, page: undefined, ...part }) });
  // Chosen ones stay chosen from page to page.
  const [chosen, setChosen] = useState<string[]>([]);
  const [bulk, setBulk] = useState<BulkKind | null>(null);
  const isFiltered = Boolean(search.kind || search.state || search.organisationId || search.q);
  return (
    <>
      <PageHeader
        title={t("web.entry.list_title")}
        lead={t("web.entry.list_lead")}
        actions={
          <Link to="/entries/new" className="button-link">
            <Button type="primary" tabIndex={-1}>
              {t("web.entry.new")}
            </Button>
          </Link>
        }
      />
      <SavedViews list="entries" />
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
          aria-label={t("web.entry.filter_state")}
          placeholder={t("web.entry.filter_state")}
          allowClear
          value={search.state}
          onChange={(state) => filter({ state })}
          options={ENTRY_FILTERS.map((state) => ({
            value: state,
            label: t(
              state === "returned" || state === "submitted"
                ? `web.revision_state.${state}`
                : `word.entry_state.${state}`,
            ),
          }))}
          style={{ minWidth: 130 }}
        />
        {me.memberships.length > 1 && (
          <Select
            aria-label={t("web.entry.filter_organisation")}
            placeholder={t("web.entry.filter_organisation")}
            allowClear
            value={search.organisationId}
            onChange={(organisationId) => filter({ organisationId })}
            options={me.memberships.map((m) => ({ value: m.organisationId, label: m.organisationName }))}
            style={{ minWidth: 160 }}
          />
        )}
        <Input.Search
          allowClear
          aria-label={t("web.entry.search")}
          placeholder={t("web.entry.search")}
          defaultValue={search.q}
          onSearch={(q) => filter({ q: q.trim() || undefined })}
        />
      </div>
      {chosen.length > 0 && (
        <div className="toolbar chosen-bar" role="status">
          <span>{t("web.bulk.chosen", { count: chosen.length })}</span>
          {(["edit", "renew", "submit", "withdraw"] as const).map((kind) => (
            <Button key={kind} danger={kind === "withdraw"} onClick={() => setBulk(kind)}>
              {t(`web.bulk.${kind}`)}
            </Button>
          ))}
          <Button type="text" onClick={() => setChosen([])}>
            {t("web.bulk.clear")}
          </Button>
        </div>
      )}
      <BulkDialog kind={bulk} entryIds={chosen} onClose={() => setBulk(null)} onDone={() => setChosen([])} />
      <DataList<OwnEntryRow>
        label={t("web.entry.list_title")}
        rows={data.items}
        total={data.total}
        rowKey={(row) => row.id}
        selection={{ keys: chosen, onChange: setChosen }}
        columns={[
          {
            key: "title",
            title: t("web.entry.col_title"),
            width: "38%",
            render: (row) => (
              <>
                <div className="row-actions">
                  <KindMark kind={row.kind} label={t(`word.kind.${row.kind}`)} />
                  {row.number && <span className="number muted">{row.number}</span>}
                </div>
                <Link to="/entries/$entryId" params={{ entryId: row.id }}>
                  {row.title || t("web.entry.untitled")}
                </Link>
              </>
            ),
          },
          { key: "state", title: t("web.entry.col_state"), render: (row) => <EntryStateTags row={row} /> },
          { key: "next", title: t("web.entry.col_next"), render: (row) => <NextStep row={row} /> },
          { key: "organisation", title: t("web.entry.col_organisation"), render: (row) => row.organisationName },
          {
            key: "updated",
            title: t("web.entry.col_updated"),
            render: (row) => <DateTime value={row.updatedAt} dateOnly />,
          },
        ]}
        empty={
          isFiltered ? (
            <EmptyFace title={t("web.entry.empty_filtered")} />
          ) : (
            <EmptyFace
              title={t("web.entry.empty")}
              hint={t("web.entry.empty_hint")}
              action={<Link to="/entries/new">{t("web.entry.new")}</Link>}
            />
          )
        }
      />
    </>
  );
}

function NextStep({ row }: { row: OwnEntryRow }) {
  const t = useT();
  const edit = (label: MessageKey) => (
    <Link to="/entries/$entryId/edit" params={{ entryId: row.id }}>
      {t(label)}
    </Link>
  );
  if (row.revisionState === "returned") return edit("web.entry.next_correct");
  if (row.openInterests > 0)
    return (
      <Link to="/entries/$entryId" params={{ entryId: row.id }} search={{ tab: "interests" }}>
        {t("web.entry.next_answer")} ({row.openInterests})
      </Link>
    );
  if (row.revisionState === "draft") return edit("web.entry.next_continue");
  if (row.state === "expired")
    return (
      <Link to="/entries/$entryId" params={{ entryId: row.id }}>
        {t("web.entry.next_renew")}
      </Link>
    );
  if (isInVetting(row.revisionState)) return <span className="muted">{t("web.entry.next_wait")}</span>;
  return <span className="muted">{t("web.entry.next_none")}</span>;
}
