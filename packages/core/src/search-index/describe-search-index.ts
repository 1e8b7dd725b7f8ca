import {
  FEEDER_SILENT_SECONDS,
  type IndexComparisonView,
  type IndexRebuildView,
  type OneIndexView,
  PUBLIC_ENTRY_STATES,
  requireSearchKeeper,
  type SearchIndexView,
  type SearchProblem,
} from "@jiebang/domain";
import { currentDictionary } from "@jiebang/search";
import { useRecentWords } from "../dictionary/current-dictionary.ts";
import { FOR_EVERYBODY } from "../entry/readable-entries.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { guardStatusOf } from "../search/search-engine.ts";
import { describeEmbedder } from "./describe-embedder.ts";
import type { IndexState } from "./index-state.ts";
import { probeSearchServer, type ServerStanding } from "./probe-search-server.ts";
import { type SearchServer, searchServerOf } from "./search-server.ts";

interface Facts extends IndexState {
  now: Date;
  entries: number;
  embedded: number;
  waiting: number;
  refused: number;
  oldest_at: Date | null;
  published: number;
  unembedded: number;
  embedder_failure: string | null;
  embedder_failed_at: Date | null;
}

interface TaskRow {
  kind: "rebuild" | "compare";
  engine: "postgres" | "meilisearch";
  state: "waiting" | "running" | "done" | "failed";
  asked_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  done: number;
  total: number | null;
  result: IndexComparisonView["result"];
  problem: SearchProblem | null;
  failure: string | null;
  name: string | null;
}

/** How the search stands now: asked of the database, of this process, and of the other server itself. */
export async function describeSearchIndex(ctx: Ctx): Promise<SearchIndexView> {
  requireSearchKeeper(ctx.actor);
  const { pool } = ctx.db;
  const server = searchServerOf(ctx.db);
  await useRecentWords(ctx.db);
  const [facts, tasks, standing] = await Promise.all([
    pool
      .query<Facts>(
        `SELECT i.*, app_now() AS now, q.*, (SELECT count(*)::int FROM search_document) AS embedded,
           (SELECT count(*)::int FROM entry e WHERE state = ANY($1::text[]) AND published_revision_id IS NOT NULL AND ${FOR_EVERYBODY}) AS entries,
           (SELECT coalesce(max(no), 0)::int FROM dictionary_version) AS published,
           (SELECT count(*)::int FROM search_unembedded) AS unembedded
         FROM search_index i, (SELECT count(*)::int AS waiting, count(failure)::int AS refused, min(marked_at) AS oldest_at
           FROM search_dirty) q`,
        [PUBLIC_ENTRY_STATES],
      )
      .then(({ rows }) => rows[0]!),
    pool
      .query<TaskRow>("SELECT t.*, u.name FROM search_index_task t LEFT JOIN users u ON u.id = t.asked_by_id")
      .then(({ rows }) => rows),
    server && probeSearchServer(server),
  ]);
  const guard = guardStatusOf(ctx.db);
  const isAway = standing !== undefined && (!standing.isAnswering || guard?.isAnswering === false);
  const problem = standing?.problem ?? (guard?.isAnswering === false ? guard.problem : undefined) ?? null;
  const isBuilt = facts.built_at !== null;
  const why = server && !isBuilt && !problem ? "building" : problem;
  const isDegraded = server !== undefined && (isAway || !isBuilt);
  const answering = server && !isDegraded ? "meilisearch" : "postgres";
  const taskOf = (kind: TaskRow["kind"], engine: TaskRow["engine"]) =>
    tasks.find((task) => task.kind === kind && task.engine === engine);
  const embedded: OneIndexView = withActions({
    engine: "postgres",
    isAnswering: answering === "postgres",
    version: null,
    documents: facts.embedded,
    rebuild: rebuildOf(taskOf("rebuild", "postgres")),
    comparison: comparisonOf(taskOf("compare", "postgres")),
  });
  return {
    source: server?.source ?? "none",
    host: server ? new URL(server.address.url).host : null,
    answering,
    isDegraded,
    why,
    since: why ? sinceOf(why, facts, [guard?.forMs, standing?.forMs]) : null,
    detail: problem ? (standing?.detail ?? guard?.detail ?? facts.last_failure) : null,
    isFed: server !== undefined && facts.fed_at !== null && secondsSince(facts, facts.fed_at) < FEEDER_SILENT_SECONDS,
    entries: facts.entries,
    queue: {
      waiting: facts.waiting,
      refused: facts.refused,
      oldestAt: iso(facts.oldest_at),
      lagSeconds: facts.oldest_at ? Math.max(0, Math.round(secondsSince(facts, facts.oldest_at))) : 0,
    },
    lastFailure:
      facts.last_failure && facts.last_failure_at
        ? { at: facts.last_failure_at.toISOString(), text: facts.last_failure }
        : null,
    words: { published: facts.published, inUse: currentDictionary().version },
    settings: standing ? { live: facts.settings_hash, wanted: standing.settingsHash } : null,
    embedder: server?.address.embedder ? describeEmbedder(server.address.embedder, facts) : null,
    indexes: server
      ? [otherIndex(server, facts, standing!, answering === "meilisearch", taskOf("compare", "meilisearch")), embedded]
      : [embedded],
    checkedAt: facts.now.toISOString(),
  };
}

function otherIndex(
  server: SearchServer,
  facts: Facts,
  standing: ServerStanding,
  isAnswering: boolean,
  compared: TaskRow | undefined,
): OneIndexView {
  const state = facts.state === "building" ? "running" : facts.wanted_at || !facts.built_at ? "waiting" : "idle";
  return withActions({
    engine: "meilisearch",
    isAnswering,
    version: standing.version ?? (server ? facts.version : null),
    documents: standing.documents,
    rebuild: {
      state,
      done: state === "running" ? facts.done : 0,
      total: state === "running" ? facts.total : null,
      startedAt: state === "running" ? iso(facts.started_at) : null,
      builtAt: iso(facts.built_at),
      failure: null,
    },
    comparison: comparisonOf(compared),
  });
}

function withActions(index: Omit<OneIndexView, "allowedActions">): OneIndexView {
  const isBusy = (state: string) => state === "waiting" || state === "running";
  return {
    ...index,
    allowedActions: [
      ...(isBusy(index.rebuild.state) ? [] : (["rebuild"] as const)),
      ...(isBusy(index.comparison.state) ? [] : (["compare"] as const)),
    ],
  };
}

function rebuildOf(task: TaskRow | undefined): IndexRebuildView {
  const isOpen = task?.state === "waiting" || task?.state === "running";
  return {
    state: !task || task.state === "done" ? "idle" : task.state,
    done: isOpen ? task.done : 0,
    total: isOpen ? task.total : null,
    startedAt: isOpen ? iso(task.started_at) : null,
    builtAt: task?.state === "done" ? iso(task.ended_at) : null,
    failure: task?.state === "failed" ? task.failure : null,
  };
}

const comparisonOf = (task: TaskRow | undefined): IndexComparisonView => ({
  state: task?.state ?? "never",
  done: task?.done ?? 0,
  total: task?.total ?? null,
  askedAt: iso(task?.asked_at),
  askedByName: task?.name ?? null,
  endedAt: iso(task?.ended_at),
  result: task?.result ?? null,
  problem: task?.problem ?? null,
  failure: task?.failure ?? null,
});

function sinceOf(why: SearchProblem | "building", facts: Facts, forMs: (number | undefined)[]): string | null {
  if (why === "building") return iso(facts.started_at ?? facts.wanted_at);
  // Whoever noticed first: the feeder wrote it down, people's searches met it in this process.
  const met = forMs.map((ms) => (ms === undefined ? null : new Date(facts.now.getTime() - ms)));
  const known = [facts.problem_since, ...met].filter((at): at is Date => at instanceof Date);
  return known.length > 0 ? new Date(Math.min(...known.map(Number))).toISOString() : null;
}

const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;
const secondsSince = ({ now }: Facts, at: Date): number => (now.getTime() - at.getTime()) / 1000;
