import {
  listSearchMisses,
  noteSearch,
  searchEntries,
  searchFacet,
  searchMiss,
  setAsideMiss,
  setAsideMissInput,
  similarEntries,
  suggestEntries,
} from "@jiebang/core";
import {
  entryCard,
  facetSearchInput,
  facetValue,
  formatSearchUrl,
  searchInput,
  searchView,
  similarInput,
  suggestInput,
  suggestionView,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const searchRouter = router({
  entries: access("public")
    .input(searchInput)
    .output(searchView)
    .query(async ({ ctx, input }) => {
      const view = await searchEntries(ctx.ctx, input);
      if (input.remember && input.offset === 0)
        await noteSearch(ctx.ctx, formatSearchUrl({ query: input.query, kinds: input.kinds }));
      return view;
    }),
  suggest: access("public")
    .input(suggestInput)
    .output(z.array(suggestionView))
    .query(({ ctx, input }) => suggestEntries(ctx.ctx, input)),
  similar: access("public")
    .input(similarInput)
    .output(z.array(entryCard))
    .query(({ ctx, input }) => similarEntries(ctx.ctx, input)),
  facet: access("public")
    .input(facetSearchInput)
    .output(z.array(facetValue))
    .query(({ ctx, input }) => searchFacet(ctx.ctx, input)),
  misses: access("coordinator")
    .output(z.array(searchMiss))
    .query(({ ctx }) => listSearchMisses(ctx.ctx)),
  setAsideMiss: access("coordinator")
    .input(setAsideMissInput)
    .output(z.object({ isSetAside: z.literal(true) }))
    .mutation(({ ctx, input }) => setAsideMiss(ctx.ctx, input)),
});
