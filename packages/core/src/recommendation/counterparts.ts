import { setImmediate } from "node:timers/promises";
import type { Database, Tx } from "@jiebang/db";
import type { PartWeights } from "@jiebang/domain";
import { loadPublicEntries } from "../entry/public-entry.queries.ts";
import { candidatesOf } from "./candidates.ts";
import { toScorable } from "./scorable.ts";
import type { Fitting, ScoringProcess } from "./scoring-process.ts";

/** Reading many long texts keeps the server's loop busy: a few at a time. */
const PORTION = 50;
/** Names of entries are told so many at a time. */
const CENSUS = 2000;
/** As many of the best are looked at: some are in conflict, and some are wanted by others only. */
const FITTING = 400;

export interface Standing {
  id: string;
  kind: "offer" | "demand";
  revisionId: string;
}

/** Entries that stand in the catalogue for everybody, by their published revisions; others are left out. */
export function standingOf(tx: Tx, ids: string[]): Promise<Standing[]> {
  return tx.$queryRaw<Standing[]>`
    SELECT id, kind, published_revision_id AS "revisionId" FROM entry
    WHERE id = ANY(${ids}::text[]) AND state = 'published' AND audience = 'public' AND number IS NOT NULL AND published_revision_id IS NOT NULL
    ORDER BY array_position(${ids}::text[], id)`;
}

export async function sizeOfCatalogue(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM entry WHERE state = 'published' AND audience = 'public'`;
  return row!.n;
}

/** When much waits, the scorer learns the whole catalogue and asks nobody; what it knows from before is only brought up to date. */
export async function learnWholeIfMany(db: Database, scorer: ScoringProcess, few: number): Promise<void> {
  const { rows } = await db.pool.query<{ waiting: number; live: number }>(
    `SELECT (SELECT count(*)::int FROM recommendation_dirty WHERE marked_at <= (SELECT app_now())) AS waiting,
       (SELECT count(*)::int FROM entry WHERE state = 'published' AND audience = 'public') AS live`,
  );
  const { waiting, live } = rows[0]!;
  if (waiting === 0 || (!scorer.isWhole && waiting * few < live)) return;
  await scorer.ask({ kind: "census", is: "begun" });
  for (let after = ""; ; ) {
    const { rows } = await db.pool.query<Standing>(
      `SELECT id, kind, published_revision_id AS "revisionId" FROM entry
       WHERE id > $1 AND state = 'published' AND audience = 'public' AND number IS NOT NULL AND published_revision_id IS NOT NULL
       ORDER BY id LIMIT ${CENSUS}`,
      [after],
    );
    await learn(db.prisma, scorer, rows);
    if (rows.length < CENSUS) break;
    after = rows.at(-1)!.id;
  }
  await scorer.ask({ kind: "census", is: "ended" });
  scorer.isWhole = true;
}

async function learn(tx: Tx, scorer: ScoringProcess, standing: Standing[]): Promise<void> {
  const revisions = new Map(standing.map((one) => [one.id, one.revisionId]));
  const lacking = await scorer.ask({ kind: "lacking", standing });
  for (let from = 0; from < lacking.length; from += PORTION) {
    // A text that was published meanwhile goes by the name of the one asked for: its row is never written, see `writePairs`.
    const entries = await loadPublicEntries(tx, lacking.slice(from, from + PORTION));
    await scorer.ask({
      kind: "learn",
      entries: entries.map((entry) => toScorable(entry, revisions.get(entry.id)!, null)),
    });
    await setImmediate();
  }
}

/** What fits each of these, best first, for each weighting asked for; conflicts are still among it. */
export async function fittingOf(
  db: Database,
  scorer: ScoringProcess,
  standing: Standing[],
  weightings: PartWeights[],
): Promise<Fitting[][][]> {
  const tx = db.prisma;
  const ids = standing.map((one) => one.id);
  await learn(tx, scorer, standing);
  let among: string[][] | null = null;
  if (!scorer.isWhole) {
    const found = await candidatesOf(tx, ids, await scorer.ask({ kind: "terms", ids }));
    await learn(tx, scorer, [...new Map(found.map((one) => [one.id, one])).values()]);
    const bySource = new Map<string, string[]>(ids.map((id) => [id, []]));
    for (const one of found) bySource.get(one.sourceId)!.push(one.id);
    among = ids.map((id) => bySource.get(id)!);
  }
  const fitting: Fitting[][][] = [];
  for (const weights of weightings)
    fitting.push(await scorer.ask({ kind: "fitting", ids, among, weights, most: FITTING }));
  return fitting;
}
