import type { DashboardView } from "@jiebang/domain";
import { KindMark } from "@jiebang/ui/marks.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useT } from "../../app/locale.tsx";
import { isAdmin, isCoordinator, isMember, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DueIn } from "../../components/values.tsx";
import { CaseRows } from "../desk/case-rows.tsx";

/** What waits for this person, over all roles. */
export function HomePage() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const dashboard = useSuspenseQuery(trpc.dashboard.get.queryOptions()).data;
  const hasNothing = !isMember(me) && !isCoordinator(me) && me.roles.length === 0;
  return (
    <>
      <PageHeader
        title={t("web.home.greeting", { name: me.name })}
        lead={t("web.home.lead")}
        actions={
          isMember(me) &&
          (["offer", "demand"] as const).map((kind) => (
            <Link key={kind} to="/entries/new" search={{ kind }} className="button-link">
              <Button tabIndex={-1}>{t(`web.entry.new_${kind}`)}</Button>
            </Link>
          ))
        }
      />
      {hasNothing && (
        <EmptyFace
          title={t("web.home.nothing")}
          hint={t("web.home.nothing_hint")}
          action={<Link to="/redeem">{t("web.account.have_code")}</Link>}
        />
      )}
      <div className="stack">
        {isCoordinator(me) && <DeskBrief />}
        {isMember(me) && <MemberBoard dashboard={dashboard} />}
        {isAdmin(me) && (
          <p className="sheet">
            <Link to="/admin/accounts">{t("web.home.admin")}</Link>
          </p>
        )}
      </div>
    </>
  );
}

function DeskBrief() {
  const t = useT();
  const trpc = useTRPC();
  const desk = useSuspenseQuery(trpc.desk.get.queryOptions()).data;
  return (
    <section className="sheet" aria-labelledby="home-desk">
      <h2 id="home-desk">
        {t("web.home.desk")}
        <Link to="/desk" className="sheet-actions">
          {t("web.more")}
        </Link>
      </h2>
      {desk.deadlines.length === 0 ? (
        <p className="muted">{t("web.desk.deadlines_none")}</p>
      ) : (
        <CaseRows cases={desk.deadlines.slice(0, 5)} />
      )}
    </section>
  );
}

function MemberBoard({ dashboard }: { dashboard: DashboardView }) {
  const t = useT();
  const { counts } = dashboard;
  return (
    <>
      <div className="figures">
        <Link to="/entries" search={{ state: "returned" }} className={counts.returned ? "figure figure-due" : "figure"}>
          <b>{counts.returned}</b>
          <span>{t("web.home.returned")}</span>
        </Link>
        <Link to="/interests" className={counts.interestsOverdue ? "figure figure-due" : "figure"}>
          <b>{counts.interestsToAnswer}</b>
          <span>
            {t("web.home.to_answer")}
            {counts.interestsOverdue > 0 && ` · ${t("web.desk.overdue", { count: counts.interestsOverdue })}`}
          </span>
        </Link>
        <Link to="/entries" search={{ state: "submitted" }} className="figure">
          <b>{counts.inVetting}</b>
          <span>{t("web.home.in_vetting")}</span>
        </Link>
        <Link to="/entries" search={{ state: "published" }} className="figure">
          <b>{counts.published}</b>
          <span>{t("web.home.published")}</span>
        </Link>
        <Link to="/interests" search={{ side: "asker" }} className="figure">
          <b>{counts.interestsAsked}</b>
          <span>{t("web.home.asked")}</span>
        </Link>
        {counts.toConfirm > 0 && (
          <Link to="/entries" className="figure figure-due">
            <b>{counts.toConfirm}</b>
            <span>{t("web.home.to_confirm")}</span>
          </Link>
        )}
      </div>
      {dashboard.roundSteps.length > 0 && (
        <section className="sheet">
          <h2>{t("web.home.round_steps")}</h2>
          <CaseRows cases={dashboard.roundSteps} />
        </section>
      )}
      <div className="columns-even">
        <section className="sheet">
          <h2>{t("web.home.drafts")}</h2>
          {dashboard.drafts.length === 0 ? (
            <p className="muted">{t("web.home.drafts_none")}</p>
          ) : (
            <ul className="rows">
              {dashboard.drafts.map((draft) => {
                const blocks = draft.findings.filter((f) => f.severity === "block").length;
                return (
                  <li key={draft.entryId}>
                    <div className="rows-main">
                      <Link to="/entries/$entryId/edit" params={{ entryId: draft.entryId }}>
                        {draft.title || t("web.entry.untitled")}
                      </Link>
                      <div className="rows-sub row-actions">
                        <KindMark kind={draft.kind as "offer" | "demand"} label={t(`word.kind.${draft.kind}`)} />
                        {draft.reasons.map((reason) => t(`vetting.reason.${reason}`)).join(" · ")}
                      </div>
                    </div>
                    <StateTag prefix="web.revision_state" state={draft.state} />
                    <span className="muted">
                      {blocks > 0 ? t("web.home.missing", { count: blocks }) : t("web.home.ready")}
                    </span>
                  </li>
                );
              })}
            </ul>
          )}
        </section>
        <div className="stack">
          <section className="sheet">
            <h2>{t("web.home.interests")}</h2>
            {dashboard.interests.length === 0 ? (
              <p className="muted">{t("web.home.interests_none")}</p>
            ) : (
              <ul className="rows">
                {dashboard.interests.map((interest) => (
                  <li key={interest.id}>
                    <div className="rows-main">
                      <Link to="/interests/$interestId" params={{ interestId: interest.id }}>
                        {interest.entryTitle}
                      </Link>
                      <div className="rows-sub">{interest.askerName}</div>
                    </div>
                    <DueIn value={interest.dueAt} isOverdue={interest.isOverdue} />
                  </li>
                ))}
              </ul>
            )}
          </section>
          <section className="sheet">
            <h2>{t("web.home.expiring")}</h2>
            {dashboard.expiring.length === 0 ? (
              <p className="muted">{t("web.home.expiring_none")}</p>
            ) : (
              <ul className="rows">
                {dashboard.expiring.map((entry) => (
                  <li key={entry.entryId}>
                    <Link className="rows-main" to="/entries/$entryId" params={{ entryId: entry.entryId }}>
                      {entry.title}
                    </Link>
                    <DueIn value={entry.expiresAt} />
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
      </div>
    </>
  );
}
