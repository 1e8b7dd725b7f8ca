import type { Database } from "@jiebang/db";
import { type SuggestInput, type SuggestionView, suggestInput } from "@jiebang/domain";
import { searchEngineOf } from "./search-engine.ts";

/** While typing: titles, keywords, posters and numbers, by characters, pinyin or initials. */
export async function suggestEntries(
  ctx: { db: Pick<Database, "pool"> },
  raw: SuggestInput,
): Promise<SuggestionView[]> {
  const { input, kinds, limit } = suggestInput.parse(raw);
  const found = await searchEngineOf(ctx.db).suggest(input, { kinds, limit });
  return found.map(({ entryId: _, ...suggestion }) => suggestion);
}
