import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { AppLink } from "../../components/app-link.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { CaseRows } from "./case-rows.tsx";

export function DeskPage() {
  const t = useT();
  const trpc = useTRPC();
  const desk = useSuspenseQuery(trpc.desk.get.queryOptions()).data;
  const registrations = useSuspenseQuery(trpc.registration.list.queryOptions({ state: "pending", limit: 5 })).data;
  return (
    <>
      <PageHeader title={t("web.desk.title")} lead={t("web.desk.lead")} />
      <div className="figures">
        {desk.queues.map((queue) => (
          <AppLink key={queue.key} href={queue.link} className={queue.overdue ? "figure figure-due" : "figure"}>
            <b>{queue.count}</b>
            <span>
              {t(`web.desk.queue.${queue.key}`)}
              {queue.overdue > 0 && ` · ${t("web.desk.overdue", { count: queue.overdue })}`}
            </span>
          </AppLink>
        ))}
        <Link to="/desk/registrations" className="figure">
          <b>{registrations.total}</b>
          <span>{t("web.desk.queue.registration")}</span>
        </Link>
        <Link to="/desk/chase" className="figure">
          <b>{desk.chaseCount}</b>
          <span>{t("web.desk.chase")}</span>
        </Link>
      </div>
      <div className="columns">
        <div className="stack">
          {desk.queues.map((queue) => (
            <section key={queue.key} className="sheet" aria-labelledby={`queue-${queue.key}`}>
              <h2 id={`queue-${queue.key}`}>
                {t(`web.desk.queue.${queue.key}`)} <span className="muted">{queue.count}</span>
                {queue.count > queue.cases.length && (
                  <AppLink href={queue.link} className="sheet-actions">
                    {t("web.desk.see_queue", { count: queue.count })}
                  </AppLink>
                )}
              </h2>
              {queue.cases.length === 0 ? (
                <p className="muted">{t("web.desk.queue_empty")}</p>
              ) : (
                <CaseRows cases={queue.cases} />
              )}
            </section>
          ))}
        </div>
        <section className="sheet">
          <h2>{t("web.desk.deadlines")}</h2>
          {desk.deadlines.length === 0 ? (
            <p className="muted">{t("web.desk.deadlines_none")}</p>
          ) : (
            <CaseRows cases={desk.deadlines} />
          )}
        </section>
      </div>
    </>
  );
}
