import type { Tx } from "@jiebang/db";
import type { SearchDocument } from "@jiebang/search";
import { loadPublicEntries } from "../entry/public-entry.queries.ts";
import { toSearchDocument } from "../search/to-search-document.ts";

/** As the index should hold these entries now; those that are not public are missing. */
export async function publicDocuments(tx: Tx, ids: string[]): Promise<SearchDocument[]> {
  const entries = await loadPublicEntries(tx, ids);
  const posters = [...new Set(entries.map((e) => e.poster.id).filter((id) => id !== null))];
  const rows = await tx.$queryRaw<{ id: string; tier: string }[]>`
    SELECT id, tier FROM organisation WHERE id = ANY(${posters}::text[]) AND tier IS NOT NULL`;
  const tiers = new Map(rows.map((row) => [row.id, row.tier]));
  return entries.map((e) => toSearchDocument(e, (e.poster.id && tiers.get(e.poster.id)) || null));
}
