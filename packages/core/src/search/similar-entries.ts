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
  const [without] = await Promise.all([entriesHiddenFrom(ctx.db, ctx.actor), useRecentWords(ctx.db)]);
  if (without.includes(entryId)) return [];
  const { hits } = await searchEngineOf(ctx.db).similar(entryId, { kinds, limit, without });
  return hits.map((hit) => hit.card);
}
