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

export interface SearchEngine<Card = object> {
  search(spec: SearchSpec): Promise<SearchResult<Card>>;
  /** Ids of everything that `search` would list over all its pages, in its order. */
  listIds(spec: SearchSpec): Promise<string[]>;
  suggest(input: string, options?: { kinds?: ("offer" | "demand")[]; limit?: number }): Promise<Suggestion[]>;
}
