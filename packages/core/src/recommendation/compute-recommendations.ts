import type { Tx } from "@jiebang/db";
import type { PoolClient } from "pg";
import type { Ctx } from "../kernel/ctx.ts";
import { takeAnswerRates } from "./answer-rates.ts";
import { fittingOf, learnWholeIfMany, sizeOfCatalogue, standingOf } from "./counterparts.ts";
import { keepPairs } from "./keep-pairs.ts";
import { startRebuild, TELL_REBUILD, tellRebuild } from "./rebuild.ts";
import { layAside, type ScoringProcess, takeProcess } from "./scoring-process.ts";
import { currentWeights } from "./weights.queries.ts";
import { areWordsMiscounted, countWords, saveWordCounts, tellWordCounts } from "./word-counts.ts";
import { changesOf, writePairs } from "./write-pairs.ts";

/** Entries that are put together at once: read, scored and written with the same few statements. */
const PORTION = 32;
/** While so many times those that wait are fewer than the catalogue, the index is asked and not the whole of it learnt. */
const FEW = 200;
/** Any process of the installation. */
const LOCK = 4_150_210;

export interface Computed {
  /** Entries that were put together. */
  done: number;
  /** Entries that still wait. */
  isMore: boolean;
}

interface Line {
  entry_id: string;
  version: bigint;
}
type Place = Pick<Ctx, "db" | "transaction">;
/** Where a portion is put together: what it writes goes over the connection that holds the lock, and dies with it. */
interface Run {
  ctx: Place;
  client: PoolClient;
  scorer: ScoringProcess;
}

/**
 * Puts together what waits, for so many seconds, a portion at a time: all of a portion is written, or nothing. One process
 * at a time; whichever dies lets go of the lock with its connection, and the lines it had not finished are still there.
 */
export async function computeRecommendations(
  ctx: Place,
  seconds: number,
  { portion = PORTION, few = FEW }: { portion?: number; few?: number } = {},
): Promise<Computed> {
  const client = await ctx.db.pool.connect();
  // A connection that breaks takes the lock along; what runs meanwhile does no harm twice.
  const ignore = () => {};
  client.on("error", ignore);
  let scorer: ScoringProcess | undefined;
  try {
    const { rows } = await client.query<{ got: boolean }>("SELECT pg_try_advisory_lock($1) AS got", [LOCK]);
    if (!rows[0]!.got) return { done: 0, isMore: false };
    const until = performance.now() + seconds * 1000;
    const tx = ctx.db.prisma;
    let done = 0;
    const isMiscounted = await areWordsMiscounted(tx);
    for (;;) {
      if (isMiscounted && !scorer) scorer = await readyScorer(ctx, true);
      const waiting = await tx.$queryRaw<Line[]>`
        SELECT entry_id, version FROM recommendation_dirty WHERE marked_at <= (SELECT app_now())
        ORDER BY is_rebuild, marked_at, entry_id LIMIT ${portion}`;
      if (waiting.length === 0 || performance.now() > until) {
        await tellRebuild(tx);
        return { done, isMore: waiting.length > 0 };
      }
      scorer ??= await readyScorer(ctx, false);
      if (done === 0) {
        await tellWordCounts(tx, scorer);
        await learnWholeIfMany(ctx.db, scorer, few);
      }
      await computeLines({ ctx, client, scorer }, waiting);
      done += waiting.length;
    }
  } finally {
    if (scorer) await layAside(ctx.db, scorer);
    await client.query("SELECT pg_advisory_unlock_all()").catch(() => {});
    client.off("error", ignore);
    client.release();
  }
}

async function readyScorer(ctx: Place, isMiscounted: boolean): Promise<ScoringProcess> {
  const scorer = takeProcess(ctx.db, await sizeOfCatalogue(ctx.db.prisma));
  try {
    if (isMiscounted) await recount(ctx, scorer);
    return scorer;
  } catch (error) {
    await scorer.end();
    throw error;
  }
}

/** All or nothing: broken off, the old counts stand and it begins again. */
async function recount(ctx: Place, scorer: ScoringProcess): Promise<void> {
  const counts = await countWords(ctx.db.prisma, scorer);
  await ctx.transaction(async (tx) => {
    await saveWordCounts(tx, counts);
    await takeAnswerRates(tx, ctx.db);
    await startRebuild(tx, "statistics", (await currentWeights(tx)).version);
  });
}

/** What cannot be put together holds up nothing else: of a portion that fails every line is tried alone. */
async function computeLines(run: Run, lines: Line[]): Promise<void> {
  try {
    await computePortion(run, lines);
  } catch (error) {
    if (run.scorer.isBroken) throw error;
    if (lines.length > 1) {
      for (const line of lines) await computeLines(run, [line]);
      return;
    }
    const { entry_id, version } = lines[0]!;
    await run.ctx.db.prisma.$executeRaw`
      UPDATE recommendation_dirty SET marked_at = app_now() + interval '10 minutes' WHERE entry_id = ${entry_id} AND version = ${version}`;
    throw error;
  }
}

async function computePortion({ ctx: { db }, client, scorer }: Run, lines: Line[]): Promise<void> {
  const ids = lines.map((line) => line.entry_id);
  await tellWordCounts(db.prisma, scorer);
  const standing = await standingOf(db.prisma, ids);
  const { version, weights } = await currentWeights(db.prisma);
  const gone = ids.filter((id) => !standing.some((one) => one.id === id));
  if (gone.length > 0) await scorer.ask({ kind: "forget", ids: gone });
  const [fitting] = await fittingOf(db, scorer, standing, [weights]);
  const kept = await keepPairs(db, standing, fitting!);
  const { write, remove } = await changesOf(db, standing, kept, version);
  const portions = write.length > 0 ? await scorer.ask({ kind: "explain", pairs: write, weights }) : [];
  await allOrNothing(client, async () => {
    if (gone.length > 0) await dropPairsOf(client, gone);
    await writePairs(client, remove, portions, version);
    // Marked again meanwhile, a line waits for its next turn.
    await client.query(
      `DELETE FROM recommendation_dirty d USING unnest($1::text[], $2::bigint[]) AS n(entry_id, version)
       WHERE d.entry_id = n.entry_id AND d.version = n.version`,
      [ids, lines.map((line) => line.version)],
    );
    await client.query(TELL_REBUILD);
  });
}

async function allOrNothing(client: PoolClient, work: () => Promise<void>): Promise<void> {
  await client.query("BEGIN; SET LOCAL lock_timeout = '30s'");
  try {
    await work();
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

/** Whoever had one that left the catalogue in a list gets the next one instead. */
async function dropPairsOf(client: PoolClient, gone: string[]): Promise<void> {
  await client.query(
    `WITH had AS (
       DELETE FROM recommendation WHERE offer_id = ANY($1::text[]) OR demand_id = ANY($1::text[])
       RETURNING CASE WHEN offer_id = ANY($1::text[]) THEN demand_id ELSE offer_id END AS id)
     INSERT INTO recommendation_dirty (entry_id) SELECT id FROM had GROUP BY id ORDER BY id
     ON CONFLICT (entry_id) DO UPDATE SET version = recommendation_dirty.version + 1, marked_at = app_now(), is_rebuild = false`,
    [gone],
  );
}

/** For the ticker: something waits, and nobody is at it. */
export async function isComputingDue(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ due: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM recommendation_dirty WHERE marked_at <= (SELECT app_now()))
      AND NOT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = ${LOCK}
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS due`;
  return row!.due || (await areWordsMiscounted(tx));
}
