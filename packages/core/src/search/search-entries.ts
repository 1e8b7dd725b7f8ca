import type { Database } from "@jiebang/db";
import {
  type Actor,
  type CodeLookup,
  type FacetKey,
  type SearchInput,
  type SearchView,
  searchInput,
} from "@jiebang/domain";
import { parseQuery } from "@jiebang/search";
import { useRecentWords } from "../dictionary/current-dictionary.ts";
import { loadCodeNames } from "../entry/code-names.ts";
import { entriesHiddenFrom } from "../entry/readable-entries.ts";
import { bodySnippets } from "./body-snippets.ts";
import { searchEngineOf } from "./search-engine.ts";

type Reader = { db: Pick<Database, "pool" | "prisma">; actor?: Actor };

/** Offers and demands in one answer: the index holds the public layer only. In the workbench a blocked reader does not meet the entry. */
export async function searchEntries(ctx: Reader, raw: SearchInput): Promise<SearchView> {
  const input = searchInput.parse(raw);
  const [without] = await Promise.all([entriesHiddenFrom(ctx.db, ctx.actor), useRecentWords(ctx.db)]);
  const [result, codes] = await Promise.all([
    searchEngineOf(ctx.db).search({ ...input, without }),
    loadCodeNames(ctx.db),
  ]);
  const isPlain = !input.filter && input.kinds.length === 0 && input.offset === 0;
  if (isPlain && input.query.trim() && (result.total.value === 0 || result.relaxed)) await noteMiss(ctx, input.query);
  const isUnexplained = ({ highlight }: (typeof result.hits)[number]) =>
    highlight.title.length + highlight.summary.length === 0;
  const unexplained = input.query.trim() ? result.hits.filter(isUnexplained).map((hit) => hit.id) : [];
  const snippets = await bodySnippets(ctx.db, result.corrected ?? input.query, unexplained);
  return {
    ...result,
    corrected: result.corrected ?? null,
    hits: result.hits.map((hit) => ({ ...hit, snippet: snippets.get(hit.id) ?? null })),
    facets: Object.fromEntries(
      Object.entries(result.facets).map(([facet, values]) => [
        facet,
        values.map(({ value, count }) => ({ value, count, ...nameOf(codes, facet as FacetKey, value) })),
      ]),
    ),
  };
}

const LISTS: Partial<Record<FacetKey, string>> = { industry: "industry", area: "area", chain: "chain", tier: "tier" };

function nameOf(codes: CodeLookup, facet: FacetKey, value: string): { name: string | null; nameEn: string | null } {
  const list = LISTS[facet];
  return (list && codes(list, value)) || { name: null, nameEn: null };
}

const MOST_MISSES_A_DAY = 5000;

/** What people looked for and did not find, counted per day and kept without any account. */
async function noteMiss({ db }: Reader, query: string): Promise<void> {
  const { text, terms } = parseQuery(query);
  if (terms.length === 0) return;
  await db.pool.query({
    name: "search_miss",
    text: `INSERT INTO search_miss (day, query)
      SELECT d.day, $1 FROM (SELECT (app_now() AT TIME ZONE 'Asia/Shanghai')::date AS day) d
      WHERE (SELECT count(*) FROM search_miss m WHERE m.day = d.day) < $2
      ON CONFLICT (day, query) DO UPDATE SET times = search_miss.times + 1`,
    values: [text.slice(0, 100), MOST_MISSES_A_DAY],
  });
}
