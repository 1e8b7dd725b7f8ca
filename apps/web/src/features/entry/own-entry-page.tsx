import type { OwnEntry } from "@jiebang/domain";
import { KindMark, StateBadge } from "@jiebang/ui/marks.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Alert } from "antd";
import { Suspense } from "react";
import { useT } from "../../app/locale.tsx";
import { useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { EmptyFace, PageSkeleton } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageTabs } from "../../components/page-tabs.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime } from "../../components/values.tsx";
import { EntryCalls } from "../call/entry-calls.tsx";
import { FormNote } from "../form-intake/form-note.tsx";
import { InterestRows } from "../interest/interest-rows.tsx";
import { PaperPanel } from "../paper/paper-panel.tsx";
import { FittingList } from "../recommendation/fitting-list.tsx";
import { ForYouList } from "../recommendation/for-you-list.tsx";
import { Attachments } from "./attachments.tsx";
import { AudiencePanel } from "./audience-panel.tsx";
import { ContentView } from "./content-view.tsx";
import { DecisionHistory, DecisionReasons } from "./decision-history.tsx";
import { EntryActions } from "./entry-actions.tsx";
import { EntryStateTags } from "./entry-state-tags.tsx";
import { LintPanel } from "./lint-panel.tsx";
import { Openings } from "./openings.tsx";
import { PublishTrusted } from "./publish-trusted.tsx";

const route = getRouteApi("/in/entries/$entryId");

export function OwnEntryPage() {
  const t = useT();
  const trpc = useTRPC();
  const { entryId } = route.useParams();
  const { tab } = route.useSearch();
  const navigate = useNavigate({ from: "/entries/$entryId" });
  const entry = useSuspenseQuery(trpc.entry.get.queryOptions({ entryId })).data;
  const isPublic = ["published", "matched", "expired"].includes(entry.state);
  return (
    <>
      <PageHeader
        title={entry.revision.content.title || t("web.entry.untitled")}
        back={{ to: "/entries", label: t("web.entry.list_title") }}
        eyebrow={
          <>
            <KindMark kind={entry.kind} label={t(`word.kind.${entry.kind}`)} />
            {entry.number && <span className="number">{entry.number}</span>}
            <span>{entry.organisation.name}</span>
            {entry.audience === "circle" && <span>{t("web.forus.for_circle")}</span>}
            {isPublic && entry.audience === "public" && entry.number && (
              <a href={publicPath(t.locale, entry.kind, entry.number)}>{t("web.entry.public_page")} ↗</a>
            )}
          </>
        }
        tags={
          <EntryStateTags
            row={{
              state: entry.state,
              revisionState: entry.revision.state,
              isOnBehalf: entry.onBehalf !== null && !entry.onBehalf.confirmedAt && !entry.onBehalf.isStamped,
            }}
          />
        }
        actions={
          <>
            <PublishTrusted entry={entry} />
            <EntryActions entry={entry} />
          </>
        }
      />
      <Notes entry={entry} />
      <FormNote entryId={entry.id} />
      <EntryCalls entryId={entry.id} />
      <PageTabs
        active={tab ?? "overview"}
        onChange={(key) =>
          void navigate({ search: { tab: key === "overview" ? undefined : (key as NonNullable<typeof tab>) } })
        }
        items={[
          { key: "overview", label: t("web.entry.tab_overview"), children: <Overview entry={entry} /> },
          {
            key: "text",
            label: t("web.entry.tab_text"),
            children: (
              <div className="sheet">
                <ContentView content={entry.revision.content} />
                <h2 className="section-title">{t("web.entry.sec_files")}</h2>
                <Attachments entry={entry} />
              </div>
            ),
          },
          {
            key: "audience",
            label: t("web.audience.title"),
            children: (
              <Suspense fallback={<PageSkeleton />}>
                <AudiencePanel entryId={entry.id} isStanding={isPublic} />
              </Suspense>
            ),
          },
          {
            key: "matches",
            label: t("web.recommendation.tab"),
            children: (
              <Suspense fallback={<PageSkeleton />}>
                <Matches entry={entry} />
              </Suspense>
            ),
          },
          { key: "history", label: t("web.entry.tab_history"), children: <History entry={entry} /> },
          {
            key: "interests",
            label: `${t("web.entry.tab_interests")} ${entry.interests.total || ""}`,
            children: (
              <Suspense fallback={<PageSkeleton />}>
                <InterestRows side="owner" entryId={entry.id} />
              </Suspense>
            ),
          },
          {
            key: "openings",
            label: `${t("web.entry.tab_openings")} ${entry.openings || ""}`,
            children: (
              <Suspense fallback={<PageSkeleton />}>
                <Openings entryId={entry.id} />
              </Suspense>
            ),
          },
        ]}
      />
    </>
  );
}

export function publicPath(locale: "zh" | "en", kind: "offer" | "demand", number: string) {
  return `${locale === "en" ? "/en" : ""}/${kind}s/${number}`;
}

/** Its own people may act on what fits; whoever is in charge of it reads along. */
function Matches({ entry }: { entry: OwnEntry }) {
  const t = useT();
  const me = useMe();
  if (entry.state !== "published" || entry.audience !== "public" || !entry.number)
    return (
      <div className="sheet">
        <EmptyFace title={t("web.recommendation.not_public")} hint={t("web.recommendation.empty_none_hint")} />
      </div>
    );
  if (me.memberships.some((m) => m.organisationId === entry.organisation.id)) return <ForYouList entryId={entry.id} />;
  return <FittingList number={entry.number} kind={entry.kind} emptyText={t("web.recommendation.fitting_none")} />;
}

function Notes({ entry }: { entry: OwnEntry }) {
  const t = useT();
  const last = entry.history[0];
  return (
    <>
      {entry.onBehalf?.isStamped && (
        <Alert className="form-top-error" type="success" showIcon title={t("web.entry.stamped")} />
      )}
      {entry.onBehalf && !entry.onBehalf.confirmedAt && !entry.onBehalf.isStamped && (
        <Alert className="form-top-error" type="warning" showIcon title={t("web.entry.on_behalf_unconfirmed")} />
      )}
      {(entry.revision.state === "returned" || entry.revision.state === "rejected") && last && (
        <div className="sheet returned">
          <h2>
            {entry.revision.state === "returned"
              ? t("web.entry.returned_because")
              : t(`web.revision_state.${entry.revision.state}`)}
          </h2>
          <DecisionReasons decision={last} />
        </div>
      )}
    </>
  );
}

function Overview({ entry }: { entry: OwnEntry }) {
  const t = useT();
  const { revision } = entry;
  const isOpen = ["draft", "returned"].includes(revision.state);
  return (
    <div className="columns">
      <div className="stack">
        <div className="figures">
          <Link
            to="/entries/$entryId"
            params={{ entryId: entry.id }}
            search={{ tab: "interests" }}
            className={entry.interests.overdue ? "figure figure-due" : "figure"}
          >
            <b>{entry.interests.open}</b>
            <span>{t("web.entry.interests_open")}</span>
          </Link>
          <div className="figure">
            <b>{entry.interests.total}</b>
            <span>{t("web.entry.interests_total")}</span>
          </div>
          <Link to="/entries/$entryId" params={{ entryId: entry.id }} search={{ tab: "openings" }} className="figure">
            <b>{entry.openings}</b>
            <span>{t("web.entry.openings_count")}</span>
          </Link>
        </div>
        <section className="sheet">
          <h2>{t("web.entry.f.summary")}</h2>
          <p className="prewrap">{revision.content.summary || <span className="muted">{t("web.none")}</span>}</p>
        </section>
        <section className="sheet">
          <h2>{t("web.entry.history")}</h2>
          <DecisionHistory history={entry.history.slice(0, 3)} />
        </section>
      </div>
      <div className="stack">
        <section className="sheet">
          <h2>{t("web.entry.current_revision")}</h2>
          <dl className="facts">
            <dt>{t("web.entry.col_state")}</dt>
            <dd>
              {t("web.entry.revision", { no: revision.no })}{" "}
              <StateTag prefix="web.revision_state" state={revision.state} />
            </dd>
            {entry.publishedRevisionNo !== null && entry.publishedRevisionNo !== revision.no && (
              <>
                <dt />
                <dd>{t("web.entry.published_revision", { no: entry.publishedRevisionNo })}</dd>
              </>
            )}
            <dt>{t("web.entry.saved_at")}</dt>
            <dd>
              <DateTime value={revision.savedAt} /> {revision.savedByName}
            </dd>
            {revision.submittedAt && (
              <>
                <dt>{t("web.entry.submitted_at")}</dt>
                <dd>
                  <DateTime value={revision.submittedAt} />
                </dd>
              </>
            )}
            {entry.jurisdiction && (
              <>
                <dt>{t("web.entry.jurisdiction")}</dt>
                <dd>{entry.jurisdiction.name}</dd>
              </>
            )}
            {entry.publishedAt && (
              <>
                <dt>{t("web.entry.published_at")}</dt>
                <dd>
                  <DateTime value={entry.publishedAt} dateOnly />
                </dd>
              </>
            )}
            {entry.expiresAt && (
              <>
                <dt>{t("web.entry.expires_at")}</dt>
                <dd>
                  <DateTime value={entry.expiresAt} dateOnly />
                </dd>
              </>
            )}
          </dl>
          {entry.onBehalf?.confirmedAt && <StateBadge tone="good">{t("web.entry.on_behalf_confirmed")}</StateBadge>}
        </section>
        {isOpen && <LintPanel findings={entry.findings} />}
        <PaperPanel entryId={entry.id} />
      </div>
    </div>
  );
}

function History({ entry }: { entry: OwnEntry }) {
  const t = useT();
  return (
    <div className="columns-even">
      <section className="sheet">
        <h2>{t("web.entry.history")}</h2>
        <DecisionHistory history={entry.history} />
      </section>
      <section className="sheet">
        <h2>{t("web.entry.revisions")}</h2>
        <ul className="rows">
          {entry.revisions.map((revision) => (
            <li key={revision.id}>
              <div className="rows-main">
                {t("web.entry.revision", { no: revision.no })} · {revision.title || t("web.entry.untitled")}
                <div className="rows-sub">
                  <DateTime value={revision.decidedAt ?? revision.submittedAt ?? revision.updatedAt} />
                </div>
              </div>
              <StateTag prefix="web.revision_state" state={revision.state} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
