import type { IndexComparisonView, IndexRebuildView, OneIndexView, SearchIndexView } from "@jiebang/domain";
import { StateBadge } from "@jiebang/ui/marks.tsx";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Progress } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { DateTime } from "../../components/values.tsx";

/** One index: what it holds, its rebuild and its last check, and the buttons for both. */
export function IndexSheet({ index, view }: { index: OneIndexView; view: SearchIndexView }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const keep = (fresh: SearchIndexView) => queryClient.setQueryData(trpc.searchIndex.get.queryKey(), fresh);
  const ask = () => queryClient.invalidateQueries({ queryKey: trpc.searchIndex.pathKey() });
  const rebuild = useMutation(
    trpc.searchIndex.rebuild.mutationOptions({ meta: { showsOwnError: true }, onSuccess: keep, onError: ask }),
  );
  const compare = useMutation(trpc.searchIndex.compare.mutationOptions({ onSuccess: keep, onError: ask }));
  const { engine, documents } = index;
  const name = t(`web.searchIndex.engine.${engine}`);
  const isMeant = engine === "meilisearch" || view.source === "none";
  const state = index.isAnswering
    ? "web.searchIndex.answering"
    : isMeant
      ? "web.searchIndex.not_answering"
      : "web.searchIndex.standing_by";
  return (
    <section className="sheet" aria-label={name}>
      <h2>
        {name}
        <StateBadge tone={index.isAnswering ? "good" : isMeant ? "warn" : "quiet"}>{t(state)}</StateBadge>
      </h2>
      <dl className="facts">
        {index.version && (
          <>
            <dt>{t("web.searchIndex.version")}</dt>
            <dd>{index.version}</dd>
          </>
        )}
        <dt>{t("web.searchIndex.documents")}</dt>
        <dd>
          {documents === null ? (
            <span className="muted">{t("web.searchIndex.documents_unknown")}</span>
          ) : documents === view.entries ? (
            t("web.searchIndex.documents_same", { n: documents })
          ) : (
            <span className="due-soon">
              {t("web.searchIndex.documents_differ", { n: documents, entries: view.entries })}
            </span>
          )}
        </dd>
        <dt>{t("web.searchIndex.rebuild_state")}</dt>
        <dd>
          <RebuildFact rebuild={index.rebuild} />
        </dd>
        <dt>{t("web.searchIndex.compare_state")}</dt>
        <dd>
          <ComparisonFact comparison={index.comparison} />
        </dd>
      </dl>
      <div className="toolbar" style={{ marginTop: 14, marginBottom: 0 }}>
        <Button disabled={!index.allowedActions.includes("rebuild")} onClick={() => setAsking(true)}>
          {t("web.searchIndex.rebuild")}
        </Button>
        <Button
          disabled={!index.allowedActions.includes("compare")}
          loading={compare.isPending}
          onClick={() => compare.mutate({ engine })}
        >
          {t("web.searchIndex.compare")}
        </Button>
      </div>
      <ConfirmWithReason
        open={isAsking}
        onClose={() => setAsking(false)}
        title={t("web.searchIndex.rebuild_title", { engine: name })}
        okText={t("web.searchIndex.rebuild")}
        onConfirm={() => rebuild.mutateAsync({ engine })}
      >
        {t(`web.searchIndex.rebuild_note.${engine}`)}
      </ConfirmWithReason>
    </section>
  );
}

function RebuildFact({ rebuild }: { rebuild: IndexRebuildView }) {
  const t = useT();
  const { state, done, total, builtAt, failure } = rebuild;
  if (state === "running")
    return <Running text={t("web.searchIndex.rebuild_running", { done, total: total ?? "…" })} {...{ done, total }} />;
  if (state === "waiting") return t("web.searchIndex.rebuild_waiting");
  if (state === "failed")
    return <span className="due-late">{t("web.searchIndex.rebuild_failed", { text: failure ?? "" })}</span>;
  if (!builtAt) return <span className="muted">{t("web.searchIndex.rebuild_never")}</span>;
  return (
    <>
      {t("web.searchIndex.rebuild_built")} <DateTime value={builtAt} />
    </>
  );
}

function ComparisonFact({ comparison }: { comparison: IndexComparisonView }) {
  const t = useT();
  const { state, done, total, result, problem, failure, endedAt, askedByName } = comparison;
  if (state === "never") return <span className="muted">{t("web.searchIndex.compare_never")}</span>;
  if (state === "waiting") return t("web.searchIndex.compare_waiting");
  if (state === "running")
    return <Running text={t("web.searchIndex.compare_running", { done, total: total ?? "…" })} {...{ done, total }} />;
  const why = problem ? t(`web.searchIndex.why.${problem}`) : (failure ?? "");
  const differs = result && result.missing + result.stale + result.left > 0;
  return (
    <>
      {state === "failed" ? (
        <span className="due-late">{t("web.searchIndex.compare_failed", { text: why })}</span>
      ) : !result ? null : !differs ? (
        t("web.searchIndex.compare_same", { n: result.documents })
      ) : (
        <>
          <span className="due-late">
            {t("web.searchIndex.compare_differ", {
              missing: result.missing,
              stale: result.stale,
              left: result.left,
              n: result.documents,
            })}
          </span>{" "}
          {t("web.searchIndex.compare_advice")}
          <div className="muted">
            {t("web.searchIndex.compare_examples", { ids: result.examples.slice(0, 3).join(", ") })}
          </div>
        </>
      )}
      <div className="muted">
        <DateTime value={endedAt} />
        {askedByName && ` · ${t("web.searchIndex.by", { name: askedByName })}`}
      </div>
    </>
  );
}

function Running({ text, done, total }: { text: string; done: number; total: number | null }) {
  return (
    <>
      {text}
      <Progress
        percent={total ? Math.min(100, Math.round((done / total) * 100)) : 0}
        aria-label={text}
        size="small"
        status="active"
      />
    </>
  );
}
