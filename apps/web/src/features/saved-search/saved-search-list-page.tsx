import { type SavedSearchView, updateSavedSearchInput } from "@jiebang/domain";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Modal, Popconfirm } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { DomainForm } from "../../components/domain-form.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { DateTime } from "../../components/values.tsx";
import { SavedSearchFields } from "./saved-search-form.tsx";
import { searchHref, useSearchWords } from "./search-words.tsx";
import "./search.css";

const route = getRouteApi("/in/saved-searches");

/** Searches one keeps, how each tells its news, and the way to stop it. */
export function SavedSearchListPage() {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const words = useSearchWords();
  const { page } = route.useSearch();
  const list = useSuspenseQuery(trpc.savedSearch.list.queryOptions(pageInput(page))).data;
  const [edited, setEdited] = useState<SavedSearchView | null>(null);
  const refresh = { onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.savedSearch.pathKey() }) };
  const remove = useMutation(trpc.savedSearch.remove.mutationOptions(refresh));
  const lead = (
    <>
      {t("web.savedSearch.lead")} <Link to="/search-history">{t("web.history.title")}</Link>
    </>
  );
  return (
    <>
      <PageHeader
        title={t("web.savedSearch.title")}
        lead={lead}
        actions={
          <Link to="/find" className="button-link">
            {t("web.find.nav")}
          </Link>
        }
      />
      <DataList<SavedSearchView>
        label={t("web.savedSearch.title")}
        rows={list.items}
        total={list.total}
        rowKey={(row) => row.searchId}
        empty={<EmptyFace title={t("web.savedSearch.none")} hint={t("web.savedSearch.none_hint")} />}
        columns={[
          {
            key: "name",
            title: t("web.savedSearch.name"),
            render: (row) => (
              <>
                <a href={searchHref(t.locale, row.url)}>{row.name}</a>
                {words(row.url) !== row.name && <div className="search-sub">{words(row.url)}</div>}
              </>
            ),
          },
          {
            key: "cadence",
            title: t("web.savedSearch.cadence"),
            render: (row) => (
              <>
                {t(`web.savedSearch.cadence.${row.cadence}`)}
                {row.cadence !== "off" && row.byMail && list.hasMailAddress && ` · ${t("web.savedSearch.with_mail")}`}
                {row.unsubscribedAt && row.cadence === "off" && (
                  <div className="search-sub">{t("web.savedSearch.unsubscribed")}</div>
                )}
              </>
            ),
          },
          {
            key: "next",
            title: t("web.savedSearch.next"),
            render: (row) => (row.nextAt ? <DateTime value={row.nextAt} /> : "—"),
          },
          {
            key: "told",
            title: t("web.savedSearch.told"),
            render: (row) =>
              row.lastAlertAt ? (
                <>
                  {t("web.savedSearch.told_n", { n: row.told })} · <DateTime value={row.lastAlertAt} />
                </>
              ) : (
                t("web.savedSearch.told_none")
              ),
          },
          {
            key: "manage",
            title: t("web.admin.col_manage"),
            render: (row) => (
              <span className="row-actions">
                <Button size="small" onClick={() => setEdited(row)}>
                  {t("web.savedSearch.change")}
                </Button>{" "}
                <Popconfirm
                  title={t("web.savedSearch.remove_sure", { name: row.name })}
                  onConfirm={() => remove.mutateAsync({ searchId: row.searchId })}
                >
                  <Button size="small">{t("web.remove")}</Button>
                </Popconfirm>
              </span>
            ),
          },
        ]}
      />
      {edited && <EditDialog search={edited} hasMailAddress={list.hasMailAddress} onClose={() => setEdited(null)} />}
    </>
  );
}

interface EditDialogProps {
  search: SavedSearchView;
  hasMailAddress: boolean;
  onClose: () => void;
}

function EditDialog({ search, hasMailAddress, onClose }: EditDialogProps) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const update = useMutation(
    trpc.savedSearch.update.mutationOptions({
      meta: { showsOwnError: true },
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.savedSearch.pathKey() });
        onClose();
      },
    }),
  );
  const { searchId, version, name, cadence, byMail } = search;
  return (
    <Modal open title={t("web.savedSearch.change")} footer={null} onCancel={onClose}>
      <DomainForm
        schema={updateSavedSearchInput}
        initialValues={{ name, cadence, byMail }}
        toInput={(values) => ({ ...values, searchId, version })}
        onSubmit={(input) => update.mutateAsync(input)}
      >
        <SavedSearchFields hasMailAddress={hasMailAddress} />
        <Button type="primary" htmlType="submit" loading={update.isPending}>
          {t("web.save")}
        </Button>
      </DomainForm>
    </Modal>
  );
}
