import { Prisma, type Tx } from "@jiebang/db";

/** Organisations `o` that a call `c` addresses: in its area, of its kinds, in its chains; what it leaves empty is "all". */
export const ADDRESSED = Prisma.sql`o.state = 'active'
  AND o.jurisdiction_id IN (SELECT j.id FROM jurisdiction j WHERE CASE WHEN cardinality(c.jurisdiction_ids) > 0 THEN j.id = ANY(c.jurisdiction_ids)
    ELSE j.id = c.jurisdiction_id OR j.parent_id = c.jurisdiction_id END)
  AND (cardinality(c.organisation_kinds) = 0 OR o.kind = ANY(c.organisation_kinds))
  AND (cardinality(c.chain_codes) = 0 OR o.chain_codes && c.chain_codes)`;

/** Everyone who may act for an organisation that the call addresses. */
export async function peopleAddressed(tx: Tx, callId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ userId: string }[]>`
    SELECT DISTINCT m.user_id AS "userId" FROM call c JOIN organisation o ON ${ADDRESSED}
      JOIN membership m ON m.organisation_id = o.id AND m.ended_at IS NULL
    WHERE c.id = ${callId}`;
  return rows.map((r) => r.userId);
}

/** Those addressed, and those who handed something in without being addressed. */
export async function peopleConcerned(tx: Tx, callId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ userId: string }[]>`
    SELECT DISTINCT m.user_id AS "userId" FROM call_entry c JOIN entry e ON e.id = c.entry_id
      JOIN membership m ON m.organisation_id = e.organisation_id AND m.ended_at IS NULL
    WHERE c.call_id = ${callId}`;
  return [...new Set([...(await peopleAddressed(tx, callId)), ...rows.map((r) => r.userId)])];
}
