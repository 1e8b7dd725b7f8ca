import type { Database } from "@jiebang/db";

type Pool = Pick<Database, "pool">;

/** How many are tried again at once: enough to catch up, few enough to lose when the embedder is still away. */
const MOST_AT_ONCE = 200;

/** These went to the index without their meaning. Committed before they count as sent. */
export async function noteUnembedded(db: Pool, entryIds: string[], error?: unknown): Promise<void> {
  await db.pool.query(
    "INSERT INTO search_unembedded (entry_id) SELECT unnest($1::text[]) ON CONFLICT (entry_id) DO UPDATE SET since = excluded.since",
    [entryIds],
  );
  if (error !== undefined) await noteEmbedderFailure(db, error);
}

export async function noteEmbedderFailure(db: Pool, error: unknown): Promise<void> {
  await db.pool.query("UPDATE search_index SET embedder_failure = left($1, 500), embedder_failed_at = app_now()", [
    error instanceof Error ? error.message : String(error),
  ]);
}

/** Marks some of those that wait longest: they are sent anew, with their meaning when it can be had by now. */
export async function retryUnembedded(db: Pool): Promise<void> {
  await db.pool.query(
    `WITH due AS (DELETE FROM search_unembedded WHERE entry_id IN (SELECT entry_id FROM search_unembedded ORDER BY since, entry_id LIMIT $1) RETURNING entry_id)
     INSERT INTO search_dirty (entry_id) SELECT entry_id FROM due ORDER BY entry_id
     ON CONFLICT (entry_id) DO UPDATE SET version = search_dirty.version + 1, next_at = excluded.next_at`,
    [MOST_AT_ONCE],
  );
}
