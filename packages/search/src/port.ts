import type { FacetKey, KeywordField, RangeField, SearchFilter, SortKey } from "@jiebang/domain";

/** One public card as the index holds it. Only the public layer of an entry ever gets here. */
export interface SearchDocument {
  id: string;
  kind: "offer" | "demand";
  number: string;
  /** What people may find it by, by weight. */
  title: string;
  titleEn?: string;
  keywords: string[];
  summary: string;
  summaryEn?: string;
  body: string;
  /** The poster's public names and other searchable labels; empty when the poster is hidden. */
  names: string[];
  /** Numbers and codes found exactly: own number, source id, patent numbers. */
  codes: string[];
  /** Keyword fields; absent means "empty". Multi-valued ones are arrays. */
  facets: Partial<Record<KeywordField, string | string[]>>;
  /** Ordered fields: money in 元, instants and days as ISO strings. */
  ranges: Partial<Record<RangeField, string>>;
  /** What a result page shows, returned as it is so that one query is enough. */
  card: object;
}

/** What an engine reads of a card: where to mark, and what was meant. */
export interface BaseCard {
  title: string;
  summary: string;
  titleEn?: string | null;
  summaryEn?: string | null;
  kind: "offer" | "demand";
}

export interface SearchSpec {
  /** What was typed. Phrases "…" and -exclusions are understood. Empty lists everything. */
  query?: string;
  kinds?: ("offer" | "demand")[];
  filter?: SearchFilter;
  /** Facets to count, each without its own filter. */
  facets?: readonly FacetKey[];
  /** `relevance` with an empty query means newest. */
  sort?: SortKey;
  offset?: number;
  limit?: number;
  locale?: "zh" | "en";
  /** Multiplies the scores of a kind [1]. */
  weights?: Partial<Record<"offer" | "demand", number>>;
  /** Entries that do not exist for this reader: in no hit, total or facet. */
  without?: string[];
}

/** [start, end) in UTF-16 units of the field as it stands in the card. */
export type HighlightRange = [start: number, end: number];

export interface SearchHit<Card = object> {
  id: string;
  kind: "offer" | "demand";
  /** 0..1, comparable between kinds; 0 when nothing was asked. */
  score: number;
  highlight: { title: HighlightRange[]; summary: HighlightRange[] };
  card: Card;
}

export interface FacetCount {
  value: string;
  count: number;
}

export interface SearchResult<Card = object> {
  hits: SearchHit<Card>[];
  facets: Partial<Record<FacetKey, FacetCount[]>>;
  total: { value: number; exact: boolean };
  /** True when not every word was found together and the words were taken one by one, or by sound. */
  relaxed: boolean;
  /**
   * "Did you mean": the query as it was probably meant, where a word of it stands nowhere and one that sounds or is
   * spelled like it does, in an entry that this reader may see. To be searched as it is.
   */
  corrected?: string;
  /** True when a weaker engine answered for the usual one. */
  degraded: boolean;
}

export interface Suggestion {
  text: string;
  kind: "title" | "keyword" | "organisation" | "number";
  /** The entry that a title or number leads to. */
  entryId?: string;
  entryKind?: "offer" | "demand";
  number?: string;
  highlight: HighlightRange[];
}

export interface SuggestOptions {
  kinds?: ("offer" | "demand")[];
  limit?: number;
  /** Entries that do not exist for this reader: neither they nor their keywords and posters are suggested. */
  without?: string[];
}

export interface SimilarOptions {
  kinds?: ("offer" | "demand")[];
  filter?: SearchFilter;
  /** At most 50 [10]. */
  limit?: number;
  without?: string[];
}

export interface SimilarResult<Card = object> {
  /** Best first; never the entry itself. Empty when the entry is not in the index or not for this reader. */
  hits: SearchHit<Card>[];
  degraded: boolean;
}

export interface FacetSearchSpec extends Pick<SearchSpec, "query" | "kinds" | "filter" | "without"> {
  /** `organisation` too, which is too many to be counted in every list. */
  facet: KeywordField;
  /** Only these values are counted: those whose names somebody typed (`matchNames` finds them). Absent: all. */
  among?: string[];
  /** At most 100 [10]. */
  limit?: number;
}

export interface FacetSearchResult {
  /** Counted as facets are, without the facet's own filter; most first. Values that nothing has are left out. */
  values: FacetCount[];
  degraded: boolean;
}

export interface SearchEngine<Card = object> {
  search(spec: SearchSpec): Promise<SearchResult<Card>>;
  /** Ids of everything that `search` would list over all its pages, in its order. */
  listIds(spec: SearchSpec): Promise<string[]>;
  suggest(input: string, options?: SuggestOptions): Promise<Suggestion[]>;
  /** Entries whose texts speak of the same. */
  similar(id: string, options?: SimilarOptions): Promise<SimilarResult<Card>>;
  /** How many results each of some values of one facet would leave. */
  facetSearch(spec: FacetSearchSpec): Promise<FacetSearchResult>;
}

/** What may be wrong with an engine; each has a sentence on the administration page and in `doctor`. */
export const engineProblems = [
  "unreachable",
  "slow",
  "full",
  "wrongVersion",
  "unauthorised",
  "missing",
  "failing",
] as const;
export type EngineProblem = (typeof engineProblems)[number];

export interface EngineStatus {
  engine: "meilisearch" | "postgres";
  /** False while another engine answers in its place. */
  isAnswering: boolean;
  problem?: EngineProblem;
  /** What the server said itself, in its own words. */
  detail?: string;
  /** Milliseconds since the trouble began, by the process's own steady clock. */
  forMs?: number;
  version?: string;
}
