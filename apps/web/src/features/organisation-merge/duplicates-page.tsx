import type { DuplicatePair, MergeRecord } from "@jiebang/domain";
import { StateBadge } from "@jiebang/ui/marks.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Suspense } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace, PageSkeleton } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageTabs } from "../../components/page-tabs.tsx";
import { DateTime } from "../../components/values.tsx";

const route = getRouteApi("/in/organisations/duplicates");

/** Records that are likely one organisation, and the log of those that were merged. */
export function DuplicatesPage() {
  const t = useT();
  const { tab } = route.useSearch();
  const navigate = useNavigate({ from: "/organisations/duplicates" });
  return (
    <>
      <PageHeader
        title={t("web.merge.title")}
        lead={t("web.merge.lead")}
        back={{ to: "/organisations", label: t("web.organisation.list_title") }}
      />
      <PageTabs
        active={tab ?? "found"}
        onChange={(key) =>
          void navigate({ search: (before) => ({ of: before.of, tab: key === "log" ? "log" : undefined }) })
        }
        items={[
          {
            key: "found",
            label: t("web.merge.col_pair"),
            children: (
              <Suspense fallback={<PageSkeleton />}>
                <Found />
              </Suspense>
            ),
          },
          {
            key: "log",
            label: t("web.merge.log"),
            children: (
              <Suspense fallback={<PageSkeleton />}>
                <Log />
              </Suspense>
            ),
          },
        ]}
      />
    </>
  );
}

function Found() {
  const t = useT();
  const trpc = useTRPC();
  const search = route.useSearch();
  const { data } = useSuspenseQuery(
    trpc.organisationMerge.duplicates.queryOptions({ ...pageInput(search.page), organisationId: search.of }),
  );
  const side = (one: DuplicatePair["a"]) => (
    <div>
      <Link to="/organisations/$organisationId" params={{ organisationId: one.organisationId }}>
        {one.name}
      </Link>{" "}
      <span className="muted">
        {one.jurisdictionName} <span className="mono">{one.creditCode}</span>{" "}
        {t("web.merge.counts", { members: one.members, entries: one.entries })}
      </span>
    </div>
  );
  return (
    <DataList<DuplicatePair>
      label={t("web.merge.title")}
      rows={data.items}
      total={data.total}
      rowKey={(row) => `${row.a.organisationId}:${row.b.organisationId}`}
      columns={[
        {
          key: "pair",
          title: t("web.merge.col_pair"),
          width: "60%",
          render: (row) => (
            <>
              {side(row.a)}
              {side(row.b)}
            </>
          ),
        },
        {
          key: "signs",
          title: t("web.merge.col_signs"),
          render: (row) => (
            <span className="row-actions">
              {row.signs.map((sign) => (
                <StateBadge key={sign} tone={sign === "similar_name" ? "quiet" : "warn"}>
                  {t(`merge.sign.${sign}`)}
                </StateBadge>
              ))}
              {row.signs.includes("similar_name") && (
                <span className="muted">{t("web.merge.similarity", { value: Math.round(row.similarity * 100) })}</span>
              )}
            </span>
          ),
        },
        {
          key: "compare",
          title: "",
          render: (row) => {
            // The one with members and entries goes on; the page lets it be turned round.
            const [survivor, absorbed] = weightOf(row.b) > weightOf(row.a) ? [row.b, row.a] : [row.a, row.b];
            return (
              <Link
                to="/organisations/merge/$survivorId/$absorbedId"
                params={{ survivorId: survivor.organisationId, absorbedId: absorbed.organisationId }}
              >
                {t("web.merge.compare")}
              </Link>
            );
          },
        },
      ]}
      empty={<EmptyFace title={t("web.merge.empty")} />}
    />
  );
}

const weightOf = (one: DuplicatePair["a"]) => one.members * 1000 + (one.isVerified ? 500 : 0) + one.entries;

function Log() {
  const t = useT();
  const trpc = useTRPC();
  const { page } = route.useSearch();
  const { data } = useSuspenseQuery(trpc.organisationMerge.log.queryOptions(pageInput(page)));
  return (
    <DataList<MergeRecord>
      label={t("web.merge.log")}
      rows={data.items as MergeRecord[]}
      total={data.total}
      rowKey={(row) => row.mergeId}
      columns={[
        {
          key: "pair",
          title: t("web.merge.col_pair"),
          width: "40%",
          render: (row) => (
            <>
              {row.absorbedName} →{" "}
              <Link to="/organisations/$organisationId" params={{ organisationId: row.survivorId }}>
                {row.survivorName}
              </Link>
            </>
          ),
        },
        { key: "reason", title: t("web.reason"), render: (row) => row.reason },
        {
          key: "moved",
          title: t("web.merge.moves"),
          render: (row) =>
            Object.entries(row.moved)
              .map(([table, count]) => `${t(`merge.table.${table}`)} ${count}`)
              .join("，"),
        },
        {
          key: "by",
          title: t("web.merge.do"),
          render: (row) => (
            <>
              {row.mergedByName} <DateTime value={row.mergedAt} />
            </>
          ),
        },
      ]}
      empty={<EmptyFace title={t("web.merge.log_empty")} />}
    />
  );
}
