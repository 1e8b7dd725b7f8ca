import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type IndexComparison, PUBLIC_ENTRY_STATES, SEARCH_PROBLEMS } from "@jiebang/domain";
import { EmbeddedIndex, problemOf } from "@jiebang/search";
import { z } from "zod";
import { FOR_EVERYBODY } from "../entry/readable-entries.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import type { Job, Ticker } from "../kernel/job.ts";
import { reindexAll } from "../search/reindex-all.ts";
import { compareIndex } from "./compare-index.ts";
import { connectMeilisearch } from "./connection.ts";
import { searchServerOf } from "./search-server.ts";

const payloadOf = z.object({ kind: z.enum(["rebuild", "compare"]), engine: z.enum(["postgres", "meilisearch"]) });
type Payload = z.infer<typeof payloadOf>;

const SILENT_SECONDS = 45;
const HEARTBEAT_MS = 10_000;
/** Between two looks at what differs: an entry that was being written is no difference. */
const SETTLE_MS = 2000;
const MOST_EXAMPLES = 20;

export const searchIndexTaskJob: Job = {
  name: "search-index.task",
  run: (ctx, payload) => runSearchIndexTask(ctx, payloadOf.parse(payload)),
};

/** Both kinds may be broken off and begun again. Whoever finds another process at work leaves it alone. */
export async function runSearchIndexTask(ctx: Ctx, { kind, engine }: Payload, settleMs = SETTLE_MS): Promise<void> {
  const run = randomUUID();
  const { pool } = ctx.db;
  const claimed = await pool.query(
    `UPDATE search_index_task SET state = 'running', run = $3, alive_at = app_now(), started_at = app_now(), done = 0,
       total = (SELECT count(*) FROM entry e WHERE state = ANY($5::text[]) AND published_revision_id IS NOT NULL AND ${FOR_EVERYBODY})
     WHERE kind = $1 AND engine = $2
       AND (state = 'waiting' OR (state = 'running' AND alive_at < app_now() - make_interval(secs => $4)))`,
    [kind, engine, run, SILENT_SECONDS, PUBLIC_ENTRY_STATES],
  );
  if (claimed.rowCount === 0) return;
  const live = async (done: number | null, total: number | null = null) => {
    await pool.query(
      `UPDATE search_index_task SET alive_at = app_now(), done = coalesce($2, done), total = coalesce($3, total) WHERE run = $1`,
      [run, done, total],
    );
  };
  const beat = setInterval(() => void live(null).catch(() => {}), HEARTBEAT_MS);
  try {
    const result = kind === "rebuild" ? await rebuildEmbedded(ctx, live) : await compare(ctx, engine, live, settleMs);
    await pool.query(
      "UPDATE search_index_task SET state = 'done', ended_at = app_now(), done = coalesce(total, done), result = $2 WHERE run = $1",
      [run, result],
    );
  } catch (error) {
    const problem = problemOf(error);
    await pool.query(
      `UPDATE search_index_task SET state = 'failed', ended_at = app_now(), problem = $2, failure = left($3, 500) WHERE run = $1`,
      [
        run,
        SEARCH_PROBLEMS.find((known) => known === problem) ?? null,
        error instanceof Error ? error.message : String(error),
      ],
    );
  } finally {
    clearInterval(beat);
  }
}

type Tell = (done: number | null, total?: number | null) => Promise<void>;

async function rebuildEmbedded(ctx: Ctx, live: Tell): Promise<null> {
  await reindexAll(ctx, (done, total) => void live(done, total).catch(() => {}));
  return null;
}

async function compare(ctx: Ctx, engine: Payload["engine"], live: Tell, settleMs: number): Promise<IndexComparison> {
  const index = engine === "postgres" ? embeddedIndex(ctx) : keeperOf(ctx);
  const first = await compareIndex(ctx.db, index, live);
  if (first.missing.length + first.stale.length + first.left.length === 0) return resultOf(first);
  await sleep(settleMs);
  const second = await compareIndex(ctx.db, index);
  const marked = await ctx.db.pool.query<{ id: string }>("SELECT entry_id AS id FROM search_dirty");
  // What waits to be sent differs rightly, in the other engine only.
  const waits = new Set(engine === "meilisearch" ? marked.rows.map((row) => row.id) : []);
  const seen = new Set([...first.missing, ...first.stale, ...first.left]);
  const stays = (ids: string[]) => ids.filter((id) => seen.has(id) && !waits.has(id));
  return resultOf({
    documents: second.documents,
    missing: stays(second.missing),
    stale: stays(second.stale),
    left: stays(second.left),
  });
}

const resultOf = (found: {
  documents: number;
  missing: string[];
  stale: string[];
  left: string[];
}): IndexComparison => ({
  documents: found.documents,
  missing: found.missing.length,
  stale: found.stale.length,
  left: found.left.length,
  examples: [...found.missing, ...found.stale, ...found.left].slice(0, MOST_EXAMPLES),
});

const embeddedIndex = (ctx: Ctx) =>
  new EmbeddedIndex(ctx.db.pool, () => Promise.reject(new Error("a comparison writes nothing")));

function keeperOf(ctx: Ctx) {
  const server = searchServerOf(ctx.db);
  if (!server) throw new Error("the worker that took this up was started without Meilisearch");
  return connectMeilisearch(server.address).keeper();
}

/** Takes up again what a killed process left. */
export const resumeSearchIndexTasks: Ticker = {
  name: "search-index.resume",
  async run(ctx) {
    await ctx.transaction(async (tx) => {
      const stale = await tx.$queryRaw<Payload[]>`
        SELECT kind, engine FROM search_index_task
        WHERE state IN ('waiting', 'running') AND alive_at < app_now() - make_interval(secs => ${SILENT_SECONDS}::int)`;
      for (const { kind, engine } of stale)
        await enqueue(tx, "search-index.task", { kind, engine }, { key: `search-index.task:${kind}:${engine}` });
    });
  },
};
