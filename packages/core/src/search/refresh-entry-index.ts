import { setImmediate } from "node:timers/promises";
import type { Tx } from "@jiebang/db";
import { IndexWriter, type Run, type SearchDocument } from "@jiebang/search";
import { useNewestWords } from "../dictionary/current-dictionary.ts";
import { loadPublicEntries } from "../entry/public-entry.queries.ts";
import { noteOpenRecords } from "../feed/note-open-records.ts";
import { markForRecommendation } from "../recommendation/mark-for-recommendation.ts";
import { markForIndex } from "../search-index/mark-for-index.ts";
import { toSearchDocument } from "./to-search-document.ts";

const PORTION = 250;
/** From here on the text index collects and works new terms in at the end. */
const BULK = 100;

export const runIn =
  (tx: Tx): Run =>
  (sql, values) =>
    tx.$queryRawUnsafe(sql, ...values);

/**
 * Brings the search index up to date for these entries, in the caller's transaction: what commits is found at once,
 * what is no longer public is gone at once. Call it after every change of an entry's published revision or state.
 */
export async function refreshEntryIndex(
  tx: Tx,
  entryIds: string[],
  onProgress?: (done: number) => Promise<void> | void,
): Promise<void> {
  const ids = [...new Set(entryIds)].sort();
  if (ids.length === 0) return;
  // Two that refresh the same entry take turns, so that the later one sees what the earlier one wrote.
  await tx.$queryRaw`SELECT id FROM entry WHERE id = ANY(${ids}::text[]) ORDER BY id FOR NO KEY UPDATE`;
  await useNewestWords(tx);
  const writer = new IndexWriter(runIn(tx), ids.length >= BULK);
  let waiting: ReturnType<IndexWriter["prepare"]> | undefined;
  for (let from = 0; from < ids.length; from += PORTION) {
    const portion = ids.slice(from, from + PORTION);
    await writer.drop(portion);
    const documents = await publicDocuments(tx, portion);
    // The database writes one portion while the words of the next are cut: two processors, one after the other on the wire.
    const writing = waiting && writer.write(waiting);
    writing?.catch(() => {}); // is awaited below
    if (writing) await setImmediate();
    waiting = writer.prepare(documents);
    await writing;
    if (from > 0) await onProgress?.(from);
  }
  if (waiting) await writer.write(waiting);
  await onProgress?.(ids.length);
  await writer.finish();
  await markForIndex(tx, ids);
  await markForRecommendation(tx, ids);
}

/** After a change of an organisation that shows in its entries: its name, its tier, its standing. */
export async function refreshOrganisationIndex(tx: Tx, organisationId: string): Promise<void> {
  const entries = await tx.entry.findMany({
    where: { organisationId, publishedRevisionId: { not: null } },
    select: { id: true },
  });
  await refreshEntryIndex(
    tx,
    entries.map((e) => e.id),
  );
}

async function publicDocuments(tx: Tx, ids: string[]): Promise<SearchDocument[]> {
  const entries = await loadPublicEntries(tx, ids);
  await noteOpenRecords(tx, ids, entries);
  const tiers = await tiersOf(
    tx,
    entries.map((e) => e.poster.id),
  );
  return entries.map((e) => toSearchDocument(e, (e.poster.id && tiers.get(e.poster.id)) || null));
}

async function tiersOf(tx: Tx, organisationIds: (string | null)[]): Promise<Map<string, string>> {
  const ids = [...new Set(organisationIds.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ id: string; tier: string }[]>`
    SELECT id, tier FROM organisation WHERE id = ANY(${ids}::text[]) AND tier IS NOT NULL`;
  return new Map(rows.map((r) => [r.id, r.tier]));
}
