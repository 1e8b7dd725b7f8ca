import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DataList } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { Day } from "../../components/values.tsx";
import { RowDialog } from "./row-dialog.tsx";

type Miss = Outputs["search"]["misses"][number];

/** What was looked for in vain in thirty days: words to teach, or things to ask for in a call. */
export function MissListPage() {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const misses = useSuspenseQuery(trpc.search.misses.queryOptions()).data;
  const [taught, setTaught] = useState<string | null>(null);
  const setAside = useMutation(
    trpc.search.setAsideMiss.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.search.misses.pathKey() }),
    }),
  );
  const lead = (
    <>
      {t("web.misses.lead")} <Link to="/dictionary">{t("web.dictionary.title")}</Link>
    </>
  );
  return (
    <>
      <PageHeader title={t("web.misses.title")} lead={lead} />
      <DataList<Miss>
        label={t("web.misses.title")}
        rows={misses}
        total={misses.length}
        pageSize={100}
        rowKey={(miss) => miss.query}
        empty={<EmptyFace title={t("web.misses.none")} />}
        columns={[
          {
            key: "query",
            title: t("web.misses.query"),
            render: (miss) => (
              <Link to="/find" search={{ q: miss.query }}>
                {miss.query}
              </Link>
            ),
          },
          { key: "times", title: t("web.misses.times"), align: "right", render: (miss) => miss.times },
          { key: "last", title: t("web.misses.last"), render: (miss) => <Day value={miss.lastDay} /> },
          {
            key: "manage",
            title: t("web.admin.col_manage"),
            render: (miss) => (
              <span className="row-actions">
                <Button size="small" type="primary" ghost onClick={() => setTaught(miss.query)}>
                  {t("web.misses.make")}
                </Button>{" "}
                <Button size="small" onClick={() => setAside.mutate({ query: miss.query })}>
                  {t("web.misses.set_aside")}
                </Button>
              </span>
            ),
          },
        ]}
      />
      {taught !== null && <RowDialog missedQuery={taught} onClose={() => setTaught(null)} />}
    </>
  );
}
