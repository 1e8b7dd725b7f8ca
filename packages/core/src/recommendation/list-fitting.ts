import { type Database, Prisma } from "@jiebang/db";
import {
  type Actor,
  anonymous,
  type Explanation,
  type FittingInput,
  type FittingView,
  fittingInput,
  organisationsOf,
} from "@jiebang/domain";
import { loadEntryCards } from "../entry/public-entry.queries.ts";
import { fetchPublicStanding } from "../entry/public-standing.ts";
import { audienceAllows } from "../entry/readable-entries.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { conflictFor } from "./conflict-edges.ts";

interface Row {
  other_id: string;
  total: number;
  explanation: Explanation;
}

/** What fits an entry that this person reads, as far as they may meet it. */
export async function listFitting(ctx: Ctx, raw: FittingInput): Promise<FittingView[]> {
  const input = fittingInput.parse(raw);
  const entry = await fetchPublicStanding(ctx.db.prisma, ctx.actor, { number: input.number });
  return fittingOf(ctx.db, ctx.actor, entry.number, input.limit);
}

/** The same for the public page. An entry that nobody finds has nothing that fits. */
export function listFittingForEverybody(
  db: Pick<Database, "prisma">,
  number: string,
  limit: number,
): Promise<FittingView[]> {
  return fittingOf(db, anonymous, number, limit);
}

async function fittingOf(
  db: Pick<Database, "prisma">,
  actor: Actor,
  number: string,
  limit: number,
): Promise<FittingView[]> {
  const own = actor.kind === "user" ? organisationsOf(actor) : [];
  // Fewer than asked for only where the reader is shut out of much.
  const side = (mine: string, theirs: string) => {
    const at = (name: string) => Prisma.raw(`n.${name}`);
    return Prisma.sql`SELECT e.id AS other_id, n.total, n.explanation
      FROM entry s JOIN recommendation n ON ${at(`${mine}_id`)} = s.id AND ${at(`${mine}_revision_id`)} = s.published_revision_id
        JOIN entry e ON e.id = ${at(`${theirs}_id`)} AND e.published_revision_id = ${at(`${theirs}_revision_id`)}
        CROSS JOIN (SELECT ${own}::text[] AS ids) me
      WHERE s.number = ${number} AND s.kind = ${mine} AND s.state = 'published' AND s.audience = 'public'
        AND e.state = 'published' AND e.audience = 'public' AND ${audienceAllows(actor)} AND NOT ${Prisma.raw(conflictFor("e", "s", "me.ids"))}`;
  };
  const rows = await db.prisma.$queryRaw<Row[]>`
    SELECT * FROM (${side("offer", "demand")} UNION ALL ${side("demand", "offer")}) f
    ORDER BY total DESC, other_id LIMIT ${limit}`;
  const cards = await loadEntryCards(
    db.prisma,
    rows.map((row) => row.other_id),
  );
  return rows.flatMap(({ other_id, total, explanation }) => {
    const other = cards.get(other_id);
    return other ? [{ other, total, explanation }] : [];
  });
}
