import { z } from "zod";
import { entryKind } from "../entry/entry-content.ts";
import { entryCard } from "../entry/public-entry.ts";
import { facetKeys, searchFilter, searchQuery, sortKeys } from "./search-spec.ts";

export const searchInput = z.object({
  query: searchQuery.default(""),
  kinds: z.array(entryKind).max(2).default([]),
  filter: searchFilter.optional(),
  facets: z.array(z.enum(facetKeys)).max(facetKeys.length).default([]),
  sort: z.enum(sortKeys).default("relevance"),
  offset: z.number().int().min(0).max(100_000).default(0),
  limit: z.number().int().min(0).max(100).default(20),
  /** Notes the search in one's own history. */
  remember: z.boolean().default(false),
  /** Multiplies the scores of a kind. */
  weights: z
    .object({ offer: z.number().min(0).max(1), demand: z.number().min(0).max(1) })
    .partial()
    .optional(),
});
export type SearchInput = z.input<typeof searchInput>;

/** [start, end) in UTF-16 units of the field in the card. */
const highlightRange = z.tuple([z.number().int(), z.number().int()]);
export type TextRange = z.infer<typeof highlightRange>;

export const searchHit = z.object({
  id: z.string(),
  kind: entryKind,
  /** 0..1, comparable between kinds. */
  score: z.number(),
  highlight: z.object({ title: z.array(highlightRange), summary: z.array(highlightRange) }),
  card: entryCard,
  /** Where the words stand in the public text, when neither title nor summary shows it. */
  snippet: z.object({ text: z.string(), highlight: z.array(highlightRange) }).nullable(),
});
export type EntrySearchHit = z.infer<typeof searchHit>;

export const facetValue = z.object({
  value: z.string(),
  count: z.number().int(),
  /** Names from the code lists; null for values that i18n names (kinds, states, modes, stages, bands). */
  name: z.string().nullable(),
  nameEn: z.string().nullable(),
});
export type FacetValue = z.infer<typeof facetValue>;

export const searchView = z.object({
  hits: z.array(searchHit),
  facets: z.partialRecord(z.enum(facetKeys), z.array(facetValue)),
  total: z.object({ value: z.number().int(), exact: z.boolean() }),
  /** Not all words were found together: the hits have some of them, or sound alike. */
  relaxed: z.boolean(),
  /** "Did you mean": what was probably meant, to be searched as it is. */
  corrected: z.string().nullable(),
  degraded: z.boolean(),
});
export type SearchView = z.infer<typeof searchView>;

export const suggestInput = z.object({
  input: z.string().max(1000),
  kinds: z.array(entryKind).max(2).default([]),
  limit: z.number().int().min(1).max(20).default(8),
});
export type SuggestInput = z.input<typeof suggestInput>;

export const suggestionView = z.object({
  text: z.string(),
  kind: z.enum(["title", "keyword", "organisation", "number"]),
  entryKind: entryKind.optional(),
  number: z.string().optional(),
  highlight: z.array(highlightRange),
});
export type SuggestionView = z.infer<typeof suggestionView>;

export const similarInput = z.object({
  entryId: z.string().max(60),
  kinds: z.array(entryKind).max(2).default([]),
  limit: z.number().int().min(1).max(20).default(6),
});
export type SimilarInput = z.input<typeof similarInput>;

/** Facets too long to be shown whole; posters are in no list at all, and are only found by name. */
export const longFacets = ["industry", "area", "chain", "organisation"] as const;
export type LongFacet = (typeof longFacets)[number];
export const facetSearchInput = z.object({
  facet: z.enum(longFacets),
  /** A piece of the name, in characters, pinyin or initials. */
  typed: z.string().trim().min(1).max(60),
  query: searchQuery.default(""),
  kinds: z.array(entryKind).max(2).default([]),
  filter: searchFilter.optional(),
  limit: z.number().int().min(1).max(50).default(20),
});
export type FacetSearchInput = z.input<typeof facetSearchInput>;
