import { assignCases, handOverCases, listColleagues, listMyCases } from "@jiebang/core";
import { assignedCase, assignInput, assignOutcome, colleagueList, handOverInput } from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const assignmentRouter = router({
  assign: access("coordinator")
    .input(assignInput)
    .output(assignOutcome)
    .mutation(({ ctx, input }) => assignCases(ctx.ctx, input)),
  handOver: access("coordinator")
    .input(handOverInput)
    .output(assignOutcome)
    .mutation(({ ctx, input }) => handOverCases(ctx.ctx, input)),
  colleagues: access("coordinator")
    .output(colleagueList)
    .query(({ ctx }) => listColleagues(ctx.ctx)),
  mine: access("coordinator")
    .output(z.array(assignedCase))
    .query(({ ctx }) => listMyCases(ctx.ctx)),
});
