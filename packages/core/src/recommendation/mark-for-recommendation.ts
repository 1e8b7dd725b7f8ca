import type { Tx } from "@jiebang/db";

/**
 * Notes in the caller's transaction that these entries changed for the reader. Nothing waits for one key in the queue: a
 * long import would hold up everybody who publishes meanwhile. The ticker sees the lines and starts the job.
 */
export async function markForRecommendation(tx: Tx, entryIds: string[]): Promise<void> {
  if (entryIds.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO recommendation_dirty (entry_id)
    SELECT id FROM unnest(${entryIds}::text[]) AS n(id) GROUP BY id ORDER BY id
    ON CONFLICT (entry_id) DO UPDATE SET version = recommendation_dirty.version + 1, marked_at = app_now(), is_rebuild = false`;
}

/** After a tie between organisations began or ended: what stands of theirs may meet others now. */
export async function markOrganisationsForRecommendation(tx: Tx, organisationIds: string[]): Promise<void> {
  const entries = await tx.entry.findMany({
    where: { organisationId: { in: organisationIds }, state: "published" },
    select: { id: true },
  });
  await markForRecommendation(
    tx,
    entries.map((e) => e.id),
  );
}
