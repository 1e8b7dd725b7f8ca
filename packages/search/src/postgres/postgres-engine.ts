import { type FacetKey, facetKeys, type SearchFilter } from "@jiebang/domain";
import { conjuncts } from "../filter-parts.ts";
import type {
  FacetCount,
  FacetSearchResult,
  FacetSearchSpec,
  SearchEngine,
  SearchHit,
  SearchResult,
  SearchSpec,
  SimilarOptions,
  SimilarResult,
  Suggestion,
  SuggestOptions,
} from "../port.ts";
import { similarText } from "../similar-text.ts";
import { highlight, markerOf } from "../text/highlight.ts";
import { type ParsedQuery, parseQuery } from "../text/query.ts";
import { buildSearch, type Mode, type Statement } from "./build-search.ts";
import { type Combo, facetValues, fieldsOf, isComboFilter, matchesCombo } from "./combo.ts";
import { suggest } from "./suggest.ts";

/** The one thing the engine needs of a database: `pg.Pool` has it. */
export interface Queryable {
  query(config: { name?: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

const MAX_OFFSET = 100_000;
const MAX_LIMIT = 100;
const MAX_IDS = 1_000_000;

/** The embedded engine: tables beside the entries, so an answer is never older than the last commit. */
export class PostgresSearchEngine<Card extends { title: string; summary: string; kind: "offer" | "demand" }>
  implements SearchEngine<Card>
{
  readonly #db: Queryable;
  // What a combination means never changes, so every process may remember it. Counts are read each time.
  readonly #combos = new Map<number, KnownCombo>();
  // Every value of every facet has a place, so that counting is adding to numbers and not to maps of texts.
  readonly #places = new Map<string, number>();
  readonly #values: { facet: FacetKey; value: string }[] = [];

  constructor(db: Queryable) {
    this.#db = db;
  }

  search(spec: SearchSpec): Promise<SearchResult<Card>> {
    return this.#search(spec);
  }

  async #search(spec: SearchSpec, only?: Mode): Promise<SearchResult<Card>> {
    const facets = spec.facets ?? [];
    const { query, ...input } = inputOf(spec);
    if (isNoise(query))
      return {
        hits: [],
        facets: emptyFacets(facets),
        total: { value: 0, exact: true },
        relaxed: false,
        degraded: false,
      };
    const modes = only ? [only] : modesOf(query);
    for (const mode of modes) {
      const row = await this.#run(buildSearch({ query, ...input, mode }));
      const counts = parseCounts(row.combos);
      if (counts.length === 0 && mode !== modes.at(-1)) continue;
      await this.#learn(counts);
      const counted = this.#count(counts, input.comboFilter, facets);
      const marker = markerOf(query);
      const hits = (row.hits ?? []).map(
        ({ i, s, c }): SearchHit<Card> => ({
          id: i,
          kind: c.kind,
          score: s,
          highlight: { title: highlight(c.title, marker), summary: highlight(c.summary, marker) },
          card: c,
        }),
      );
      return {
        hits,
        facets: counted.facets,
        total: { value: counted.total, exact: true },
        relaxed: mode === "any",
        degraded: false,
      };
    }
    throw new Error("unreachable: the last mode always answers");
  }

  async listIds(spec: SearchSpec): Promise<string[]> {
    const { query, ...input } = inputOf(spec);
    if (isNoise(query)) return [];
    for (const mode of modesOf(query)) {
      const row = await this.#run(buildSearch({ query, ...input, offset: 0, limit: MAX_IDS, mode, onlyIds: true }));
      const ids = (row.hits as unknown as string[] | null) ?? [];
      if (ids.length > 0) return ids;
    }
    return [];
  }

  suggest(input: string, { kinds = [], limit = 10, without = [] }: SuggestOptions = {}): Promise<Suggestion[]> {
    return suggest(this.#db, input, { kinds, limit: clamp(limit, 1, 20), without });
  }

  async similar(id: string, { limit = 10, without = [], ...rest }: SimilarOptions = {}): Promise<SimilarResult<Card>> {
    if (without.includes(id)) return { hits: [], degraded: false };
    const { rows } = await this.#db.query({
      name: "search_card",
      text: "SELECT card FROM search_card WHERE entry_id = $1",
      values: [id],
    });
    const [own] = rows as { card: Card }[];
    if (!own) return { hits: [], degraded: false };
    const spec = { ...rest, query: similarText(own.card), limit: clamp(limit, 1, 50), without: [...without, id] };
    const { hits } = await this.#search(spec, "any");
    return { hits: hits.map((hit) => ({ ...hit, highlight: { title: [], summary: [] } })), degraded: false };
  }

  async facetSearch({ facet, among, limit = 10, ...spec }: FacetSearchSpec): Promise<FacetSearchResult> {
    const most = clamp(limit, 1, 100);
    const wanted = among && new Set(among);
    if (facet !== "organisation") {
      const { facets } = await this.search({ ...spec, facets: [facet], limit: 0 });
      const values = (facets[facet] ?? []).filter(({ value }) => !wanted || wanted.has(value));
      return { values: values.slice(0, most), degraded: false };
    }
    const others = conjuncts(spec).filter((f) => !fieldsOf(f).has("organisation"));
    if (among) others.push({ op: "in", field: "organisation", values: among });
    const ids = await this.listIds({ query: spec.query, without: spec.without, filter: { op: "and", of: others } });
    const { rows } = await this.#db.query({
      name: "search_organisations",
      text: `SELECT organisation AS value, count(*)::int AS count FROM search_document
        WHERE entry_id = ANY($1::text[]) AND organisation IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $2`,
      values: [ids, most],
    });
    return { values: rows as FacetCount[], degraded: false };
  }

  async #run(
    statement: Statement,
  ): Promise<{ combos: string | null; hits: { i: string; s: number; c: Card }[] | null }> {
    const { text, values } = statement;
    const { rows } = await this.#db.query({ name: statement.isCommon ? nameOf(text) : undefined, text, values });
    return rows[0] as { combos: string | null; hits: { i: string; s: number; c: Card }[] | null };
  }

  async #learn(counts: Count[]): Promise<void> {
    const unknown = counts.filter(([id]) => !this.#combos.has(id)).map(([id]) => id);
    if (unknown.length === 0) return;
    const { rows } = await this.#db.query({
      text: "SELECT id, kind, state, section, division, area, chain, modes, maturity, money_band, tier, historical FROM search_combo WHERE id = ANY($1::int[])",
      values: [unknown],
    });
    for (const row of rows as (Combo & { id: number })[]) {
      const placesOf = facetKeys.map((key) => facetValues(row, key).map((value) => this.#placeOf(key, value)));
      this.#combos.set(row.id, { ...row, placesOf, places: placesOf.flat() });
    }
  }

  #placeOf(facet: FacetKey, value: string): number {
    const key = `${facet} ${value}`;
    let place = this.#places.get(key);
    if (place === undefined) {
      place = this.#values.push({ facet, value }) - 1;
      this.#places.set(key, place);
    }
    return place;
  }

  /** One pass over the combinations: the total, and each facet by what all filters but its own let through. */
  #count(
    counts: Count[],
    filters: SearchFilter[],
    wanted: readonly FacetKey[],
  ): { total: number; facets: Partial<Record<FacetKey, FacetCount[]>> } {
    // The facet that a filter alone is about; -1 for a filter about several.
    const owners = filters.map((filter) => {
      const fields = fieldsOf(filter);
      const [only] = fields;
      return fields.size === 1 ? (facetKeys as readonly string[]).indexOf(only ?? "") : -1;
    });
    const tally = new Int32Array(this.#values.length);
    let total = 0;
    for (const [id, n] of counts) {
      const combo = this.#combos.get(id)!;
      // What fails one facet's own filter alone still counts there; what fails any other counts nowhere.
      let owner: number | undefined;
      let isOut = false;
      for (let i = 0; i < filters.length && !isOut; i++) {
        if (matchesCombo(combo, filters[i]!)) continue;
        isOut = owners[i] === -1 || (owner !== undefined && owner !== owners[i]);
        owner = owners[i];
      }
      if (isOut) continue;
      if (owner === undefined) total += n;
      for (const place of owner === undefined ? combo.places : combo.placesOf[owner]!) tally[place]! += n;
    }
    const result: Partial<Record<FacetKey, FacetCount[]>> = emptyFacets(wanted);
    this.#values.forEach(({ facet, value }, place) => {
      const count = tally[place]!;
      if (count > 0) result[facet]?.push({ value, count });
    });
    for (const facet of wanted) result[facet]!.sort((x, y) => y.count - x.count || (x.value < y.value ? -1 : 1));
    return { total, facets: result };
  }
}

// One name per statement text in the whole process: connections are shared and keep what they prepared.
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known) return known;
  if (names.size >= 200) return undefined; // shapes are bounded, and so is what a connection keeps
  const name = `search_${names.size}`;
  names.set(text, name);
  return name;
}

/** A combination with the places of its values in the tally: all together, and facet by facet in the order of `facetKeys`. */
type KnownCombo = Combo & { places: number[]; placesOf: number[][] };

type Count = [combo: number, documents: number];

function parseCounts(text: string | null): Count[] {
  if (!text) return [];
  return text.split(" ").map((pair) => {
    const colon = pair.indexOf(":");
    return [Number(pair.slice(0, colon)), Number(pair.slice(colon + 1))];
  });
}

function inputOf(spec: SearchSpec) {
  const facets = spec.facets ?? [];
  const filters = conjuncts(spec);
  return {
    query: parseQuery(spec.query ?? ""),
    comboFilter: filters.filter(isComboFilter),
    documentFilter: filters.filter((f) => !isComboFilter(f)),
    sort: spec.sort ?? "relevance",
    offset: clamp(spec.offset ?? 0, 0, MAX_OFFSET),
    limit: clamp(spec.limit ?? 20, 0, MAX_LIMIT),
    onlyKind: spec.kinds?.length === 1 && !facets.includes("kind") ? spec.kinds[0] : undefined,
    without: spec.without ?? [],
    weights: { offer: spec.weights?.offer ?? 1, demand: spec.weights?.demand ?? 1 },
  };
}

/** Something was typed, and nothing of it can be looked for. */
const isNoise = (query: ParsedQuery) =>
  query.isTyped && query.terms.length + query.phrases.length + query.excluded.length === 0;

/** From the strict reading to the lenient one; letter by letter only where there are Chinese words. */
function modesOf(query: ParsedQuery): Mode[] {
  if (query.terms.length === 0) return ["all"];
  const isChinese = query.terms.some((t) => t.script === "han" && t.term.length > 1);
  return isChinese ? ["all", "literal", "any"] : ["all", "any"];
}

const clamp = (value: number, min: number, max: number) => Math.min(Math.max(Math.trunc(value) || 0, min), max);
const emptyFacets = (wanted: readonly FacetKey[]): Partial<Record<FacetKey, FacetCount[]>> =>
  Object.fromEntries(wanted.map((facet) => [facet, []]));
