import { setTimeout } from "node:timers/promises";
import type { Tx } from "@jiebang/db";
import { nameKey } from "@jiebang/search";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import type { Job, Ticker } from "../kernel/job.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";

const PORTION = 250;
/** With more changed words than this, looking for them takes longer than cutting everything anew. */
const MOST_LOOKED_FOR = 100;
const PATIENCE = 60_000;

/**
 * Cuts anew the texts that hold a word which came or went since the last version that was built. Names of one thing need
 * none of it: they count when a query is read. What is broken off goes on behind the last portion; a run that finds
 * another one at work leaves it alone.
 */
export const rebuildDictionaryJob: Job = {
  name: "dictionary.rebuild",
  run: (ctx) => rebuildDictionary(ctx),
};

export async function rebuildDictionary(ctx: Ctx): Promise<void> {
  const [version] = await ctx.db.prisma.$queryRaw<{ no: number }[]>`
    SELECT no FROM dictionary_version WHERE state = 'building' ORDER BY no DESC LIMIT 1`;
  if (!version) return;
  await awaitOlderWriters(ctx);
  while (await cutPortion(ctx, version.no));
}

/** A text that was cut by the old words is committed by now, and so is found here; whoever begins later cuts by the new ones. */
async function awaitOlderWriters({ db }: Ctx): Promise<void> {
  const ask = async (sql: string) => BigInt((await db.pool.query<{ x: string }>(sql)).rows[0]!.x);
  const begun = await ask("SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS x");
  for (let waited = 0; waited < PATIENCE; waited += 100) {
    if ((await ask("SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS x")) >= begun) return;
    await setTimeout(100);
  }
  throw new Error("a transaction from before the new words is still open; trying again later");
}

/** False when nothing is left, or somebody else is at it. */
async function cutPortion(ctx: Ctx, no: number): Promise<boolean> {
  return ctx.transaction(async (tx) => {
    const [version] = await tx.$queryRaw<{ reached: string | null; total: number | null; done: number }[]>`
      SELECT reached, total, done FROM dictionary_version
      WHERE no = ${no} AND state = 'building' AND no = (SELECT max(no) FROM dictionary_version) FOR UPDATE SKIP LOCKED`;
    if (!version) return false;
    const words = await changedWords(tx, no);
    const total = version.total ?? (await countAffected(tx, words));
    const ids = total === 0 ? [] : await affected(tx, words, version.reached ?? "");
    await refreshEntryIndex(tx, ids);
    const isOver = ids.length < PORTION;
    const done = isOver ? total : Math.min(total, version.done + ids.length);
    await tx.$executeRaw`
      UPDATE dictionary_version SET total = ${total}, done = ${done}, reached = ${ids.at(-1) ?? version.reached} WHERE no = ${no}`;
    // What an earlier version had not finished, this one did along with its own.
    if (isOver)
      await tx.$executeRaw`
        UPDATE dictionary_version SET state = 'built', built_at = app_now() WHERE no <= ${no} AND state = 'building'`;
    return !isOver;
  });
}

async function changedWords(tx: Tx, no: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ word: string }[]>`
    WITH built AS (SELECT coalesce(max(no), 0) AS no FROM dictionary_version WHERE state = 'built'),
      standing AS (SELECT names[1] AS word, added_in <= ${no} AND (removed_in IS NULL OR removed_in > ${no}) AS now,
        added_in <= built.no AND (removed_in IS NULL OR removed_in > built.no) AS before
        FROM dictionary_row, built WHERE kind = 'word' AND added_in IS NOT NULL)
    SELECT word FROM standing GROUP BY word HAVING bool_or(now) <> bool_or(before) ORDER BY word`;
  return rows.map((row) => nameKey(row.word));
}

const patterns = (words: string[]) => (words.length > MOST_LOOKED_FOR ? ["%"] : words.map((word) => `%${word}%`));

async function countAffected(tx: Tx, words: string[]): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM search_document WHERE body LIKE ANY(${patterns(words)}::text[])`;
  return row!.n;
}

async function affected(tx: Tx, words: string[], after: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT entry_id AS id FROM search_document WHERE entry_id > ${after} AND body LIKE ANY(${patterns(words)}::text[])
    ORDER BY entry_id LIMIT ${PORTION}`;
  return rows.map((row) => row.id);
}

/** Takes up what a killed process left behind. */
export const resumeDictionary: Ticker = {
  name: "dictionary.resume",
  async run(ctx) {
    const waiting = await ctx.db.prisma.dictionaryVersion.count({ where: { state: "building" } });
    if (waiting > 0)
      await ctx.transaction((tx) => enqueue(tx, "dictionary.rebuild", {}, { key: "dictionary.rebuild" }));
  },
};
