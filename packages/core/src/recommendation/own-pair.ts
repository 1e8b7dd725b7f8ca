import { Prisma, type Tx } from "@jiebang/db";
import { type EntryCard, notFound, organisationsOf, type UserActor } from "@jiebang/domain";
import { loadEntryCards } from "../entry/public-entry.queries.ts";
import { audienceAllows } from "../entry/readable-entries.ts";

export interface OwnPair {
  organisationId: string;
  other: EntryCard;
}

/** An own entry and one of the other side that this person may read; anything else does not exist. */
export async function fetchOwnPair(
  tx: Tx,
  actor: UserActor,
  { ownId, otherId }: { ownId: string; otherId: string },
): Promise<OwnPair> {
  const [row] = await tx.$queryRaw<{ organisation_id: string }[]>(Prisma.sql`
    SELECT s.organisation_id FROM entry s JOIN entry e ON e.id = ${otherId} AND e.kind <> s.kind
    WHERE s.id = ${ownId} AND s.organisation_id = ANY(${organisationsOf(actor)}::text[]) AND ${audienceAllows(actor)}`);
  const other = row && (await loadEntryCards(tx, [otherId])).get(otherId);
  if (!row || !other) throw notFound();
  return { organisationId: row.organisation_id, other };
}
