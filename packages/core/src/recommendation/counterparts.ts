import { setImmediate } from "node:timers/promises";
import type { Database, Tx } from "@jiebang/db";
import type { PartWeights } from "@jiebang/domain";
import { loadPublicEntries } from "../entry/public-entry.queries.ts";
import { candidatesOf } from "./candidates.ts";
import { toScorable } from "./scorable.ts";
import type { Fitting, ScoringThread } from "./scoring-thread.ts";

/** Reading many long texts keeps the server's loop busy: a few at a time. */
const PORTION = 50;
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

/** When much waits, the thread learns the whole catalogue and asks nobody; what it knows from before is only brought up to date. */
export async function learnWholeIfMany(db: Database, thread: ScoringThread, few: number): Promise<void> {
  const { rows } = await db.pool.query<{ waiting: number; live: number }>(
    `SELECT (SELECT count(*)::int FROM recommendation_dirty WHERE marked_at <= (SELECT app_now())) AS waiting,
       (SELECT count(*)::int FROM entry WHERE state = 'published' AND audience = 'public') AS live`,
  );
  const { waiting, live } = rows[0]!;
  if (waiting === 0 || (!thread.isWhole && waiting * few < live)) return;
  const all = await db.pool.query<Standing>(
    `SELECT id, kind, published_revision_id AS "revisionId" FROM entry
     WHERE state = 'published' AND audience = 'public' AND number IS NOT NULL AND published_revision_id IS NOT NULL ORDER BY id`,
  );
  await learn(db.prisma, thread, all.rows, true);
  thread.isWhole = true;
}

async function learn(tx: Tx, thread: ScoringThread, standing: Standing[], isWhole = false): Promise<void> {
  const revisions = new Map(standing.map((one) => [one.id, one.revisionId]));
  const lacking = await thread.ask({ kind: "lacking", standing, isWhole });
  for (let from = 0; from < lacking.length; from += PORTION) {
    // A text that was published meanwhile goes by the name of the one asked for: its row is never written, see `writePairs`.
    const entries = await loadPublicEntries(tx, lacking.slice(from, from + PORTION));
    await thread.ask({
      kind: "learn",
      entries: entries.map((entry) => toScorable(entry, revisions.get(entry.id)!, null)),
    });
    await setImmediate();
  }
}

/** What fits each of these, best first, for each weighting asked for; conflicts are still among it. */
export async function fittingOf(
  db: Database,
  thread: ScoringThread,
  standing: Standing[],
  weightings: PartWeights[],
): Promise<Fitting[][][]> {
  const tx = db.prisma;
  const ids = standing.map((one) => one.id);
  await learn(tx, thread, standing);
  let among: string[][] | null = null;
  if (!thread.isWhole) {
    const found = await candidatesOf(tx, ids, await thread.ask({ kind: "terms", ids }));
    await learn(tx, thread, [...new Map(found.map((one) => [one.id, one])).values()]);
    const bySource = new Map<string, string[]>(ids.map((id) => [id, []]));
    for (const one of found) bySource.get(one.sourceId)!.push(one.id);
    among = ids.map((id) => bySource.get(id)!);
  }
  const fitting: Fitting[][][] = [];
  for (const weights of weightings)
    fitting.push(await thread.ask({ kind: "fitting", ids, among, weights, most: FITTING }));
  return fitting;
}
