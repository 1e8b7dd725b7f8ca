import { setImmediate } from "node:timers/promises";
import type { Database, Tx } from "@jiebang/db";
import type { PartWeights } from "@jiebang/domain";
import { loadPublicEntries } from "../entry/public-entry.queries.ts";
import { answerRatesOf } from "../interest/answer-rate.ts";
import { candidatesFor } from "./candidates.ts";
import { type Scorable, toScorable } from "./scorable.ts";
import type { ScoredCounterpart, ScoringThread } from "./scoring-thread.ts";

/** Reading many long texts keeps the server's loop busy: a few at a time. */
const PORTION = 25;

export interface Standing {
  id: string;
  revisionId: string;
  organisationId: string;
}

/** An entry that stands in the catalogue for everybody, by its published revision. */
export async function standingOf(tx: Tx, entryId: string): Promise<Standing | null> {
  const [row] = await tx.$queryRaw<Standing[]>`
    SELECT id, published_revision_id AS "revisionId", organisation_id AS "organisationId" FROM entry
    WHERE id = ${entryId} AND state = 'published' AND audience = 'public' AND number IS NOT NULL AND published_revision_id IS NOT NULL`;
  return row ?? null;
}

export interface Counterparts {
  source: Scorable;
  /** Best first, for each weighting asked for. */
  best: ScoredCounterpart[][];
}

/** The other side of one entry, scored in the thread; null when it left the catalogue meanwhile. */
export async function counterpartsOf(
  db: Database,
  thread: ScoringThread,
  own: Standing,
  weightings: PartWeights[],
  most: number,
): Promise<Counterparts | null> {
  const tx = db.prisma;
  const [source] = await scorables(tx, [own]);
  if (!source) return null;
  const terms = await thread.ask({ kind: "terms", source });
  const candidates = await candidatesFor(tx, source, terms, ["published"]);
  const revisionIds = candidates.map((one) => one.revisionId);
  const lacking = new Set(await thread.ask({ kind: "lacking", revisionIds }));
  const unknown = candidates.filter((one) => lacking.has(one.revisionId));
  for (let from = 0; from < unknown.length; from += PORTION) {
    await thread.ask({ kind: "learn", entries: await scorables(tx, unknown.slice(from, from + PORTION)) });
    await setImmediate();
  }
  const organisations = [...new Set([own, ...candidates].map((one) => one.organisationId))];
  const found = await answerRatesOf(db, organisations);
  const rates = Object.fromEntries([...found].flatMap(([id, { rate }]) => (rate === null ? [] : [[id, rate]])));
  const best: ScoredCounterpart[][] = [];
  for (const weights of weightings)
    best.push(await thread.ask({ kind: "score", source, revisionIds, rates, weights, most }));
  return { source, best };
}

/** A text that was published meanwhile goes by the name of the one asked for: nobody reads it, see the joins of the readers. */
async function scorables(tx: Tx, refs: { id: string; revisionId: string }[]): Promise<Scorable[]> {
  const revisions = new Map(refs.map((ref) => [ref.id, ref.revisionId]));
  const entries = await loadPublicEntries(tx, [...revisions.keys()]);
  return entries.map((entry) => toScorable(entry, revisions.get(entry.id)!, null));
}
