import type { SearchHistoryItem } from "@jiebang/domain";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Popconfirm, Switch } from "antd";
import { useId } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { DateTime } from "../../components/values.tsx";
import { searchHref, useSearchWords } from "./search-words.tsx";
import "./search.css";

const route = getRouteApi("/in/search-history");

/** What one looked for oneself; nobody else ever reads it. */
export function SearchHistoryPage() {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const words = useSearchWords();
  const switchId = useId();
  const { page } = route.useSearch();
  const history = useSuspenseQuery(trpc.searchHistory.list.queryOptions(pageInput(page))).data;
  const refresh = { onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.searchHistory.pathKey() }) };
  const forget = useMutation(trpc.searchHistory.forget.mutationOptions(refresh));
  const keep = useMutation(trpc.searchHistory.keep.mutationOptions(refresh));
  return (
    <>
      <PageHeader
        title={t("web.history.title")}
        lead={t("web.history.lead", { days: history.days })}
        back={{ to: "/saved-searches", label: t("web.savedSearch.title") }}
        actions={
          history.total > 0 && (
            <Popconfirm title={t("web.history.forget_sure")} onConfirm={() => forget.mutateAsync({})}>
              <Button danger>{t("web.history.forget_all")}</Button>
            </Popconfirm>
          )
        }
      />
      <p className="sheet history-choice">
        <Switch
          id={switchId}
          checked={history.isKept}
          loading={keep.isPending}
          onChange={(isKept) => keep.mutate({ isKept })}
        />{" "}
        <label htmlFor={switchId}>{t("web.history.keep")}</label>{" "}
        <span className="muted">{t("web.history.keep_note")}</span>
      </p>
      <DataList<SearchHistoryItem>
        label={t("web.history.title")}
        rows={history.items}
        total={history.total}
        rowKey={(row) => row.historyId}
        empty={<EmptyFace title={t(history.isKept ? "web.history.none" : "web.history.off")} />}
        columns={[
          {
            key: "search",
            title: t("web.history.search"),
            render: (row) => <a href={searchHref(t.locale, row.url)}>{words(row.url)}</a>,
          },
          { key: "at", title: t("web.history.at"), render: (row) => <DateTime value={row.searchedAt} /> },
          { key: "times", title: t("web.history.times"), align: "right", render: (row) => row.times },
          {
            key: "manage",
            title: t("web.admin.col_manage"),
            render: (row) => (
              <span className="row-actions">
                <Link to="/saved-searches/new" search={{ url: row.url }}>
                  {t("web.savedSearch.keep")}
                </Link>{" "}
                <Button size="small" onClick={() => forget.mutate({ historyId: row.historyId })}>
                  {t("web.history.forget")}
                </Button>
              </span>
            ),
          },
        ]}
      />
    </>
  );
}
