import { z } from "zod";

/** Days for which one's own searches are kept [K]. */
export const SEARCH_HISTORY_DAYS = 90;
/** The newest so many of one person [K]. */
export const MAX_SEARCH_HISTORY = 200;

export const searchHistoryItem = z.object({
  historyId: z.string(),
  /** The query string of the search. */
  url: z.string(),
  times: z.number().int(),
  searchedAt: z.iso.datetime(),
});
export type SearchHistoryItem = z.infer<typeof searchHistoryItem>;
export const searchHistoryPage = z.object({
  items: z.array(searchHistoryItem),
  total: z.number().int(),
  isKept: z.boolean(),
  days: z.number().int(),
});
export type SearchHistoryPage = z.infer<typeof searchHistoryPage>;

export const listSearchHistoryInput = z.object({
  limit: z.number().int().min(1).max(100).default(20),
  offset: z.number().int().min(0).max(1000).default(0),
});
export type ListSearchHistoryInput = z.input<typeof listSearchHistoryInput>;
/** One line, or all of them. */
export const forgetSearchesInput = z.object({ historyId: z.string().max(60).optional() });
export type ForgetSearchesInput = z.input<typeof forgetSearchesInput>;
export const keepSearchesInput = z.object({ isKept: z.boolean() });
export type KeepSearchesInput = z.input<typeof keepSearchesInput>;
