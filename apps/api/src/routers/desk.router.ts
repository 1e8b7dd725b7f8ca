import { getDashboard, getDesk, listChase, markTold } from "@jiebang/core";
import { chaseList, dashboardView, deskView, listChaseInput, markToldInput } from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const deskRouter = router({
  get: access("coordinator")
    .output(deskView)
    .query(({ ctx }) => getDesk(ctx.ctx)),
  chaseList: access("coordinator")
    .input(listChaseInput)
    .output(chaseList)
    .query(({ ctx, input }) => listChase(ctx.ctx, input)),
  chaseMark: access("coordinator")
    .input(markToldInput)
    .output(z.object({ marked: z.literal(true) }))
    .mutation(({ ctx, input }) => markTold(ctx.ctx, input)),
});

export const dashboardRouter = router({
  get: access("user")
    .output(dashboardView)
    .query(({ ctx }) => getDashboard(ctx.ctx)),
});
