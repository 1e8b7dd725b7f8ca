import type { SearchIndexView } from "@jiebang/domain";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { DateTime } from "../../components/values.tsx";
import { IndexSheet } from "./index-sheet.tsx";
import { MeaningFact } from "./meaning-fact.tsx";

const BUSY_MS = 1500;
const TROUBLED_MS = 4000;
const QUIET_MS = 15_000;

const isOpen = (state: string) => state === "waiting" || state === "running";

function pace(view: SearchIndexView | undefined): number {
  if (!view) return QUIET_MS;
  if (view.indexes.some((index) => isOpen(index.rebuild.state) || isOpen(index.comparison.state))) return BUSY_MS;
  return view.why || view.queue.waiting > 0 ? TROUBLED_MS : QUIET_MS;
}

/** How the search stands: who answers, what waits, whether the indexes are true. */
export function SearchIndexPage() {
  const t = useT();
  const trpc = useTRPC();
  const view = useSuspenseQuery(
    trpc.searchIndex.get.queryOptions(undefined, { refetchInterval: (query) => pace(query.state.data) }),
  ).data;
  return (
    <>
      <PageHeader title={t("web.searchIndex.title")} lead={t("web.searchIndex.lead")} />
      <div aria-live="polite" style={{ marginBottom: 16 }}>
        <Standing view={view} />
      </div>
      <div className="figures">
        <div className="figure">
          <b>{view.entries}</b>
          <span>{t("web.searchIndex.entries")}</span>
        </div>
        {view.source !== "none" && (
          <>
            <div className="figure">
              <b>{view.queue.waiting}</b>
              <span>{t("web.searchIndex.queue")}</span>
            </div>
            <div className={view.queue.lagSeconds > 60 ? "figure figure-due" : "figure"}>
              <b>
                <Lag seconds={view.queue.lagSeconds} />
              </b>
              <span>{t("web.searchIndex.lag")}</span>
            </div>
            <div className={view.queue.refused > 0 ? "figure figure-due" : "figure"}>
              <b>{view.queue.refused}</b>
              <span>{t("web.searchIndex.refused")}</span>
            </div>
          </>
        )}
      </div>
      {view.indexes.map((index) => (
        <IndexSheet key={index.engine} index={index} view={view} />
      ))}
      <section className="sheet">
        <h2>{t("web.searchIndex.state")}</h2>
        <dl className="facts">
          <dt>{t("web.searchIndex.source")}</dt>
          <dd>{t(`web.searchIndex.source.${view.source}`, { host: view.host ?? "" })}</dd>
          <dt>{t("web.searchIndex.words")}</dt>
          <dd>{wordsText(t, view)}</dd>
          {view.settings && (
            <>
              <dt>{t("web.searchIndex.settings")}</dt>
              <dd>{settingsText(t, view.settings)}</dd>
              <dt>{t("web.searchIndex.meaning")}</dt>
              <dd>
                <MeaningFact embedder={view.embedder} />
              </dd>
              <dt>{t("web.searchIndex.last_failure")}</dt>
              <dd>
                {view.lastFailure ? (
                  <>
                    <DateTime value={view.lastFailure.at} /> <code>{view.lastFailure.text}</code>
                  </>
                ) : (
                  <span className="muted">{t("web.searchIndex.no_failure")}</span>
                )}
              </dd>
            </>
          )}
          <dt>{t("web.searchIndex.checked")}</dt>
          <dd>
            <DateTime value={view.checkedAt} />
          </dd>
        </dl>
      </section>
    </>
  );
}

function Standing({ view }: { view: SearchIndexView }) {
  const t = useT();
  const notFed = view.source !== "none" && !view.isFed && !view.why && (
    <Alert type="warning" showIcon title={t("web.searchIndex.not_fed")} />
  );
  if (!view.why) {
    if (notFed) return notFed;
    return (
      <Alert
        type="success"
        showIcon
        title={t("web.searchIndex.fine")}
        description={t(view.source === "none" ? "web.searchIndex.fine_alone" : "web.searchIndex.fine_meilisearch")}
      />
    );
  }
  return (
    <Alert
      type={view.why === "building" ? "info" : "error"}
      showIcon
      title={t(view.isDegraded ? "web.searchIndex.degraded" : "web.searchIndex.still_answers")}
      description={
        <>
          <p>
            <b>{t(`web.searchIndex.why.${view.why}`)}</b> {t(`web.searchIndex.advice.${view.why}`)}
          </p>
          {view.since && (
            <p>
              {t("web.searchIndex.since")} <DateTime value={view.since} />
            </p>
          )}
          {view.detail && (
            <p style={{ overflowWrap: "anywhere" }}>
              {t("web.searchIndex.detail")} <code>{view.detail}</code>
            </p>
          )}
        </>
      }
    />
  );
}

function Lag({ seconds }: { seconds: number }) {
  const t = useT();
  if (seconds < 120) return t("web.searchIndex.seconds", { n: seconds });
  if (seconds < 7200) return t("web.searchIndex.minutes", { n: Math.round(seconds / 60) });
  return t("web.searchIndex.hours", { n: Math.round(seconds / 3600) });
}

function wordsText(t: ReturnType<typeof useT>, { words: { published, inUse } }: SearchIndexView): string {
  if (inUse < published) return t("web.searchIndex.words_behind", { published, inUse });
  return published === 0 ? t("web.searchIndex.words_none") : t("web.searchIndex.words_now", { no: published });
}

function settingsText(t: ReturnType<typeof useT>, { live, wanted }: NonNullable<SearchIndexView["settings"]>): string {
  const short = (hash: string) => hash.slice(0, 12);
  if (!live) return t("web.searchIndex.settings_none", { wanted: short(wanted) });
  if (live === wanted) return t("web.searchIndex.settings_same", { hash: short(wanted) });
  return t("web.searchIndex.settings_differ", { live: short(live), wanted: short(wanted) });
}
