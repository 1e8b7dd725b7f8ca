import type { Database } from "@jiebang/db";
import { type Actor, type FacetSearchInput, type FacetValue, facetSearchInput } from "@jiebang/domain";
import { matchNames } from "@jiebang/search";
import { useRecentWords } from "../dictionary/current-dictionary.ts";
import { listCodeNames } from "../entry/code-names.ts";
import { entriesHiddenFrom } from "../entry/readable-entries.ts";
import { searchEngineOf } from "./search-engine.ts";

interface Named {
  value: string;
  name: string;
  nameEn: string | null;
}

const MOST_MATCHES = 100;

/** Values of one long facet by a piece of their names, with how many results each would leave. */
export async function searchFacet(
  ctx: { db: Pick<Database, "pool">; actor?: Actor },
  raw: FacetSearchInput,
): Promise<FacetValue[]> {
  const { facet, typed, query, kinds, filter, limit } = facetSearchInput.parse(raw);
  const [without, named] = await Promise.all([
    entriesHiddenFrom(ctx.db, ctx.actor),
    facet === "organisation" ? postersNamed(ctx.db, typed) : codesNamed(ctx.db, facet, typed),
    useRecentWords(ctx.db),
  ]);
  if (named.length === 0) return [];
  const byValue = new Map(named.map((one) => [one.value, one]));
  const among = [...byValue.keys()];
  const { values } = await searchEngineOf(ctx.db).facetSearch({ facet, query, kinds, filter, without, among, limit });
  return values.map(({ value, count }) => {
    const { name = null, nameEn = null } = byValue.get(value) ?? {};
    return { value, count, name, nameEn };
  });
}

async function codesNamed(db: Pick<Database, "pool">, list: string, typed: string): Promise<Named[]> {
  const all = await listCodeNames(db, list);
  const byCode = new Map(all.map((one) => [one.value, one]));
  const values = all.map(({ value, name, nameEn }) => ({ value, names: [name, ...(nameEn ? [nameEn] : [])] }));
  return matchNames(typed, values, MOST_MATCHES).map((value) => byCode.get(value)!);
}

/** Posters who show their name in the index: a hidden one is in no row here, so its name leads to nothing. */
async function postersNamed(db: Pick<Database, "pool">, typed: string): Promise<Named[]> {
  const pattern = `%${typed.trim().replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  const { rows } = await db.pool.query<Named>({
    name: "facet_posters",
    text: `SELECT o.id AS value, o.name, o.name_en AS "nameEn" FROM organisation o
      WHERE (o.name ILIKE $1 OR o.name_en ILIKE $1)
        AND EXISTS (SELECT 1 FROM search_document d WHERE d.organisation = o.id) ORDER BY length(o.name), o.name LIMIT $2`,
    values: [pattern, MOST_MATCHES],
  });
  return rows;
}
