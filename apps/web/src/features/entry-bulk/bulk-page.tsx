import type { BulkView } from "@jiebang/domain";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { BulkResults } from "./bulk-results.tsx";

const route = getRouteApi("/in/entries/bulk/$changeId");

/** How far a change of many entries is, and what became of each. */
export function BulkPage() {
  const t = useT();
  const trpc = useTRPC();
  const { changeId } = route.useParams();
  const view = useSuspenseQuery(
    trpc.entry.bulkGet.queryOptions(
      { changeId },
      { refetchInterval: (query) => (query.state.data?.state === "running" ? 1500 : false) },
    ),
  ).data as BulkView;
  return (
    <>
      <PageHeader title={t("web.bulk.result")} back={{ to: "/entries", label: t("web.entry.list_title") }} />
      <div className="sheet">
        <BulkResults view={view} />
      </div>
    </>
  );
}
