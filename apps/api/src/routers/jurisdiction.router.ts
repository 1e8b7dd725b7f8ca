import { createJurisdiction, listJurisdictions, updateJurisdiction } from "@jiebang/core";
import { createJurisdictionInput, jurisdictionList, jurisdictionView, updateJurisdictionInput } from "@jiebang/domain";
import { access, router } from "../trpc.ts";

export const jurisdictionRouter = router({
  list: access("public")
    .output(jurisdictionList)
    .query(({ ctx }) => listJurisdictions(ctx.ctx)),
  create: access("admin")
    .input(createJurisdictionInput)
    .output(jurisdictionView)
    .mutation(({ ctx, input }) => createJurisdiction(ctx.ctx, input)),
  update: access("admin")
    .input(updateJurisdictionInput)
    .output(jurisdictionView)
    .mutation(({ ctx, input }) => updateJurisdiction(ctx.ctx, input)),
});
