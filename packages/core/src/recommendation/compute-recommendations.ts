import type { Tx } from "@jiebang/db";
import type { Ctx } from "../kernel/ctx.ts";
import { counterpartsOf, standingOf } from "./counterparts.ts";
import { markForRecommendation } from "./mark-for-recommendation.ts";
import { startRebuild, tellRebuild } from "./rebuild.ts";
import { layAside, type ScoredCounterpart, type ScoringThread, takeThread } from "./scoring-thread.ts";
import { currentWeights } from "./weights.queries.ts";
import { areWordsMiscounted, countWords, saveWordCounts, tellWordCounts } from "./word-counts.ts";

/** Kept for each entry; some will be refused, blocked or followed by better ones. */
const KEPT = 30;
const SCORED = 400;
const PORTION = 20;
/** Any process of the installation. */
const LOCK = 4_150_210;

export interface Computed {
  /** Entries that were put together. */
  done: number;
  /** Entries that still wait. */
  isMore: boolean;
}

/**
 * Puts together what waits, for so many seconds. One process at a time; whichever dies lets go of the lock with its
 * connection, and the lines it had not finished are still there.
 */
export async function computeRecommendations(ctx: Pick<Ctx, "db" | "transaction">, seconds: number): Promise<Computed> {
  const client = await ctx.db.pool.connect();
  // A connection that breaks takes the lock along; what runs meanwhile does no harm twice.
  const ignore = () => {};
  client.on("error", ignore);
  let thread: ScoringThread | undefined;
  try {
    const { rows } = await client.query<{ got: boolean }>("SELECT pg_try_advisory_lock($1) AS got", [LOCK]);
    if (!rows[0]!.got) return { done: 0, isMore: false };
    const until = performance.now() + seconds * 1000;
    const tx = ctx.db.prisma;
    let done = 0;
    const ready = async () => {
      if (thread) return thread;
      thread = takeThread(ctx.db);
      if (await areWordsMiscounted(tx)) await recount(ctx, thread);
      await tellWordCounts(tx, thread);
      return thread;
    };
    if (await areWordsMiscounted(tx)) await ready();
    for (;;) {
      const waiting = await tx.$queryRaw<{ entry_id: string; version: bigint }[]>`
        SELECT entry_id, version FROM recommendation_dirty WHERE marked_at <= (SELECT app_now())
        ORDER BY is_rebuild, marked_at, entry_id LIMIT ${PORTION}`;
      if (waiting.length === 0) {
        await tellRebuild(tx);
        return { done, isMore: false };
      }
      for (const { entry_id, version } of waiting) {
        if (performance.now() > until) {
          await tellRebuild(tx);
          return { done, isMore: true };
        }
        try {
          await computeOne(ctx, ready, entry_id, version);
        } catch (error) {
          // What cannot be put together holds up nothing else.
          await tx.$executeRaw`
            UPDATE recommendation_dirty SET marked_at = app_now() + interval '10 minutes' WHERE entry_id = ${entry_id} AND version = ${version}`;
          throw error;
        }
        done++;
      }
      await tellRebuild(tx);
    }
  } finally {
    if (thread) await layAside(ctx.db, thread);
    await client.query("SELECT pg_advisory_unlock_all()").catch(() => {});
    client.off("error", ignore);
    client.release();
  }
}

/** All or nothing: broken off, the old counts stand and it begins again. */
async function recount(ctx: Pick<Ctx, "db" | "transaction">, thread: ScoringThread): Promise<void> {
  const counts = await countWords(ctx.db.prisma, thread);
  await ctx.transaction(async (tx) => {
    await saveWordCounts(tx, counts);
    await startRebuild(tx, "statistics", (await currentWeights(tx)).version);
  });
}

async function computeOne(
  ctx: Pick<Ctx, "db" | "transaction">,
  ready: () => Promise<ScoringThread>,
  entryId: string,
  version: bigint,
): Promise<void> {
  const { db } = ctx;
  const own = await standingOf(db.prisma, entryId);
  const { version: weightsVersion, weights } = await currentWeights(db.prisma);
  const found = own && (await counterpartsOf(db, await ready(), own, [weights], SCORED));
  if (!own || !found)
    return ctx.transaction(async (tx) => {
      const gone = await tx.$queryRaw<{ id: string }[]>`
        DELETE FROM recommendation WHERE offer_id = ${entryId} OR demand_id = ${entryId}
        RETURNING CASE WHEN offer_id = ${entryId} THEN demand_id ELSE offer_id END AS id`;
      // Whoever had it in a list gets the next one instead.
      await markForRecommendation(
        tx,
        gone.map((row) => row.id),
      );
      await settle(tx, entryId, version);
    });
  const side = found.source.kind;
  const fitting = found.best[0]!.filter((one) => one.fits);
  const kept = [...fitting.slice(0, KEPT), ...(await wantedByOthers(db.prisma, side, fitting.slice(KEPT)))];
  await ctx.transaction(async (tx) => {
    await tx.$executeRaw`
      DELETE FROM recommendation WHERE (${side} = 'offer' AND offer_id = ${entryId}) OR (${side} = 'demand' AND demand_id = ${entryId})`;
    // Only pairs whose two texts still stand; the line of one that changed meanwhile waits already.
    await tx.$executeRaw`
      INSERT INTO recommendation (offer_id, demand_id, total, explanation, weights_version, offer_revision_id, demand_revision_id)
      SELECT o.id, d.id, n.total, n.explanation::json, ${weightsVersion}, o.published_revision_id, d.published_revision_id
      FROM unnest(${kept.map((k) => k.id)}::text[], ${kept.map((k) => k.revisionId)}::text[], ${kept.map((k) => k.total)}::float8[],
        ${kept.map((k) => JSON.stringify(k.explanation))}::text[]) AS n(other_id, other_revision_id, total, explanation)
      JOIN entry o ON o.id = CASE WHEN ${side} = 'offer' THEN ${entryId} ELSE n.other_id END
      JOIN entry d ON d.id = CASE WHEN ${side} = 'offer' THEN n.other_id ELSE ${entryId} END
      WHERE o.published_revision_id = CASE WHEN ${side} = 'offer' THEN ${own.revisionId} ELSE n.other_revision_id END
        AND d.published_revision_id = CASE WHEN ${side} = 'offer' THEN n.other_revision_id ELSE ${own.revisionId} END
      ORDER BY o.id, d.id
      ON CONFLICT (offer_id, demand_id) DO UPDATE SET total = EXCLUDED.total, explanation = EXCLUDED.explanation,
        weights_version = EXCLUDED.weights_version, offer_revision_id = EXCLUDED.offer_revision_id,
        demand_revision_id = EXCLUDED.demand_revision_id, computed_at = app_now()`;
    await settle(tx, entryId, version);
  });
}

/** An entry that fits many keeps only its best; yet it may be among the best of one of the others. */
async function wantedByOthers(
  tx: Tx,
  side: "offer" | "demand",
  rest: ScoredCounterpart[],
): Promise<ScoredCounterpart[]> {
  if (rest.length === 0) return [];
  const ids = rest.map((one) => one.id);
  const least = await tx.$queryRaw<{ id: string; total: number | null }[]>`
    SELECT n.id, CASE WHEN ${side} = 'offer'
      THEN (SELECT r.total FROM recommendation r WHERE r.demand_id = n.id ORDER BY r.total DESC OFFSET ${KEPT - 1} LIMIT 1)
      ELSE (SELECT r.total FROM recommendation r WHERE r.offer_id = n.id ORDER BY r.total DESC OFFSET ${KEPT - 1} LIMIT 1) END AS total
    FROM unnest(${ids}::text[]) AS n(id)`;
  const bar = new Map(least.map((row) => [row.id, row.total ?? 0]));
  return rest.filter((one) => one.total > (bar.get(one.id) ?? 0));
}

/** Marked again meanwhile, it waits for its next turn. */
async function settle(tx: Tx, entryId: string, version: bigint): Promise<void> {
  await tx.$executeRaw`DELETE FROM recommendation_dirty WHERE entry_id = ${entryId} AND version = ${version}`;
}

/** For the ticker: something waits, and nobody is at it. */
export async function isComputingDue(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ due: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM recommendation_dirty WHERE marked_at <= (SELECT app_now()))
      AND NOT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = ${LOCK}
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS due`;
  return row!.due || (await areWordsMiscounted(tx));
}
