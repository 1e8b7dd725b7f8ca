import { createBasis, listBases } from "@jiebang/core";
import { basisView, createBasisInput } from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const basisRouter = router({
  list: access("user")
    .output(z.array(basisView))
    .query(({ ctx }) => listBases(ctx.ctx)),
  create: access("coordinator")
    .input(createBasisInput)
    .output(basisView)
    .mutation(({ ctx, input }) => createBasis(ctx.ctx, input)),
});
