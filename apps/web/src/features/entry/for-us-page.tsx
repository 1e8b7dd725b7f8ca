import { KindMark } from "@jiebang/ui/marks.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Input } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { DateTime } from "../../components/values.tsx";

const route = getRouteApi("/in/for-us");

/** Entries of limited circles that let this person in. */
export function ForUsPage() {
  const t = useT();
  const trpc = useTRPC();
  const { page, q } = route.useSearch();
  const navigate = useNavigate({ from: "/for-us" });
  const { data } = useSuspenseQuery(trpc.entry.forUs.queryOptions({ text: q, ...pageInput(page) }));
  return (
    <>
      <PageHeader title={t("web.forus.title")} lead={t("web.forus.lead")} />
      <div className="toolbar">
        <Input.Search
          allowClear
          defaultValue={q}
          aria-label={t("web.forus.search")}
          placeholder={t("web.forus.search")}
          onSearch={(text) => void navigate({ search: { q: text.trim() || undefined } })}
        />
      </div>
      <DataList
        label={t("web.forus.title")}
        rows={data.items}
        total={data.total}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "title",
            title: t("web.entry.col_title"),
            render: (row) => (
              <>
                <KindMark kind={row.kind} label={t(`word.kind.${row.kind}`)} />{" "}
                <Link to="/catalogue/$number" params={{ number: row.number }}>
                  {(t.locale === "en" && row.titleEn) || row.title}
                </Link>
                <div className="rows-sub">{row.summary.slice(0, 80)}</div>
              </>
            ),
          },
          { key: "number", title: t("web.entry.col_number"), width: 150, render: (row) => row.number },
          {
            key: "organisation",
            title: t("web.entry.col_organisation"),
            width: 220,
            render: (row) => row.poster.name ?? t("web.interest.hidden_poster"),
          },
          {
            key: "at",
            title: t("web.entry.published_at"),
            width: 130,
            render: (row) => <DateTime value={row.publishedAt} dateOnly />,
          },
        ]}
        empty={<EmptyFace title={t("web.forus.empty")} hint={t("web.forus.empty_hint")} />}
      />
    </>
  );
}
