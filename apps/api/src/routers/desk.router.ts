import { getDashboard, getDesk, listChase, markTold } from "@jiebang/core";
import { chaseItem, dashboardView, deskView, markToldInput } from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const deskRouter = router({
  get: access("coordinator")
    .output(deskView)
    .query(({ ctx }) => getDesk(ctx.ctx)),
  chaseList: access("coordinator")
    .output(z.array(chaseItem))
    .query(({ ctx }) => listChase(ctx.ctx)),
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
