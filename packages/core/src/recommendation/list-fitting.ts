import { type Database, Prisma } from "@jiebang/db";
import {
  type EntryCard,
  type Explanation,
  type FittingInput,
  type FittingView,
  fittingInput,
  organisationsOf,
  toEntryCard,
  toPublicEntry,
} from "@jiebang/domain";
import { loadCodeNames } from "../entry/code-names.ts";
import { loadEntryCards } from "../entry/public-entry.queries.ts";
import { publicCardSources } from "../entry/public-source.ts";
import { fetchPublicStanding } from "../entry/public-standing.ts";
import { audienceAllows, FOR_EVERYBODY } from "../entry/readable-entries.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { conflictFor } from "./conflict-edges.ts";

interface Row {
  other_id: string;
  total: number;
  explanation: Explanation;
}

/**
 * SQL: pairs of the entry with this number, best first, whose two texts are the published ones; in the order of an index, so
 * that the first few are found without looking at the rest. `other` says which others the reader may meet.
 */
const pairsOf = (kind: "offer" | "demand", number: string, own: string, other: string) => {
  const [mine, theirs] = kind === "offer" ? ["offer", "demand"] : ["demand", "offer"];
  return `FROM recommendation n JOIN entry s ON s.id = n.${mine}_id AND s.published_revision_id = n.${mine}_revision_id
      JOIN entry e ON e.id = n.${theirs}_id AND e.published_revision_id = n.${theirs}_revision_id
    WHERE n.${mine}_id = (SELECT id FROM entry WHERE number = ${number} AND kind = '${kind}')
      AND s.state = 'published' AND s.audience = 'public' AND e.state = 'published' AND ${FOR_EVERYBODY} AND ${other}
      AND NOT ${conflictFor("e", "s", own)}
    ORDER BY n.total DESC, n.${theirs}_id`;
};

/** What fits an entry that this person reads, as far as they may meet it. */
export async function listFitting(ctx: Ctx, raw: FittingInput): Promise<FittingView[]> {
  const input = fittingInput.parse(raw);
  const tx = ctx.db.prisma;
  const entry = await fetchPublicStanding(tx, ctx.actor, { number: input.number });
  const kind = entry.kind === "offer" ? "offer" : "demand";
  const own = ctx.actor.kind === "user" ? organisationsOf(ctx.actor) : [];
  // The parts of the text between two values, in the order of its blanks.
  const [toNumber, toAudience, toOwn] = pairsOf(kind, "\u0000", "(SELECT ids FROM me)::text[]", "\u0000").split(
    "\u0000",
  );
  const rows = await tx.$queryRaw<Row[]>`
    WITH me AS (SELECT ${own}::text[] AS ids)
    SELECT e.id AS other_id, n.total, n.explanation
    ${Prisma.raw(toNumber!)} ${entry.number} ${Prisma.raw(toAudience!)} ${audienceAllows(ctx.actor)} ${Prisma.raw(toOwn!)}
    LIMIT ${input.limit}`;
  const cards = await loadEntryCards(
    tx,
    rows.map((row) => row.other_id),
  );
  return together(rows, cards);
}

/** The same for the public page. An entry that nobody finds has nothing that fits. */
export async function listFittingForEverybody(
  db: Pick<Database, "pool">,
  number: string,
  kind: "offer" | "demand",
  limit: number,
): Promise<FittingView[]> {
  const { rows } = await db.pool.query<Row>({
    name: `fitting_${kind}`,
    text: `SELECT e.id AS other_id, n.total, n.explanation ${pairsOf(kind, "$1", "ARRAY[]::text[]", "true")} LIMIT $2`,
    values: [number, limit],
  });
  const [sources, codes] = await Promise.all([
    publicCardSources(
      db,
      rows.map((row) => row.other_id),
    ),
    loadCodeNames(db),
  ]);
  return together(rows, new Map(sources.map((s) => [s.entry.id, toEntryCard(toPublicEntry(s, codes))])));
}

function together(rows: Row[], cards: Map<string, EntryCard>): FittingView[] {
  return rows.flatMap(({ other_id, total, explanation }) => {
    const other = cards.get(other_id);
    return other ? [{ other, total, explanation }] : [];
  });
}
