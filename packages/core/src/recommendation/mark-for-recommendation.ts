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
    ON CONFLICT (entry_id) DO UPDATE SET version = recommendation_dirty.version + 1, marked_at = app_now()`;
}
