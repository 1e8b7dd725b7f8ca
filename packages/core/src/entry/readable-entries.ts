import { type Database, Prisma, type Tx } from "@jiebang/db";
import { type Actor, coveredJurisdictions, hasRole, organisationsOf, PUBLIC_ENTRY_STATES } from "@jiebang/domain";

// The one place that says who may meet an entry `e` (and only that: what of its text is read is the projection's word).

/** In the catalogue, for everybody: state and number come on top, as each list wants them. Raw SQL for queries on the pool. */
export const FOR_EVERYBODY = "e.audience = 'public'";

/**
 * Entries whose audience this person belongs to, whatever their state: own ones always; others unless an own organisation,
 * or one declared related to it, is blocked; those of a limited circle only from inside. Organisations whose interest
 * the owner accepted are inside. Auditors and the coordinators in charge see every circle. Needs the alias `e` for entry.
 */
export function audienceAllows(actor: Actor): Prisma.Sql {
  if (actor.kind === "system") return Prisma.sql`true`;
  if (actor.kind !== "user") return Prisma.raw(FOR_EVERYBODY);
  const own = organisationsOf(actor);
  const desk = hasRole(actor, "auditor")
    ? Prisma.sql`true`
    : Prisma.sql`e.jurisdiction_id = ANY(${coveredJurisdictions(actor)}::text[])`;
  if (own.length === 0) return Prisma.sql`(e.audience = 'public' OR ${desk})`;
  return Prisma.sql`(e.organisation_id = ANY(${own}::text[]) OR (${isNotBlocked(own)}
    AND (e.audience = 'public' OR ${desk} OR ${isInCircle(own)})))`;
}

/** Entries that this person may read in the workbench: what stands, for whom it is meant. Alias `e`. */
export function readableEntriesOf(actor: Actor): Prisma.Sql {
  const states = Prisma.raw(PUBLIC_ENTRY_STATES.map((s) => `'${s}'`).join(", "));
  return Prisma.sql`(e.state IN (${states}) AND e.number IS NOT NULL AND e.published_revision_id IS NOT NULL AND ${audienceAllows(actor)})`;
}

// Those related to the reader's organisations are looked up once per query, not once per entry.
const isNotBlocked = (own: string[]) => Prisma.sql`NOT EXISTS (SELECT 1 FROM entry_block b WHERE b.entry_id = e.id
  AND b.organisation_id IN (SELECT organisation_kin(${own}::text[])))`;

/** Lets in by name, by what a coordinator verified, or by an accepted interest. */
const isInCircle = (own: string[]) => Prisma.sql`(EXISTS (SELECT 1 FROM entry_circle c WHERE c.entry_id = e.id AND (
    (c.kind = 'organisation' AND c.value = ANY(${own}::text[]))
    OR EXISTS (SELECT 1 FROM organisation m LEFT JOIN jurisdiction mj ON mj.id = m.jurisdiction_id
      WHERE m.id = ANY(${own}::text[]) AND m.state = 'active' AND m.verified_at IS NOT NULL
        AND ((c.kind = 'tier' AND m.tier = c.value) OR (c.kind = 'jurisdiction' AND c.value IN (m.jurisdiction_id, mj.parent_id))))))
  OR EXISTS (SELECT 1 FROM interest x WHERE x.entry_id = e.id AND x.state = 'accepted' AND x.organisation_id = ANY(${own}::text[])))`;

/** Whether this person belongs to the audience of one entry. */
export async function mayMeetEntry(tx: Tx, actor: Actor, entryId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ yes: boolean }[]>`
    SELECT ${audienceAllows(actor)} AS yes FROM entry e WHERE e.id = ${entryId}`;
  return row?.yes ?? false;
}

/** Public entries that do not exist for this reader, for the search, which knows no readers: blocked ones, and few. */
export async function entriesHiddenFrom(db: Pick<Database, "pool">, actor?: Actor): Promise<string[]> {
  const own = actor ? organisationsOf(actor) : [];
  if (own.length === 0) return [];
  const { rows } = await db.pool.query<{ id: string }>({
    name: "entries_hidden_from",
    text: `SELECT DISTINCT e.id FROM entry_block b JOIN entry e ON e.id = b.entry_id
      WHERE b.organisation_id IN (SELECT organisation_kin($1::text[])) AND e.organisation_id <> ALL($1::text[]) ORDER BY e.id`,
    values: [own],
  });
  return rows.map((r) => r.id);
}

/** Whether a block stands between this organisation and an entry, by itself or through a declared relation. */
export async function isBlockedFor(tx: Tx, organisationId: string, entryId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ yes: boolean }[]>`
    SELECT NOT ${isNotBlocked([organisationId])} AS yes FROM entry e WHERE e.id = ${entryId}`;
  return row?.yes ?? false;
}
