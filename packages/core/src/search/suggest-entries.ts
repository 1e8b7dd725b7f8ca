import type { Database } from "@jiebang/db";
import { type Actor, type SuggestInput, type SuggestionView, suggestInput } from "@jiebang/domain";
import { entriesHiddenFrom } from "../entry/readable-entries.ts";
import { searchEngineOf } from "./search-engine.ts";

/** While typing: titles, keywords, posters and numbers, by characters, pinyin or initials. */
export async function suggestEntries(
  ctx: { db: Pick<Database, "pool">; actor?: Actor },
  raw: SuggestInput,
): Promise<SuggestionView[]> {
  const { input, kinds, limit } = suggestInput.parse(raw);
  const without = await entriesHiddenFrom(ctx.db, ctx.actor);
  const found = await searchEngineOf(ctx.db).suggest(input, { kinds, limit, without });
  return found.map(({ entryId: _, ...suggestion }) => suggestion);
}
