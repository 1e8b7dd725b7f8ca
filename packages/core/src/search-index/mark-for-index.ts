import type { Tx } from "@jiebang/db";

/**
 * Notes in the caller's transaction that these entries changed for whoever searches. Costs one statement, and writes
 * nothing where no other engine is fed.
 */
export async function markForIndex(tx: Tx, entryIds: string[]): Promise<void> {
  if (entryIds.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO search_dirty (entry_id)
    SELECT id FROM unnest(${entryIds}::text[]) AS n(id)
    WHERE EXISTS (SELECT 1 FROM search_index WHERE is_fed) GROUP BY id ORDER BY id
    ON CONFLICT (entry_id) DO UPDATE
    SET version = search_dirty.version + 1, marked_at = least(search_dirty.marked_at, excluded.marked_at),
        next_at = excluded.next_at, attempts = 0`;
}
