import type { DeskView } from "@jiebang/domain";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { useIsNarrow } from "../../app/use-media.ts";
import { AppLink } from "../../components/app-link.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { CaseRows } from "./case-rows.tsx";
import { useCaseKeys } from "./use-case-keys.ts";

/** Eight o'clock: what presses, what waits in each queue and since when, what is due in the coming days. */
export function DeskPage() {
  const t = useT();
  const trpc = useTRPC();
  const desk = useSuspenseQuery(trpc.desk.get.queryOptions()).data;
  const list = useCaseKeys();
  // On a phone the first few of each; the rest is one tap away.
  const shown = useIsNarrow() ? 3 : 30;
  const full = desk.queues.filter((queue) => queue.count > 0);
  return (
    <div ref={list}>
      <PageHeader
        title={t("web.desk.title")}
        lead={
          <>
            {t("web.desk.lead")} <span className="keyboard-hint">{t("web.desk.keyboard")}</span>
          </>
        }
        actions={
          <Link to="/visits/new" className="button-link">
            <Button tabIndex={-1}>{t("web.visit.new")}</Button>
          </Link>
        }
      />
      <section className="sheet desk-first" aria-labelledby="desk-first">
        <h2 id="desk-first">{t("web.desk.first")}</h2>
        {desk.first.length === 0 ? (
          <p className="muted">{t("web.desk.first_none")}</p>
        ) : (
          <CaseRows cases={desk.first} />
        )}
      </section>
      <div className="figures">
        {desk.queues.map((queue) => (
          <AppLink key={queue.key} href={queue.link} className={queue.overdue ? "figure figure-due" : "figure"}>
            <b>{queue.isCapped ? t("web.desk.capped", { count: queue.count }) : queue.count}</b>
            <span>{t(`web.desk.queue.${queue.key}`)}</span>
            <span className="figure-sub">
              {queue.overdue > 0 && <strong>{t("web.desk.overdue", { count: queue.overdue })}</strong>}{" "}
              <Age oldest={queue.oldest} at={desk.at} />
            </span>
          </AppLink>
        ))}
        <Link to="/desk/chase" className="figure">
          <b>{desk.chaseCount}</b>
          <span>{t("web.desk.chase")}</span>
        </Link>
      </div>
      <div className="columns">
        <div className="stack">
          {full.length === 0 && (
            <section className="sheet">
              <p className="muted">{t("web.desk.queue_empty")}</p>
            </section>
          )}
          {full.map((queue) => (
            <section key={queue.key} className="sheet" aria-labelledby={`queue-${queue.key}`}>
              <h2 id={`queue-${queue.key}`}>
                {t(`web.desk.queue.${queue.key}`)} <span className="muted">{queue.count}</span>{" "}
                <span className="muted">
                  <Age oldest={queue.oldest} at={desk.at} />
                </span>
                <AppLink href={queue.link} className="sheet-actions">
                  {t("web.desk.see_queue", { count: queue.count })}
                </AppLink>
              </h2>
              <CaseRows cases={queue.cases.slice(0, shown)} />
            </section>
          ))}
        </div>
        <section className="sheet beside" aria-labelledby="desk-deadlines">
          <h2 id="desk-deadlines">{t("web.desk.deadlines")}</h2>
          {desk.deadlines.length === 0 ? (
            <p className="muted">{t("web.desk.deadlines_none")}</p>
          ) : (
            <CaseRows cases={desk.deadlines.slice(0, shown * 3)} />
          )}
        </section>
      </div>
    </div>
  );
}

/** How long the oldest one has been waiting, by the server's clock. */
function Age({ oldest, at }: { oldest: DeskView["queues"][number]["oldest"]; at: string }) {
  const t = useT();
  if (!oldest) return null;
  const days = Math.floor((Date.parse(at) - Date.parse(oldest)) / 86_400_000);
  return <>{days > 0 ? t("web.desk.oldest", { days }) : t("web.desk.oldest_today")}</>;
}
