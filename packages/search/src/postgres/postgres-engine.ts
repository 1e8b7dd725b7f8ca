import { type FacetKey, facetKeys, type SearchFilter } from "@jiebang/domain";
import { correctBy, textsOf } from "../correct.ts";
import { conjuncts, ownerOf } from "../filter-parts.ts";
import type {
  BaseCard,
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
import { LEAST_LIKENESS, similarText } from "../similar-text.ts";
import { highlight, markerOf } from "../text/highlight.ts";
import { type ParsedQuery, parseQuery } from "../text/query.ts";
import {
  distill,
  leastCover,
  MOST_CANDIDATES,
  MOST_TERMS_RETRIEVED,
  scoreText,
  termsCounted,
} from "../text/score-candidates.ts";
import { type BuildInput, buildSearch, isCommon, type Mode, type Statement } from "./build-search.ts";
import { type PostgresCandidate, retrieveCandidates } from "./candidates.ts";
import { type Combo, facetValues, fieldsOf, isComboFilter, matchesCombo } from "./combo.ts";
import { databaseSide } from "./database-side.ts";
import { nearQuery } from "./near-query.ts";

/** The one thing the engine needs of a database: `pg.Pool` has it. */
export interface Queryable {
  query(config: { name?: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

/** A text is retrieved by more words than a query has. */
const MOST_TERMS_OF_TEXT = 30;
/** So many of the first hits say what was probably meant. */
const CORRECTED_BY = 5;
const MAX_OFFSET = 100_000;
const MAX_LIMIT = 100;
const MAX_IDS = 1_000_000;

/** The embedded engine: tables beside the entries, so an answer is never older than the last commit. */
export class PostgresSearchEngine<Card extends BaseCard> implements SearchEngine<Card> {
  readonly #db: Queryable;
  // What a combination means never changes, so every process may remember it. Counts are read each time.
  readonly #combos = new Map<number, KnownCombo>();
  // Every value of every facet has a place, so that counting is adding to numbers and not to maps of texts.
  readonly #places = new Map<string, number>();
  readonly #values: { facet: FacetKey; value: string }[] = [];

  readonly #side: ReturnType<typeof databaseSide<Card>>;

  constructor(db: Queryable) {
    this.#db = db;
    this.#side = databaseSide<Card>(db);
  }

  search(spec: SearchSpec): Promise<SearchResult<Card>> {
    return this.#search(spec);
  }

  async #search(spec: SearchSpec, isLike = false): Promise<SearchResult<Card>> {
    const facets = spec.facets ?? [];
    const input = inputOf(spec);
    const { query } = input;
    if (isNoise(query)) return { ...nothing(facets), relaxed: false, degraded: false };
    const found = isLike
      ? await this.#candidates(input, facets, { least: LEAST_LIKENESS })
      : await this.#find(input, facets);
    const cards = (found.hits ?? []).map(({ c }) => c);
    const corrected = found.isNear ? correctBy(query, cards.slice(0, CORRECTED_BY).flatMap(textsOf)) : undefined;
    const marker = markerOf(corrected ? parseQuery(corrected) : query);
    return {
      hits: (found.hits ?? []).map(
        ({ i, s, c }): SearchHit<Card> => ({
          id: i,
          kind: c.kind,
          score: s,
          highlight: { title: highlight(c.title, marker), summary: highlight(c.summary, marker) },
          card: c,
        }),
      ),
      facets: found.facets,
      total: found.total,
      relaxed: found.isRelaxed && found.total.value > 0,
      ...(corrected !== undefined && { corrected }),
      degraded: false,
    };
  }

  /** From the strict reading to the lenient one; a text is read by its most telling words at once. */
  async #find(input: Input, facets: readonly FacetKey[]): Promise<Found<Card>> {
    const { query } = input;
    for await (const { query: read, mode, isNear } of this.#readings(query)) {
      const asked = { ...input, query: read, mode };
      const isEverywhere = mode === "all" && (await this.#standsEverywhere(asked));
      const row = await (isEverywhere ? this.#runBoth(asked) : this.#run(buildSearch(asked)));
      const counts = parseCounts(row.combos);
      if (counts.length === 0 && query.terms.length > 0 && !(await this.#standsElsewhere(input, read, mode))) continue;
      await this.#learn(counts);
      const counted = this.#count(counts, input.comboFilter, facets);
      const total = { value: counted.total, exact: true };
      return { hits: row.hits, facets: counted.facets, total, isNear, isRelaxed: isNear };
    }
    return this.#candidates(input, facets);
  }

  /** Whether all that was typed is one word that a large part of all entries hold, with nothing else to tell them apart. */
  async #standsEverywhere({ query, comboFilter, documentFilter, weights, without, limit }: Input): Promise<boolean> {
    const isPlain = comboFilter.length + documentFilter.length + query.phrases.length + query.excluded.length === 0;
    if (!isPlain || query.terms.length !== 1 || without?.length || limit === 0) return false;
    if (weights.offer !== 1 || weights.demand !== 1) return false;
    const { term } = query.terms[0]!;
    return isCommon((await this.#side.counts([term])).documents.get(term));
  }

  /** Counts and page of such a word at once, on two connections: each looks at tens of thousands of rows. */
  async #runBoth(input: BuildInput) {
    const [{ combos }, { hits }] = await Promise.all([
      this.#run(buildSearch({ ...input, everywhere: "combos" })),
      this.#run(buildSearch({ ...input, everywhere: "hits" })),
    ]);
    return { combos, hits };
  }

  async *#readings(query: ParsedQuery): AsyncGenerator<{ query: ParsedQuery; mode: Mode; isNear: boolean }> {
    if (query.terms.length > MOST_TERMS_RETRIEVED) return;
    yield { query, mode: "all", isNear: false };
    if (query.terms.some((t) => t.script === "han" && t.term.length > 1))
      yield { query, mode: "literal", isNear: false };
    const near = await nearQuery(this.#db, query);
    if (near) yield { query: near, mode: "all", isNear: true };
  }

  /** Words that only the conditions keep from being found are not read more leniently for it. */
  async #standsElsewhere(input: Input, query: ParsedQuery, mode: Mode): Promise<boolean> {
    if (input.documentFilter.length === 0) return false;
    const row = await this.#run(buildSearch({ ...input, query, mode, documentFilter: [], limit: 0 }));
    return row.combos !== null;
  }

  /** The engine retrieves; the scorer that both engines share says what is about the words, and in which order. */
  async #candidates(
    input: Input,
    facets: readonly FacetKey[],
    { isForIds = false, least = leastCover(input.query) } = {},
  ): Promise<Found<Card>> {
    const { query, sort, weights, without, offset, limit } = input;
    const filters = [...input.comboFilter, ...input.documentFilter];
    const counts = await this.#side.counts(termsCounted(query));
    const terms = distill(query, counts, MOST_TERMS_OF_TEXT);
    const scoredBy = async (filters: SearchFilter[]) => {
      const list = await retrieveCandidates(this.#db, { query, terms, filters, without, sort });
      const byId = new Map(list.map((candidate) => [candidate.id, candidate]));
      const texts = await this.#side.texts(list.map(({ id }) => id));
      const found = scoreText(query, counts, texts, least);
      const scored = found.map(({ id, score }) => {
        const candidate = byId.get(id)!;
        return { ...candidate, score: rounded(score * weights[candidate.isOffer ? "offer" : "demand"]) };
      });
      if (sort === "relevance") return scored.sort((a, b) => b.score - a.score);
      const order = new Map(list.map(({ id }, at) => [id, at]));
      return scored.sort((a, b) => order.get(a.id)! - order.get(b.id)!);
    };
    const owners = facets.filter((facet) => filters.some((f) => ownerOf(f) === facet));
    const [main, ...others] = await Promise.all(
      [undefined, ...owners].map((owner) => scoredBy(filters.filter((f) => !owner || ownerOf(f) !== owner))),
    );
    const countOf = async (list: Scored[], wanted: readonly FacetKey[]) => {
      const combos = new Map<number, number>();
      for (const { combo } of list) combos.set(combo, (combos.get(combo) ?? 0) + 1);
      await this.#learn([...combos]);
      return this.#count([...combos], [], wanted).facets;
    };
    const counted = await countOf(main!, facets);
    for (const [at, owner] of owners.entries()) counted[owner] = (await countOf(others[at]!, [owner]))[owner];
    const page = isForIds ? main! : main!.slice(offset, offset + limit);
    const cards = isForIds ? new Map<string, Card>() : await this.#side.cards(page.map(({ id }) => id));
    return {
      hits: page.flatMap(({ id, score }) =>
        isForIds || cards.has(id) ? [{ i: id, s: score, c: cards.get(id)! }] : [],
      ),
      facets: counted,
      total: { value: main!.length, exact: main!.length < MOST_CANDIDATES },
      isNear: false,
      isRelaxed: true,
    };
  }

  async listIds(spec: SearchSpec): Promise<string[]> {
    const input = { ...inputOf(spec), offset: 0, limit: MAX_IDS };
    const { query } = input;
    if (isNoise(query)) return [];
    for await (const { query: read, mode } of this.#readings(query)) {
      const row = await this.#run(buildSearch({ ...input, query: read, mode, onlyIds: true }));
      const ids = (row.hits as unknown as string[] | null) ?? [];
      if (ids.length > 0 || query.terms.length === 0) return ids;
      if (row.combos !== null || (await this.#standsElsewhere(input, read, mode))) return [];
    }
    const { hits } = await this.#candidates(input, [], { isForIds: true });
    return hits!.map(({ i }) => i);
  }

  suggest(input: string, options?: SuggestOptions): Promise<Suggestion[]> {
    return this.#side.suggest(input, options);
  }

  async similar(id: string, { limit = 10, without = [], ...rest }: SimilarOptions = {}): Promise<SimilarResult<Card>> {
    if (without.includes(id)) return { hits: [], degraded: false };
    const own = (await this.#side.cards([id])).get(id);
    if (!own) return { hits: [], degraded: false };
    const spec = { ...rest, query: similarText(own), limit: clamp(limit, 1, 50), without: [...without, id] };
    const { hits } = await this.#search(spec, true);
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

  async #run(statement: Statement): Promise<{ combos: string | null; hits: Found<Card>["hits"] }> {
    const { text, values } = statement;
    const { rows } = await this.#db.query({ name: statement.isCommon ? nameOf(text) : undefined, text, values });
    return rows[0] as { combos: string | null; hits: Found<Card>["hits"] };
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

interface Found<Card> {
  hits: { i: string; s: number; c: Card }[] | null;
  facets: Partial<Record<FacetKey, FacetCount[]>>;
  total: { value: number; exact: boolean };
  isNear: boolean;
  isRelaxed: boolean;
}

type Scored = PostgresCandidate & { score: number };
type Input = ReturnType<typeof inputOf>;

const rounded = (score: number) => Math.min(1, Math.round(score * 10_000) / 10_000);

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

const clamp = (value: number, min: number, max: number) => Math.min(Math.max(Math.trunc(value) || 0, min), max);
const nothing = (wanted: readonly FacetKey[]) => ({
  hits: [],
  facets: emptyFacets(wanted),
  total: { value: 0, exact: true },
});
const emptyFacets = (wanted: readonly FacetKey[]): Partial<Record<FacetKey, FacetCount[]>> =>
  Object.fromEntries(wanted.map((facet) => [facet, []]));
