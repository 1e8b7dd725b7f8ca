import { type FacetKey, facetKeys, type SearchFilter, type SortKey } from "@jiebang/domain";
import type { Meilisearch, MultiSearchQuery } from "meilisearch";
import { conjuncts, ownerOf } from "../filter-parts.ts";
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
import { fieldsOf } from "../postgres/combo.ts";
import { similarText } from "../similar-text.ts";
import { highlight, type Marker, markerOf } from "../text/highlight.ts";
import { type ParsedQuery, parseQuery } from "../text/query.ts";
import {
  type Candidate,
  distill,
  MOST_CANDIDATES,
  MOST_TERMS_RETRIEVED,
  scoreCandidates,
  type TermCounts,
} from "../text/score-candidates.ts";
import { buildWords, type Mode, type Words } from "./build-query.ts";
import { compileAll } from "./compile-filter.ts";
import { dayNumber, type IndexDocument } from "./index-document.ts";

type BaseCard = { title: string; summary: string; kind: "offer" | "demand" };

/** What the engine asks the database for: the index answers ids and scores, and holds nothing that is shown. */
export interface MeilisearchEngineDeps<Card> {
  client: Meilisearch;
  index: string;
  /** Cards of entries that are public now; an entry that is missing here is not shown, whatever the index says. */
  cards(ids: string[]): Promise<Map<string, Card>>;
  /** In how many documents terms stand. */
  counts(terms: string[]): Promise<TermCounts>;
  /** Today in Asia/Shanghai, by the database's clock. */
  today(): Promise<string>;
  /** As one types: the beginnings of titles, keywords, posters and numbers lie in the database. */
  suggest: SearchEngine["suggest"];
}

const MAX_OFFSET = 100_000;
const MAX_LIMIT = 100;
const MAX_IDS = 1_000_000;
const TEXT_FIELDS = [
  "codes",
  "title_zh",
  "title_en",
  "title_tokens",
  "keywords",
  "names",
  "summary_zh",
  "summary_en",
  "body_zh",
] as const satisfies (keyof IndexDocument)[];

interface Input {
  query: ParsedQuery;
  filters: SearchFilter[];
  without: string[];
  facets: readonly FacetKey[];
  sort: SortKey;
  offset: number;
  limit: number;
  weights: { offer: number; demand: number };
}

interface Page {
  hits: { id: string; score: number }[];
  total: number;
  facets: Partial<Record<FacetKey, FacetCount[]>>;
}

/** Both catalogues in one index of a Meilisearch server. */
export class MeilisearchEngine<Card extends BaseCard> implements SearchEngine<Card> {
  readonly #deps: MeilisearchEngineDeps<Card>;

  constructor(deps: MeilisearchEngineDeps<Card>) {
    this.#deps = deps;
  }

  async search(spec: SearchSpec): Promise<SearchResult<Card>> {
    const input = inputOf(spec);
    if (isNoise(input.query)) return { ...emptyPage(input.facets), relaxed: false, degraded: false };
    const { page, mode } = await this.#find(input);
    const hits = await this.#hitsOf(page, markerOf(input.query));
    const total = page.total - (page.hits.length - hits.length);
    return {
      hits,
      facets: page.facets,
      total: { value: total, exact: mode !== "any" || page.total < MOST_CANDIDATES },
      relaxed: mode === "any" || mode === "near",
      degraded: false,
    };
  }

  async #hitsOf(page: Page, marker: Marker): Promise<SearchHit<Card>[]> {
    const cards = page.hits.length > 0 ? await this.#deps.cards(page.hits.map((hit) => hit.id)) : new Map();
    const hits: SearchHit<Card>[] = [];
    for (const { id, score } of page.hits) {
      const card: Card | undefined = cards.get(id);
      if (!card) continue; // no longer public: the index has not heard of it yet
      const marks = { title: highlight(card.title, marker), summary: highlight(card.summary, marker) };
      hits.push({ id, kind: card.kind, score, highlight: marks, card });
    }
    return hits;
  }

  async listIds(spec: SearchSpec): Promise<string[]> {
    const input = { ...inputOf(spec), facets: [], offset: 0, limit: MAX_IDS };
    if (isNoise(input.query)) return [];
    const { page } = await this.#find(input);
    return page.hits.map((hit) => hit.id);
  }

  suggest(input: string, options?: SuggestOptions): Promise<Suggestion[]> {
    return this.#deps.suggest(input, options);
  }

  async similar(id: string, { limit = 10, without = [], ...rest }: SimilarOptions = {}): Promise<SimilarResult<Card>> {
    const own = without.includes(id) ? undefined : (await this.#deps.cards([id])).get(id);
    if (!own) return { hits: [], degraded: false };
    const query = similarText(own);
    const spec = { ...rest, query, limit: clamp(limit, 1, 50), without: [...without, id] };
    const page = await this.#candidates(inputOf(spec));
    const hits = await this.#hitsOf(page, { literals: [], stems: new Set() });
    return { hits, degraded: false };
  }

  async facetSearch({ facet, among, limit = 10, ...spec }: FacetSearchSpec): Promise<FacetSearchResult> {
    const input = inputOf({ ...spec, limit: 0 });
    const wanted = among && new Set(among);
    if (isNoise(input.query)) return { values: [], degraded: false };
    const { page } = await this.#find({
      ...input,
      filters: [
        ...input.filters.filter((f) => facet !== "organisation" || !fieldsOf(f).has(facet)),
        ...(facet === "organisation" && among ? [{ op: "in" as const, field: facet, values: among }] : []),
      ],
      facets: [facet as FacetKey],
    });
    const values = (page.facets[facet as FacetKey] ?? []).filter(({ value }) => !wanted || wanted.has(value));
    return { values: values.slice(0, clamp(limit, 1, 100)), degraded: false };
  }

  /** From the strict reading to the lenient one; a text is read by its most telling words at once. */
  async #find(input: Input): Promise<{ page: Page; mode: Mode }> {
    const { query } = input;
    if (query.terms.length <= MOST_TERMS_RETRIEVED)
      for (const mode of ["all", "literal", "near"] as const) {
        const words = buildWords(query, mode);
        if (!words) continue;
        const page = await this.#page(input, words);
        const isLast = query.terms.length === 0;
        if (page.total > 0 || isLast || hasFacetCounts(page)) return { page, mode };
      }
    const page = await this.#candidates(input);
    return { page, mode: "any" };
  }

  async #page(input: Input, words: Words): Promise<Page> {
    const { sort, weights, query } = input;
    const isRanked = query.terms.length + query.phrases.length > 0;
    if (sort === "deadline") return this.#byDeadline(input, words);
    const isWeighed = isRanked && sort === "relevance" && (weights.offer !== 1 || weights.demand !== 1);
    return isWeighed ? this.#weighed(input, words) : this.#plain(input, words, isRanked);
  }

  async #plain(input: Input, words: Words, isRanked: boolean): Promise<Page> {
    const filter = compileAll(input.filters, input.without);
    const facets = this.#facetQueries(input, words);
    const order = isRanked && input.sort === "relevance" ? undefined : ORDER[input.sort];
    const main = {
      ...words,
      indexUid: this.#deps.index,
      filter,
      attributesToRetrieve: ["id"],
      ...(order && { sort: order }),
      ...(isRanked && { showRankingScore: true }),
      ...(facets.shared.length > 0 && { facets: facets.shared }),
    };
    const paging = pagesOf(input.offset, input.limit);
    const queries: MultiSearchQuery[] = paging.map((slice) => ({ ...main, ...slice }));
    const { results } = await this.#deps.client.multiSearch({ queries: [...queries, ...facets.queries] });
    const [first] = results;
    const list = results[queries.length - 1]!;
    return {
      total: totalOf(first!),
      hits: list.hits.map((hit) => ({ id: String(hit.id), score: isRanked ? rounded(hit._rankingScore) : 0 })),
      facets: facets.read(first!, results.slice(queries.length)),
    };
  }

  /** Federation: each catalogue asked by itself, and its scores weighed. */
  async #weighed(input: Input, words: Words): Promise<Page> {
    const kinds = ["offer", "demand"] as const;
    const queries = kinds.map((kind) => ({
      ...words,
      indexUid: this.#deps.index,
      filter: [...compileAll(input.filters, input.without), `kind = ${kind}`],
      attributesToRetrieve: ["id"],
      showRankingScore: true,
      federationOptions: { weight: input.weights[kind] },
    }));
    const [federated, counted] = await Promise.all([
      this.#deps.client.multiSearch({ federation: { offset: input.offset, limit: input.limit }, queries }),
      this.#plain({ ...input, offset: 0, limit: 0 }, words, true),
    ]);
    return {
      ...counted,
      hits: federated.hits.map((hit) => ({
        id: String(hit.id),
        score: rounded(hit._federation?.weightedRankingScore),
      })),
    };
  }

  /** What can still be answered comes first, soonest first; what is over follows, and then what has no end. */
  async #byDeadline(input: Input, words: Words): Promise<Page> {
    const today = dayNumber(await this.#deps.today());
    const filter = compileAll(input.filters, input.without);
    const parts = [`deadline >= ${today}`, `deadline < ${today}`, "deadline NOT EXISTS"].map((part) => ({
      ...words,
      indexUid: this.#deps.index,
      filter: [...filter, part],
      attributesToRetrieve: ["id"],
      showRankingScore: input.query.terms.length > 0,
      sort: ORDER.deadline,
    }));
    const counting = parts.map((part) => ({ ...part, page: 1, hitsPerPage: 0 }));
    const [counted, { results }] = await Promise.all([
      this.#plain({ ...input, sort: "newest", offset: 0, limit: 0 }, words, false),
      this.#deps.client.multiSearch({ queries: counting }),
    ]);
    const slices: MultiSearchQuery[] = [];
    let from = input.offset;
    let left = input.limit;
    results.forEach((result, i) => {
      const n = totalOf(result);
      if (from < n && left > 0) {
        const limit = Math.min(left, n - from);
        slices.push({ ...parts[i]!, offset: from, limit });
        left -= limit;
        from = 0;
      } else from -= Math.min(from, n);
    });
    if (slices.length === 0) return { ...counted, hits: [] };
    const fetched = await this.#deps.client.multiSearch({ queries: slices });
    return {
      ...counted,
      hits: fetched.results.flatMap((r) =>
        r.hits.map((hit) => ({ id: String(hit.id), score: rounded(hit._rankingScore ?? 0) })),
      ),
    };
  }

  /** The engine retrieves; the scorer that both engines share says what is about the words, and in which order. */
  async #candidates(input: Input): Promise<Page> {
    const { query, facets } = input;
    const counts = await this.#deps.counts(query.terms.flatMap((t) => t.any.flat()));
    const words = buildWords(query, "any", distill(query, counts));
    if (!words) return { ...emptyFacets(facets), hits: [], total: 0 };
    const owners = facets.filter((facet) => input.filters.some((f) => ownerOf(f) === facet));
    const queries = [undefined, ...owners].map((owner) => ({
      ...words,
      indexUid: this.#deps.index,
      filter: compileAll(input.filters.filter((f) => !owner || ownerOf(f) !== owner), input.without), // biome-ignore format: a line
      limit: MOST_CANDIDATES,
      attributesToRetrieve: ["id", "kind", ...TEXT_FIELDS, ...facets],
      ...(input.sort !== "relevance" && { sort: ORDER[input.sort] }),
    }));
    const { results } = await this.#deps.client.multiSearch({ queries });
    const scored = results.map((result) => {
      const documents = new Map((result.hits as unknown as IndexDocument[]).map((d) => [d.id, d]));
      const list = scoreCandidates(query, counts, [...documents.values()].map(candidateOf));
      return list.map(({ id, score }) => {
        const document = documents.get(id)!;
        return { id, score: rounded(score * input.weights[document.kind]), document };
      });
    });
    const [main = []] = scored;
    if (input.sort === "relevance") main.sort((a, b) => b.score - a.score);
    else {
      const order = new Map((results[0]?.hits ?? []).map((hit, i) => [String(hit.id), i]));
      main.sort((a, b) => order.get(a.id)! - order.get(b.id)!);
    }
    const counted: Page["facets"] = {};
    for (const facet of facets) {
      const at = owners.indexOf(facet);
      counted[facet] = countValues((scored[at + 1] && at >= 0 ? scored[at + 1]! : main).map((s) => s.document[facet]));
    }
    return {
      total: main.length,
      hits: main.slice(input.offset, input.offset + input.limit).map(({ id, score }) => ({ id, score })),
      facets: counted,
    };
  }

  /** A facet that is filtered by is counted by a query of its own, without its own filter. */
  #facetQueries({ facets, filters, without }: Input, words: Words) {
    const own = facets.filter((facet) => filters.some((f) => ownerOf(f) === facet));
    const shared = facets.filter((facet) => !own.includes(facet));
    const queries: MultiSearchQuery[] = own.map((facet) => ({
      ...words,
      indexUid: this.#deps.index,
      filter: compileAll(filters.filter((f) => ownerOf(f) !== facet), without), // biome-ignore format: a line
      facets: [facet],
      page: 1,
      hitsPerPage: 0,
    }));
    const read = (main: Counted, results: Counted[]): Page["facets"] => {
      const counted: Page["facets"] = {};
      for (const facet of facets) {
        const result = own.includes(facet) ? results[own.indexOf(facet)] : main;
        const values = Object.entries(result?.facetDistribution?.[facet] ?? {});
        counted[facet] = values.map(([value, count]) => ({ value, count })).sort(byCount);
      }
      return counted;
    };
    return { shared, queries, read };
  }
}

type Counted = { facetDistribution?: Record<string, Record<string, number>> };

const ORDER: Record<SortKey, string[]> = {
  relevance: ["publishedAt:desc"],
  newest: ["publishedAt:desc"],
  deadline: ["deadline:asc"],
  money: ["money:desc"],
};

const byCount = (x: FacetCount, y: FacetCount) => y.count - x.count || (x.value < y.value ? -1 : 1);
const rounded = (score: number | undefined) => Math.min(1, Math.round((score ?? 0) * 10_000) / 10_000);

function totalOf(result: object): number {
  const { totalHits, estimatedTotalHits } = result as { totalHits?: number; estimatedTotalHits?: number };
  return totalHits ?? estimatedTotalHits ?? 0;
}

/** Pages are counted exactly; a stretch that is no page is asked for beside a count. */
function pagesOf(offset: number, limit: number): Partial<MultiSearchQuery>[] {
  if (limit === 0) return [{ page: 1, hitsPerPage: 0 }];
  if (offset % limit === 0) return [{ page: offset / limit + 1, hitsPerPage: limit }];
  return [
    { page: 1, hitsPerPage: 0 },
    { offset, limit },
  ];
}

function countValues(values: (string | string[] | number | undefined)[]): FacetCount[] {
  const counts = new Map<string, number>();
  for (const value of values.flat()) if (value !== undefined) counts.set(`${value}`, (counts.get(`${value}`) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort(byCount);
}

function candidateOf(document: IndexDocument): Candidate {
  const terms = (...fields: (string | undefined)[]) => new Set(fields.flatMap((f) => (f ? f.split(/[ .]+/) : [])));
  return {
    id: document.id,
    fields: [
      terms(document.codes, document.title_zh, document.title_en),
      terms(document.keywords, document.names, document.title_tokens),
      terms(document.summary_zh, document.summary_en),
      terms(document.body_zh),
    ],
  };
}

function inputOf(spec: SearchSpec): Input {
  return {
    query: parseQuery(spec.query ?? ""),
    filters: conjuncts(spec),
    without: spec.without ?? [],
    facets: spec.facets ?? [],
    sort: spec.sort ?? "relevance",
    offset: clamp(spec.offset ?? 0, 0, MAX_OFFSET),
    limit: clamp(spec.limit ?? 20, 0, MAX_LIMIT),
    weights: { offer: spec.weights?.offer ?? 1, demand: spec.weights?.demand ?? 1 },
  };
}

const clamp = (value: number, min: number, max: number) => Math.min(Math.max(Math.trunc(value) || 0, min), max);

/** Something was typed, and nothing of it can be looked for. */
const isNoise = (query: ParsedQuery) =>
  query.isTyped && query.terms.length + query.phrases.length + query.excluded.length === 0;

const hasFacetCounts = (page: Page) => Object.values(page.facets).some((values) => values && values.length > 0);

const emptyFacets = (facets: readonly FacetKey[]): { facets: Page["facets"] } => ({
  facets: Object.fromEntries(facetKeys.filter((key) => facets.includes(key)).map((key) => [key, []])),
});
const emptyPage = (facets: readonly FacetKey[]) => ({
  ...emptyFacets(facets),
  hits: [],
  total: { value: 0, exact: true },
});
