import { decideRevision, getVettingCase, listVetting, recommendRevision, returnRevision } from "@jiebang/core";
import {
  decideInput,
  recommendInput,
  returnInput,
  vettingCase,
  vettingListInput,
  vettingOutcome,
  vettingPage,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const vettingRouter = router({
  list: access("coordinator")
    .input(vettingListInput)
    .output(vettingPage)
    .query(({ ctx, input }) => listVetting(ctx.ctx, input)),
  get: access("coordinator")
    .input(z.object({ revisionId: z.string() }))
    .output(vettingCase)
    .query(({ ctx, input }) => getVettingCase(ctx.ctx, input)),
  recommend: access("coordinator")
    .input(recommendInput)
    .output(vettingOutcome)
    .mutation(({ ctx, input }) => recommendRevision(ctx.ctx, input)),
  return: access("coordinator")
    .input(returnInput)
    .output(vettingOutcome)
    .mutation(({ ctx, input }) => returnRevision(ctx.ctx, input)),
  decide: access("city")
    .input(decideInput)
    .output(vettingOutcome)
    .mutation(({ ctx, input }) => decideRevision(ctx.ctx, input)),
});
