import { getOverview, requestOverviewRefresh } from "@jiebang/core";
import { overviewInput, overviewView } from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const overviewRouter = router({
  get: access("user")
    .input(overviewInput)
    .output(overviewView)
    .query(({ ctx, input }) => getOverview(ctx.ctx, input)),
  refresh: access("coordinator")
    .output(z.object({ isQueued: z.literal(true) }))
    .mutation(({ ctx }) => requestOverviewRefresh(ctx.ctx)),
});
