import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Select } from "antd";
import { Suspense } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { PageSkeleton } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageTabs } from "../../components/page-tabs.tsx";
import { ForYouList } from "./for-you-list.tsx";
import { RefusedPanel } from "./refused-panel.tsx";

const route = getRouteApi("/in/for-you");

/** What fits the own entries of a member. */
export function ForYouPage() {
  const t = useT();
  const { page, kind, entryId, tab } = route.useSearch();
  const navigate = useNavigate({ from: "/for-you" });
  return (
    <>
      <PageHeader title={t("web.recommendation.title")} lead={t("web.recommendation.lead")} />
      <PageTabs
        active={tab ?? "list"}
        onChange={(key) => void navigate({ search: { tab: key === "refused" ? "refused" : undefined } })}
        items={[
          {
            key: "list",
            label: t("web.recommendation.tab_list"),
            children: (
              <>
                <div className="toolbar">
                  <Select<"" | "offer" | "demand">
                    aria-label={t("web.recommendation.kind_all")}
                    value={kind ?? ""}
                    onChange={(value) => void navigate({ search: { kind: value || undefined } })}
                    options={[
                      { value: "", label: t("web.recommendation.kind_all") },
                      { value: "offer", label: t("web.recommendation.kind_offer") },
                      { value: "demand", label: t("web.recommendation.kind_demand") },
                    ]}
                    popupMatchSelectWidth={false}
                  />
                  <Suspense fallback={null}>
                    <OwnEntrySelect
                      kind={kind}
                      value={entryId}
                      onChange={(value) => void navigate({ search: { kind, entryId: value } })}
                    />
                  </Suspense>
                </div>
                <Suspense fallback={<PageSkeleton />}>
                  <ForYouList
                    kind={kind}
                    entryId={entryId}
                    page={page}
                    onPage={(next) => void navigate({ search: { kind, entryId, page: next } })}
                  />
                </Suspense>
              </>
            ),
          },
          {
            key: "refused",
            label: t("web.recommendation.tab_refused"),
            children: (
              <Suspense fallback={<PageSkeleton />}>
                <RefusedPanel />
              </Suspense>
            ),
          },
        ]}
      />
    </>
  );
}

function OwnEntrySelect(props: {
  kind?: "offer" | "demand";
  value?: string;
  onChange: (value: string | undefined) => void;
}) {
  const t = useT();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.entry.list.queryOptions({ state: "published", kind: props.kind, limit: 100 }));
  if (data.items.length < 2) return null;
  return (
    <Select
      aria-label={t("web.recommendation.all_own")}
      className="own-entry-select"
      showSearch={{ optionFilterProp: "label" }}
      value={props.value ?? ""}
      onChange={(value) => props.onChange(value || undefined)}
      options={[
        { value: "", label: t("web.recommendation.all_own") },
        ...data.items.map((entry) => ({ value: entry.id, label: entry.title })),
      ]}
    />
  );
}
