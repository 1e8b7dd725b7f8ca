import { PUBLIC_ENTRY_STATES } from "@jiebang/domain";
import { FOR_EVERYBODY } from "../entry/readable-entries.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recountAllTerms } from "./recount-terms.job.ts";
import { refreshEntryIndex, runIn } from "./refresh-entry-index.ts";

const PORTION = 250;

/**
 * Builds the whole index again from the entries, portion by portion, while people go on searching; ends with exact
 * counters. Safe to repeat and to break off.
 */
export async function reindexAll(
  ctx: Ctx,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<{ indexed: number; removed: number }> {
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `SELECT id FROM entry e WHERE state = ANY($1::text[]) AND published_revision_id IS NOT NULL AND ${FOR_EVERYBODY}
     UNION SELECT entry_id FROM search_document ORDER BY 1`,
    [PUBLIC_ENTRY_STATES],
  );
  for (let from = 0; from < rows.length; from += PORTION) {
    const portion = rows.slice(from, from + PORTION).map((row) => row.id);
    await ctx.transaction(async (tx) => {
      await removeLost(tx, portion);
      await refreshEntryIndex(tx, portion);
    });
    onProgress(Math.min(from + PORTION, rows.length), rows.length);
  }
  await ctx.transaction(async (tx) => {
    const run = runIn(tx);
    await run("LOCK TABLE search_document IN SHARE MODE", []);
    await run(
      `UPDATE search_combo c SET live = n.live
       FROM (SELECT c2.id, count(d.entry_id)::int AS live FROM search_combo c2 LEFT JOIN search_document d ON d.combo = c2.id GROUP BY c2.id) n
       WHERE n.id = c.id AND n.live <> c.live`,
      [],
    );
  });
  await recountAllTerms(ctx); // by itself: nobody waits to write while the words are counted
  const { rows: counted } = await ctx.db.pool.query<{ n: number }>("SELECT count(*)::int AS n FROM search_document");
  return { indexed: counted[0]!.n, removed: rows.length - counted[0]!.n };
}

/** Documents whose entry row does not exist any more cannot be locked by it; they are simply removed. */
async function removeLost(tx: Parameters<typeof runIn>[0], ids: string[]): Promise<void> {
  await runIn(tx)(
    `WITH lost AS (SELECT d.entry_id FROM search_document d LEFT JOIN entry e ON e.id = d.entry_id
       WHERE d.entry_id = ANY($1::text[]) AND e.id IS NULL),
     cards AS (DELETE FROM search_card WHERE entry_id IN (SELECT entry_id FROM lost)),
     suggestions AS (DELETE FROM search_suggestion WHERE entry_id IN (SELECT entry_id FROM lost))
     DELETE FROM search_document WHERE entry_id IN (SELECT entry_id FROM lost)`,
    [ids],
  );
}
