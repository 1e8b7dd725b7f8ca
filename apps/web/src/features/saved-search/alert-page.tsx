import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { DateTime } from "../../components/values.tsx";
import { EntryRows } from "./entry-rows.tsx";
import { searchHref } from "./search-words.tsx";

const route = getRouteApi("/in/saved-searches/alerts/$alertId");

/** What one alert told, as it may be seen today. */
export function AlertPage() {
  const t = useT();
  const trpc = useTRPC();
  const { alertId } = route.useParams();
  const alert = useSuspenseQuery(trpc.savedSearch.alert.queryOptions({ alertId })).data;
  return (
    <>
      <PageHeader
        title={t("web.savedSearch.alert_title", { name: alert.name })}
        lead={<DateTime value={alert.createdAt} />}
        back={{ to: "/saved-searches", label: t("web.savedSearch.title") }}
        actions={
          <a className="button-link" href={searchHref(t.locale, alert.url)}>
            {t("web.savedSearch.all_results")}
          </a>
        }
      />
      <section className="sheet stack">
        {alert.entries.length > 0 ? (
          <EntryRows hits={alert.entries.map((card) => ({ card }))} label={t("web.find.results")} />
        ) : (
          <EmptyFace title={t("web.savedSearch.alert_empty")} />
        )}
        {alert.gone > 0 && <p className="muted">{t("web.savedSearch.alert_gone", { n: alert.gone })}</p>}
      </section>
    </>
  );
}
