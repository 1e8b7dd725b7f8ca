import { compareSearchIndex, describeSearchIndex, rebuildSearchIndex } from "@jiebang/core";
import { searchIndexInput, searchIndexView } from "@jiebang/domain";
import { access, router } from "../trpc.ts";

/** How the search stands, for administrators. */
export const searchIndexRouter = router({
  get: access("user")
    .output(searchIndexView)
    .query(({ ctx }) => describeSearchIndex(ctx.ctx)),
  rebuild: access("user")
    .input(searchIndexInput)
    .output(searchIndexView)
    .mutation(({ ctx, input }) => rebuildSearchIndex(ctx.ctx, input)),
  compare: access("user")
    .input(searchIndexInput)
    .output(searchIndexView)
    .mutation(({ ctx, input }) => compareSearchIndex(ctx.ctx, input)),
});
