import type { Tx } from "@jiebang/db";
import { membersOf, notify } from "../notification/notify.ts";

/** What needs more than a new owner: people, questions, relations, who is let in or kept out, the trusted lane. */
export async function moveOwnRows(
  tx: Tx,
  survivorId: string,
  absorbedId: string,
  now: Date,
): Promise<Record<string, number>> {
  const moved: Record<string, number> = {};
  const run = async (table: string, sql: string, ...values: unknown[]) => {
    const count = await tx.$executeRawUnsafe(sql, survivorId, absorbedId, ...values);
    if (count > 0) moved[table] = (moved[table] ?? 0) + count;
  };
  // Who belongs to both keeps the survivor's membership, running if either runs, and the greater role.
  await run(
    "membership",
    `UPDATE membership s SET ended_at = CASE WHEN s.ended_at IS NULL OR a.ended_at IS NULL THEN NULL ELSE s.ended_at END,
       role = CASE WHEN 'admin' IN (CASE WHEN s.ended_at IS NULL THEN s.role END, CASE WHEN a.ended_at IS NULL THEN a.role END)
         THEN 'admin' ELSE s.role END
     FROM membership a WHERE s.organisation_id = $1 AND a.organisation_id = $2 AND a.user_id = s.user_id`,
  );
  await run(
    "membership",
    `UPDATE membership m SET organisation_id = $1 WHERE m.organisation_id = $2
       AND NOT EXISTS (SELECT 1 FROM membership x WHERE x.organisation_id = $1 AND x.user_id = m.user_id)`,
  );
  await tx.$executeRaw`UPDATE membership SET ended_at = ${now} WHERE organisation_id = ${absorbedId} AND ended_at IS NULL`;
  // One open question per entry and organisation, and none to oneself: the second one is withdrawn.
  await tx.$executeRaw`
    UPDATE interest i SET state = 'withdrawn', updated_at = ${now} WHERE i.state = 'open' AND (
      (i.organisation_id = ${absorbedId} AND EXISTS (SELECT 1 FROM interest x WHERE x.entry_id = i.entry_id AND x.organisation_id = ${survivorId} AND x.state = 'open'))
      OR (i.organisation_id IN (${survivorId}, ${absorbedId}) AND EXISTS (SELECT 1 FROM entry e WHERE e.id = i.entry_id AND e.organisation_id IN (${survivorId}, ${absorbedId}))))`;
  await run("interest", "UPDATE interest SET organisation_id = $1 WHERE organisation_id = $2");
  await moveRelations(tx, survivorId, absorbedId, now, run);
  await run(
    "entry_block",
    `INSERT INTO entry_block (entry_id, organisation_id, created_by_id, created_at)
     SELECT entry_id, $1, created_by_id, created_at FROM entry_block WHERE organisation_id = $2 ON CONFLICT DO NOTHING`,
  );
  await run(
    "entry_circle",
    `INSERT INTO entry_circle (entry_id, kind, value, created_at)
     SELECT entry_id, kind, $1, created_at FROM entry_circle WHERE kind = 'organisation' AND value = $2 ON CONFLICT DO NOTHING`,
  );
  await run(
    "claim_print",
    "UPDATE claim_print SET organisation_ids = array_replace(organisation_ids, $2, $1) WHERE $2 = ANY(organisation_ids)",
  );
  // Trust was given to one of them by name; the city gives it anew.
  await tx.$executeRaw`
    UPDATE trusted_lane SET ended_at = ${now}, end_reason = 'merged' WHERE organisation_id = ${absorbedId} AND ended_at IS NULL`;
  // Earlier merges point at the end of the chain.
  await run("organisation", "UPDATE organisation SET merged_into_id = $1 WHERE merged_into_id = $2");
  return moved;
}

async function moveRelations(
  tx: Tx,
  survivorId: string,
  absorbedId: string,
  now: Date,
  run: (table: string, sql: string, ...values: unknown[]) => Promise<void>,
): Promise<void> {
  // Between the two themselves there is nothing left to declare.
  await tx.$executeRaw`
    UPDATE organisation_relation SET ended_at = ${now} WHERE ended_at IS NULL
      AND organisation_id IN (${survivorId}, ${absorbedId}) AND related_organisation_id IN (${survivorId}, ${absorbedId})`;
  // What the survivor has declared with the same party stands; the other one ends.
  await tx.$executeRaw`
    UPDATE organisation_relation r SET ended_at = ${now} WHERE r.ended_at IS NULL AND ${absorbedId} IN (r.organisation_id, r.related_organisation_id)
      AND EXISTS (SELECT 1 FROM organisation_relation x WHERE x.ended_at IS NULL AND x.kind = r.kind
        AND ${survivorId} IN (x.organisation_id, x.related_organisation_id)
        AND (CASE WHEN x.organisation_id = ${survivorId} THEN x.related_organisation_id ELSE x.organisation_id END)
          = (CASE WHEN r.organisation_id = ${absorbedId} THEN r.related_organisation_id ELSE r.organisation_id END))`;
  const isOther = "organisation_id <> $1 AND related_organisation_id <> $1";
  await run(
    "organisation_relation",
    `UPDATE organisation_relation SET organisation_id = $1 WHERE organisation_id = $2 AND ${isOther}`,
  );
  await run(
    "organisation_relation",
    `UPDATE organisation_relation SET related_organisation_id = $1 WHERE related_organisation_id = $2 AND ${isOther}`,
  );
}

export async function tellMerged(
  tx: Tx,
  mergeId: string,
  survivor: { id: string; name: string },
  absorbedName: string,
): Promise<void> {
  await notify(tx, {
    userIds: await membersOf(tx, survivor.id),
    kind: "notify.organisation_merged",
    params: { absorbed: absorbedName, survivor: survivor.name },
    link: `/app/organisations/${survivor.id}`,
    dedupeKey: `organisation.merged:${mergeId}`,
    mail: true,
  });
}
