import type { Database } from "@jiebang/db";
import { type Actor, type EntryCard, type SimilarInput, similarInput } from "@jiebang/domain";
import { useRecentWords } from "../dictionary/current-dictionary.ts";
import { entriesHiddenFrom } from "../entry/readable-entries.ts";
import { searchEngineOf } from "./search-engine.ts";

/** Public entries that speak of the same as a public one, best first; nothing for one that this reader may not see. */
export async function similarEntries(
  ctx: { db: Pick<Database, "pool">; actor?: Actor },
  raw: SimilarInput,
): Promise<EntryCard[]> {
  const { entryId, kinds, limit } = similarInput.parse(raw);
  const [hidden, telling] = await Promise.all([
    entriesHiddenFrom(ctx.db, ctx.actor),
    entriesTelling(ctx.db, entryId),
    useRecentWords(ctx.db),
  ]);
  if (hidden.includes(entryId)) return [];
  const without = [...hidden, ...telling];
  const { hits } = await searchEngineOf(ctx.db).similar(entryId, { kinds, limit, without });
  return hits.map((hit) => hit.card);
}

/**
 * Likeness tells who wrote: beside an entry whose poster is hidden stands nothing else of that poster or its kin, and beside
 * what they post openly none of their hidden ones.
 */
async function entriesTelling(db: Pick<Database, "pool">, entryId: string): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>({
    name: "entries_telling",
    text: `SELECT o.id FROM entry e JOIN revision r ON r.id = e.published_revision_id
        JOIN entry o ON o.organisation_id IN (SELECT organisation_kin(ARRAY[e.organisation_id])) AND o.id <> e.id
        JOIN revision x ON x.id = o.published_revision_id
      WHERE e.id = $1 AND (r.is_poster_hidden OR x.is_poster_hidden)`,
    values: [entryId],
  });
  return rows.map((row) => row.id);
}
