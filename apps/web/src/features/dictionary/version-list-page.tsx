import type { DictionaryVersionView } from "@jiebang/domain";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { DateTime } from "../../components/values.tsx";
import { BuildState } from "./build-state.tsx";
import "../saved-search/search.css";

const route = getRouteApi("/in/dictionary/versions");

/** What was published when and by whom, and the way back. */
export function VersionListPage() {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { page } = route.useSearch();
  const versions = useSuspenseQuery(trpc.dictionary.versions.queryOptions(pageInput(page))).data;
  const newest = useSuspenseQuery(trpc.dictionary.versions.queryOptions({ limit: 1 })).data.items[0];
  const [back, setBack] = useState<DictionaryVersionView | null>(null);
  const restore = useMutation(
    trpc.dictionary.restore.mutationOptions({
      meta: { showsOwnError: true },
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.dictionary.pathKey() }),
    }),
  );
  return (
    <>
      <PageHeader
        title={t("web.dictionary.history")}
        lead={t("web.dictionary.history_lead")}
        back={{ to: "/dictionary", label: t("web.dictionary.title") }}
      />
      <DataList<DictionaryVersionView>
        label={t("web.dictionary.history")}
        rows={versions.items}
        total={versions.total}
        rowKey={(version) => String(version.no)}
        empty={<EmptyFace title={t("web.dictionary.no_version")} />}
        columns={[
          {
            key: "no",
            title: t("web.dictionary.version_no"),
            render: (version) => (
              <>
                {t("web.dictionary.version", { no: version.no })}{" "}
                {version.isCurrent && <span className="muted">{t("web.dictionary.current")}</span>}
              </>
            ),
          },
          {
            key: "what",
            title: t("web.dictionary.what"),
            render: (version) => (
              <>
                {t("web.dictionary.changes", { added: version.added, removed: version.removed })}
                {version.restoresNo !== null && (
                  <div className="search-sub">{t("web.dictionary.restores", { no: version.restoresNo })}</div>
                )}
                {version.note && <div className="search-sub">{version.note}</div>}
              </>
            ),
          },
          { key: "state", title: t("web.dictionary.state"), render: (version) => <BuildState version={version} /> },
          {
            key: "by",
            title: t("web.dictionary.by"),
            render: (version) => (
              <>
                {version.byName ?? "—"} · <DateTime value={version.publishedAt} />
              </>
            ),
          },
          {
            key: "manage",
            title: t("web.admin.col_manage"),
            render: (version) =>
              version.allowedActions.includes("restore") && (
                <Button size="small" onClick={() => setBack(version)}>
                  {t("web.dictionary.restore")}
                </Button>
              ),
          },
        ]}
      />
      {newest && (
        <ConfirmWithReason
          open={back !== null}
          onClose={() => setBack(null)}
          title={t("web.dictionary.restore_title", { no: back?.no ?? 0 })}
          okText={t("web.dictionary.restore")}
          text={{ label: t("web.dictionary.reason"), isRequired: true, maxLength: 500 }}
          onConfirm={({ text }) => restore.mutateAsync({ no: back!.no, currentNo: newest.no, reason: text })}
        >
          {t("web.dictionary.restore_note")}
        </ConfirmWithReason>
      )}
    </>
  );
}
