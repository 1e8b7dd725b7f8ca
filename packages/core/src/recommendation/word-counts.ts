import { setImmediate } from "node:timers/promises";
import type { Tx } from "@jiebang/db";
import { loadPublicEntries } from "../entry/public-entry.queries.ts";
import { toScorable } from "./scorable.ts";
import type { ScoringProcess } from "./scoring-process.ts";

// How rare words are decides what a shared word is worth. They are counted over the whole catalogue, so that a pair has one
// score from whichever side it is looked at; and counted anew, with all pairs after it, when the catalogue changed by a fifth.

const PORTION = 50;

/** Whether the counts are missing or too old. Cheap: asked every few seconds. */
export async function areWordsMiscounted(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ live: number; counted: number | null }[]>`
    SELECT (SELECT coalesce(sum(live), 0)::int FROM search_combo) AS live,
      (SELECT documents FROM recommendation_statistics WHERE id = 1) AS counted`;
  const { live, counted } = row!;
  return counted === null ? live > 0 : Math.abs(live - counted) * 5 > counted;
}

export async function countWords(tx: Tx, scorer: ScoringProcess): Promise<{ content: string; documents: number }> {
  const [{ live } = { live: 0 }] = await tx.$queryRaw<{ live: number }[]>`
    SELECT coalesce(sum(live), 0)::int AS live FROM search_combo`;
  let after = "";
  for (let isFirst = true; ; isFirst = false) {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM entry WHERE id > ${after} AND state = 'published' AND audience = 'public' ORDER BY id LIMIT ${PORTION}`;
    const entries = await loadPublicEntries(
      tx,
      rows.map((row) => row.id),
    );
    await scorer.ask({ kind: "count", entries: entries.map((entry) => toScorable(entry, "", null)), isFirst });
    if (rows.length < PORTION) break;
    after = rows.at(-1)!.id;
    await setImmediate();
  }
  return { content: await scorer.ask({ kind: "counted" }), documents: live };
}

export async function saveWordCounts(tx: Tx, counts: { content: string; documents: number }): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO recommendation_statistics (id, content, documents) VALUES (1, ${counts.content}::json, ${counts.documents})
    ON CONFLICT (id) DO UPDATE SET content = EXCLUDED.content, documents = EXCLUDED.documents, counted_at = app_now()`;
}

/** Tells the scorer the counts and the answer rates in force, unless it knows them. They travel as JSON: only the scorer takes them apart. */
export async function tellWordCounts(tx: Tx, scorer: ScoringProcess): Promise<void> {
  const [row] = await tx.$queryRaw<{ at: string; content: string | null; rated: string; rates: string | null }[]>`
    SELECT counted_at::text || documents AS at, rated_at::text AS rated,
      CASE WHEN counted_at::text || documents <> ${scorer.countedAt} THEN content::text END AS content,
      CASE WHEN rated_at::text <> ${scorer.ratedAt} THEN rates::text END AS rates
    FROM recommendation_statistics WHERE id = 1`;
  if (row?.content) {
    await scorer.ask({ kind: "statistics", content: row.content });
    scorer.countedAt = row.at;
    scorer.isWhole = false;
  }
  if (row?.rates) {
    await scorer.ask({ kind: "rates", content: row.rates });
    scorer.ratedAt = row.rated;
  }
}
