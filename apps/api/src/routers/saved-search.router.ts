import {
  forgetSearches,
  getSearchAlert,
  keepSearches,
  listSavedSearches,
  listSearchHistory,
  removeSavedSearch,
  saveSearch,
  updateSavedSearch,
} from "@jiebang/core";
import {
  alertRef,
  alertView,
  forgetSearchesInput,
  keepSearchesInput,
  listSavedSearchesInput,
  listSearchHistoryInput,
  savedSearchPage,
  savedSearchRef,
  savedSearchView,
  saveSearchInput,
  searchHistoryPage,
  updateSavedSearchInput,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const savedSearchRouter = router({
  list: access("user")
    .input(listSavedSearchesInput)
    .output(savedSearchPage)
    .query(({ ctx, input }) => listSavedSearches(ctx.ctx, input)),
  alert: access("user")
    .input(alertRef)
    .output(alertView)
    .query(({ ctx, input }) => getSearchAlert(ctx.ctx, input)),
  save: access("user")
    .input(saveSearchInput)
    .output(savedSearchView)
    .mutation(({ ctx, input }) => saveSearch(ctx.ctx, input)),
  update: access("user")
    .input(updateSavedSearchInput)
    .output(savedSearchView)
    .mutation(({ ctx, input }) => updateSavedSearch(ctx.ctx, input)),
  remove: access("user")
    .input(savedSearchRef)
    .output(z.object({ isGone: z.literal(true) }))
    .mutation(({ ctx, input }) => removeSavedSearch(ctx.ctx, input)),
});

export const searchHistoryRouter = router({
  list: access("user")
    .input(listSearchHistoryInput)
    .output(searchHistoryPage)
    .query(({ ctx, input }) => listSearchHistory(ctx.ctx, input)),
  forget: access("user")
    .input(forgetSearchesInput)
    .output(z.object({ forgotten: z.number().int() }))
    .mutation(({ ctx, input }) => forgetSearches(ctx.ctx, input)),
  keep: access("user")
    .input(keepSearchesInput)
    .output(z.object({ isKept: z.boolean() }))
    .mutation(({ ctx, input }) => keepSearches(ctx.ctx, input)),
});
