import type { DictionaryPage as DictionaryList, DictionaryRowView } from "@jiebang/domain";
import { StateBadge } from "@jiebang/ui/marks.tsx";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button, Checkbox, Input, Popconfirm, Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { DateTime } from "../../components/values.tsx";
import { BuildState } from "./build-state.tsx";
import { RowDialog } from "./row-dialog.tsx";
import "../saved-search/search.css";

const route = getRouteApi("/in/dictionary");
const tones = { new: "other", leaving: "warn", published: "good" } as const;

/** Words of the search: what counts now, and the draft of what comes next. */
export function DictionaryPage() {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { q, kind, changed, page } = route.useSearch();
  const list = useSuspenseQuery(
    trpc.dictionary.list.queryOptions(
      { query: q, kind, isChangedOnly: changed, ...pageInput(page) },
      { refetchInterval: (query) => (query.state.data?.current?.state === "building" ? 2000 : false) },
    ),
  ).data;
  const [edited, setEdited] = useState<DictionaryRowView | "new" | null>(null);
  const refresh = { onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.dictionary.pathKey() }) };
  const remove = useMutation(trpc.dictionary.remove.mutationOptions(refresh));
  const keep = useMutation(trpc.dictionary.keep.mutationOptions(refresh));
  const filter = (more: object) =>
    void navigate({ to: "/dictionary", search: { q, kind, changed, ...more, page: undefined } });
  return (
    <>
      <PageHeader
        title={t("web.dictionary.title")}
        lead={t("web.dictionary.lead")}
        actions={
          <>
            {list.allowedActions.includes("import") && (
              <Link to="/dictionary/import" className="button-link">
                {t("web.dictionary.import")}
              </Link>
            )}
            <Button type="primary" onClick={() => setEdited("new")}>
              {t("web.dictionary.add")}
            </Button>
          </>
        }
      />
      <Standing list={list} />
      <div className="toolbar">
        <Input.Search
          allowClear
          aria-label={t("web.dictionary.search")}
          placeholder={t("web.dictionary.search")}
          defaultValue={q}
          onSearch={(value) => filter({ q: value.trim() || undefined })}
        />
        <Select
          allowClear
          aria-label={t("web.dictionary.kind")}
          placeholder={t("web.dictionary.kind")}
          value={kind}
          style={{ minWidth: 140 }}
          options={(["synonym", "word"] as const).map((value) => ({ value, label: t(`web.dictionary.kind.${value}`) }))}
          onChange={(value) => filter({ kind: value })}
        />
        <Checkbox
          checked={changed ?? false}
          onChange={(event) => filter({ changed: event.target.checked || undefined })}
        >
          {t("web.dictionary.changed_only")}
        </Checkbox>
      </div>
      <DataList<DictionaryRowView>
        label={t("web.dictionary.title")}
        rows={list.items}
        total={list.total}
        rowKey={(row) => row.rowId}
        empty={<EmptyFace title={t("web.dictionary.none")} hint={t("web.dictionary.none_hint")} />}
        columns={[
          {
            key: "names",
            title: t("web.dictionary.names"),
            render: (row) => (
              <>
                <span lang="zh-CN">{row.names.join(" = ")}</span>
                {row.note && <div className="search-sub">{row.note}</div>}
              </>
            ),
          },
          { key: "kind", title: t("web.dictionary.kind"), render: (row) => t(`web.dictionary.kind.${row.kind}`) },
          {
            key: "state",
            title: t("web.dictionary.state"),
            render: (row) => (
              <StateBadge tone={tones[row.state]}>
                {t(`web.dictionary.state.${row.state}`, { no: row.sinceNo ?? 0 })}
              </StateBadge>
            ),
          },
          {
            key: "by",
            title: t("web.dictionary.by"),
            render: (row) => (
              <>
                {row.byName ?? "—"} · {t(`web.dictionary.source.${row.source}`)} · <DateTime value={row.createdAt} />
              </>
            ),
          },
          {
            key: "manage",
            title: t("web.admin.col_manage"),
            render: (row) => (
              <span className="row-actions">
                {row.allowedActions.includes("edit") && (
                  <Button size="small" onClick={() => setEdited(row)}>
                    {t("web.dictionary.edit")}
                  </Button>
                )}{" "}
                {row.allowedActions.includes("remove") && (
                  <Button size="small" onClick={() => remove.mutate({ rowId: row.rowId })}>
                    {t("web.remove")}
                  </Button>
                )}
                {row.allowedActions.includes("keep") && (
                  <Button size="small" onClick={() => keep.mutate({ rowId: row.rowId })}>
                    {t("web.dictionary.keep")}
                  </Button>
                )}
              </span>
            ),
          },
        ]}
      />
      {edited && <RowDialog row={edited === "new" ? undefined : edited} onClose={() => setEdited(null)} />}
    </>
  );
}

/** Which version counts, how far its texts are, and what the draft would change. */
function Standing({ list }: { list: DictionaryList }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isPublishing, setPublishing] = useState(false);
  const refresh = { onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.dictionary.pathKey() }) };
  const publish = useMutation(trpc.dictionary.publish.mutationOptions({ ...refresh, meta: { showsOwnError: true } }));
  const discard = useMutation(trpc.dictionary.discard.mutationOptions(refresh));
  const { current, counts, shipped } = list;
  return (
    <section className="sheet stack dictionary-standing">
      <p>
        {current ? (
          <>
            <strong>{t("web.dictionary.version", { no: current.no })}</strong> <BuildState version={current} />{" "}
            {current.byName} · <DateTime value={current.publishedAt} /> ·{" "}
            <Link to="/dictionary/versions">{t("web.dictionary.history")}</Link>
          </>
        ) : (
          t("web.dictionary.no_version")
        )}
      </p>
      <p className="muted">{t("web.dictionary.shipped", shipped)}</p>
      {counts.new + counts.leaving > 0 && (
        <div className="toolbar">
          <span>{t("web.dictionary.draft", { new: counts.new, leaving: counts.leaving })}</span>
          {list.allowedActions.includes("publish") ? (
            <>
              <Button type="primary" onClick={() => setPublishing(true)}>
                {t("web.dictionary.publish")}
              </Button>
              <Popconfirm title={t("web.dictionary.discard_sure")} onConfirm={() => discard.mutateAsync()}>
                <Button>{t("web.dictionary.discard")}</Button>
              </Popconfirm>
            </>
          ) : (
            <span className="muted">{t("web.dictionary.waits_for_city")}</span>
          )}
        </div>
      )}
      <ConfirmWithReason
        open={isPublishing}
        onClose={() => setPublishing(false)}
        title={t("web.dictionary.publish")}
        okText={t("web.dictionary.publish")}
        text={{ label: t("web.dictionary.note"), maxLength: 500 }}
        onConfirm={({ text }) => publish.mutateAsync({ note: text, currentNo: current?.no ?? 0 })}
      >
        {t("web.dictionary.publish_note", { new: counts.new, leaving: counts.leaving })}
      </ConfirmWithReason>
    </section>
  );
}
