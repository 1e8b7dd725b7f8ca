import { type FacetKey, facetKeys, type SearchFilter, type SortKey } from "@jiebang/domain";
import type { Meilisearch, MultiSearchQuery } from "meilisearch";
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
import { fieldsOf } from "../postgres/combo.ts";
import { LEAST_LIKENESS, similarText } from "../similar-text.ts";
import { highlight, type Marker, markerOf } from "../text/highlight.ts";
import { type ParsedQuery, parseQuery, type QueryTerm } from "../text/query.ts";
import {
  type Candidate,
  distill,
  MOST_CANDIDATES,
  MOST_TERMS_RETRIEVED,
  type Scored,
  scoreCandidates,
  scoreText,
  type TermCounts,
  termsCounted,
} from "../text/score-candidates.ts";
import type { TextCandidate } from "../text/score-text.ts";
import { buildWords, isName, type Mode, namedWords, type Words } from "./build-query.ts";
import { compileAll, quote } from "./compile-filter.ts";
import { EMBEDDER, type Embed, type EmbedderSetting } from "./embedder.ts";
import { dayNumber, type IndexDocument } from "./index-document.ts";

/** What the engine asks the database for: the index answers ids and scores, and holds nothing that is shown. */
export interface MeilisearchEngineDeps<Card> {
  client: Meilisearch;
  index: string;
  /** Cards of entries that are public now; an entry that is missing here is not shown, whatever the index says. */
  cards(ids: string[]): Promise<Map<string, Card>>;
  /** In how many documents terms stand. */
  counts(terms: string[]): Promise<TermCounts>;
  /** Public texts, folded, their titles in the first line: what a text is compared with. Absent: by what the index holds. */
  texts?(ids: string[]): Promise<TextCandidate[]>;
  /** Today in Asia/Shanghai, by the database's clock. */
  today(): Promise<string>;
  /** As one types: the beginnings of titles, keywords, posters and numbers lie in the database. */
  suggest: SearchEngine["suggest"];
  /** Where the index has an embedder: texts and what no word finds are also answered by meaning. */
  semantic?: Semantic;
}

export interface Semantic extends Pick<EmbedderSetting, "ratio" | "leastLikeness"> {
  /** For `userProvided`; otherwise the server makes the vector of a query itself. */
  embed?: Embed;
  /** Told when the embedder fails: words answer alone then. */
  onTrouble?(error: unknown): void;
}

/** So many of the first hits say what was probably meant. */
const CORRECTED_BY = 5;
const MAX_OFFSET = 100_000;
const MAX_LIMIT = 100;
const MAX_IDS = 1_000_000;
const MOST_NAMES = 4;
const FIELDS_SCORED = [
  ...["id", "kind", "codes", "title_zh", "title_en", "title_tokens", "keywords", "names", "summary_zh", "summary_en"],
  ...["body_zh", "body_tokens", "state", "industry", "area", "chain", "mode", "maturity", "moneyBand", "tier"],
  ...["historical", "money", "publishedAt", "deadline"],
] as (keyof IndexDocument)[];

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
    const { query } = input;
    if (isNoise(query)) return { ...emptyPage(input.facets), relaxed: false, degraded: false };
    const { page, mode } = await this.#find(input);
    const cards = await this.#cardsOf(page);
    const corrected = mode === "near" ? correctBy(query, firstTexts(page, cards)) : undefined;
    const hits = hitsOf(page, cards, markerOf(corrected ? parseQuery(corrected) : query));
    const total = page.total - (page.hits.length - hits.length);
    return {
      hits,
      facets: page.facets,
      total: { value: total, exact: mode !== "any" || page.total < MOST_CANDIDATES },
      relaxed: total > 0 && (mode === "any" || mode === "near"),
      ...(corrected !== undefined && { corrected }),
      degraded: false,
    };
  }

  async #cardsOf(page: Page): Promise<Map<string, Card>> {
    return page.hits.length > 0 ? this.#deps.cards(page.hits.map((hit) => hit.id)) : new Map();
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
    const page = await this.#candidates(inputOf(spec), LEAST_LIKENESS);
    const hits = hitsOf(page, await this.#cardsOf(page), { literals: [], stems: new Set() });
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
    for (const [mode, words] of readingsOf(input.query)) {
      const page = await this.#page(input, words);
      const isLast = input.query.terms.length === 0;
      if (page.total > 0 || isLast || (await this.#standsElsewhere(input, words, page))) return { page, mode };
    }
    return { page: await this.#candidates(input), mode: "any" };
  }

  /** Words that only the conditions keep from being found are not read more leniently for it. */
  async #standsElsewhere(input: Input, words: Words, page: Page): Promise<boolean> {
    if (hasFacetCounts(page)) return true;
    if (input.filters.length === 0) return false;
    const all = { ...input, filters: [], facets: [], offset: 0, limit: 0, sort: "relevance" as const };
    return (await this.#plain(all, words, true)).total > 0;
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
  async #candidates(input: Input, least?: number): Promise<Page> {
    const { query, facets, filters, without, sort, weights } = input;
    const counts = await this.#deps.counts(termsCounted(query));
    const owners = facets.filter((facet) => filters.some((f) => ownerOf(f) === facet));
    const conditions = [undefined, ...owners].map((owner) => compileAll(filters.filter((f) => !owner || ownerOf(f) !== owner), without)); // biome-ignore format: a line
    const [byWords, alike] = await Promise.all([
      this.#idsByWords(query, counts, conditions),
      this.#idsByMeaning(query, conditions),
    ]);
    const known = await this.#documents([
      ...new Set([...byWords.flat(), ...alike.flatMap((list) => [...list.keys()])]),
    ]);
    const scored = await Promise.all(
      conditions.map(async (_, c) => {
        const documents = [...new Set([...byWords[c]!, ...alike[c]!.keys()])].flatMap((id) => known.get(id) ?? []);
        const byText = await this.#scored(query, counts, documents, least);
        const words = new Map(byText.map(({ id, score }) => [id, score]));
        return documents.flatMap((document) => {
          const score = this.#blended(words.get(document.id), alike[c]!.get(document.id));
          return score > 0 ? [{ id: document.id, score: rounded(score * weights[document.kind]), document }] : [];
        });
      }),
    );
    const [main = []] = scored;
    if (sort === "relevance") main.sort((a, b) => b.score - a.score);
    else {
      const order = inOrderOf(sort, sort === "deadline" ? dayNumber(await this.#deps.today()) : 0);
      main.sort((a, b) => order(a.document, b.document));
    }
    const counted: Page["facets"] = {};
    for (const facet of facets) {
      const list = owners.includes(facet) ? scored[owners.indexOf(facet) + 1]! : main;
      counted[facet] = countValues(list.map((s) => s.document[facet as keyof IndexDocument]));
    }
    return {
      total: main.length,
      hits: main.slice(input.offset, input.offset + input.limit).map(({ id, score }) => ({ id, score })),
      facets: counted,
    };
  }

  async #scored(query: ParsedQuery, counts: TermCounts, documents: IndexDocument[], least?: number): Promise<Scored[]> {
    const texts = await this.#deps.texts?.(documents.map(({ id }) => id));
    if (texts) return scoreText(query, counts, texts, least);
    return scoreCandidates(query, counts, documents.map(candidateOf), least);
  }

  /**
   * What holds the most of the words, weighed by how telling they are, under each of some conditions. The server itself
   * gives up words until something is left, and never the rarest one: so each word and each of its names is asked for, too.
   */
  async #idsByWords(query: ParsedQuery, counts: TermCounts, conditions: string[][]): Promise<string[][]> {
    const terms = distill(query, counts);
    const together = buildWords(query, "any", terms);
    if (!together) return conditions.map(() => []);
    const asked = [
      { words: together, at: -1, weight: 0 },
      ...terms.flatMap((term, at) =>
        term.any.slice(0, MOST_NAMES).flatMap((set, n) => {
          if (n > 0 && !isName(set, term.term)) return [];
          const named: QueryTerm[] = n === 0 ? [term] : set.map((t) => ({ term: t, any: [[t]], script: "han" }));
          return [{ words: buildWords(query, "all", named)!, at, weight: term.weight }];
        }),
      ),
    ];
    const queries = conditions.flatMap((filter) =>
      asked.map(({ words }) => ({
        ...words,
        indexUid: this.#deps.index,
        filter,
        limit: MOST_CANDIDATES,
        attributesToRetrieve: ["id"],
        showRankingScore: true,
      })),
    );
    const { results } = await this.#deps.client.multiSearch({ queries });
    return conditions.map((_, c) => {
      const found = results.slice(c * asked.length, (c + 1) * asked.length);
      return mostCovered(asked.map(({ at, weight }, i) => ({ at, weight, hits: found[i]!.hits })));
    });
  }

  /** What is about the same in other words, and how much so; nothing where the embedder is away. */
  async #idsByMeaning(query: ParsedQuery, conditions: string[][]): Promise<Map<string, number>[]> {
    const { client, index, semantic } = this.#deps;
    const none = conditions.map(() => new Map<string, number>());
    // Phrases and exclusions are about letters.
    if (!semantic || !query.text || query.phrases.length + query.excluded.length > 0) return none;
    try {
      const vector = semantic.embed ? (await semantic.embed([query.text]))[0] : undefined;
      if (semantic.embed && !vector) return none;
      const queries = conditions.map((filter) => ({
        indexUid: index,
        q: query.text,
        hybrid: { embedder: EMBEDDER, semanticRatio: 1 },
        ...(vector && { vector }),
        filter,
        limit: MOST_CANDIDATES / 2,
        attributesToRetrieve: ["id"],
        showRankingScore: true,
      }));
      const { results } = await client.multiSearch({ queries });
      return results.map(
        ({ hits }) =>
          new Map(
            hits
              .filter((hit) => (hit._rankingScore ?? 0) >= semantic.leastLikeness)
              .map((hit) => [String(hit.id), hit._rankingScore!]),
          ),
      );
    } catch (error) {
      semantic.onTrouble?.(error);
      return none;
    }
  }

  #blended(words = 0, likeness?: number): number {
    const { semantic } = this.#deps;
    if (!semantic || likeness === undefined) return words;
    const meaning = Math.max(0, 2 * likeness - 1);
    return Math.max(words, (1 - semantic.ratio) * words + semantic.ratio * meaning);
  }

  async #documents(ids: string[]): Promise<Map<string, IndexDocument>> {
    if (ids.length === 0) return new Map();
    const { results: documents } = await this.#deps.client
      .index<IndexDocument>(this.#deps.index)
      .getDocuments({ filter: `id IN [${ids.map(quote).join(", ")}]`, fields: FIELDS_SCORED, limit: ids.length });
    return new Map(documents.map((d) => [d.id, d]));
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

const termsOf = (...fields: (string | undefined)[]) => new Set(fields.flatMap((f) => (f ? f.split(/[ .]+/) : [])));

const candidateOf = (document: IndexDocument): Candidate => ({
  id: document.id,
  fields: [
    termsOf(document.codes, document.title_zh, document.title_en),
    termsOf(document.keywords, document.names, document.title_tokens),
    termsOf(document.summary_zh, document.summary_en),
    termsOf(document.body_zh, document.body_tokens),
  ],
});

interface Asked {
  /** Which term of the query; -1 for all of them together. */
  at: number;
  weight: number;
  hits: object[];
}

/** A word counts once, by the best of its names; what was found by all words together comes before what is as good. */
function mostCovered(asked: Asked[]): string[] {
  const cover = new Map<string, number>();
  const [together, ...single] = asked;
  const perTerm = new Map<number, Map<string, number>>();
  for (const { at, weight, hits } of single) {
    const best = perTerm.get(at) ?? new Map<string, number>();
    perTerm.set(at, best);
    for (const hit of hits as { id: string; _rankingScore?: number }[])
      best.set(hit.id, Math.max(best.get(hit.id) ?? 0, weight * (0.75 + 0.25 * (hit._rankingScore ?? 0))));
  }
  for (const best of perTerm.values()) for (const [id, part] of best) cover.set(id, (cover.get(id) ?? 0) + part);
  (together!.hits as { id: string }[]).forEach(({ id }, n) => {
    cover.set(id, (cover.get(id) ?? 0) + 0.5 / (n + 1));
  });
  return [...cover]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_CANDIDATES)
    .map(([id]) => id);
}

/** As the database orders: what has no value comes last. */
function inOrderOf(sort: SortKey, today: number): (a: IndexDocument, b: IndexDocument) => number {
  const newest = (a: IndexDocument, b: IndexDocument) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0);
  if (sort === "money") return (a, b) => (b.money ?? -1) - (a.money ?? -1) || newest(a, b);
  if (sort !== "deadline") return newest;
  const group = ({ deadline }: IndexDocument) => (deadline === undefined ? 2 : deadline < today ? 1 : 0);
  return (a, b) => group(a) - group(b) || (a.deadline ?? 0) - (b.deadline ?? 0) || newest(a, b);
}

/** From the strict reading to the lenient one. */
function* readingsOf(query: ParsedQuery): Generator<[Mode, Words]> {
  if (query.terms.length > MOST_TERMS_RETRIEVED) return;
  yield ["all", buildWords(query, "all")!];
  const literal = buildWords(query, "literal");
  if (literal) yield ["literal", literal];
  for (const words of namedWords(query)) yield ["named", words];
  const near = buildWords(query, "near");
  if (near) yield ["near", near];
}

/** Of the first hits: by these it is said what was probably meant. */
const firstTexts = <Card extends BaseCard>(page: Page, cards: Map<string, Card>) =>
  page.hits.slice(0, CORRECTED_BY).flatMap(({ id }) => {
    const card = cards.get(id);
    return card ? textsOf(card) : [];
  });

function hitsOf<Card extends BaseCard>(page: Page, cards: Map<string, Card>, marker: Marker): SearchHit<Card>[] {
  const hits: SearchHit<Card>[] = [];
  for (const { id, score } of page.hits) {
    const card = cards.get(id);
    if (!card) continue; // no longer public: the index has not heard of it yet
    const marks = { title: highlight(card.title, marker), summary: highlight(card.summary, marker) };
    hits.push({ id, kind: card.kind, score, highlight: marks, card });
  }
  return hits;
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
