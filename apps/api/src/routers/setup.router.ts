import { createFirstAdministrator, getSetupStatus } from "@jiebang/core";
import { createFirstAdministratorInput, setupStatus } from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";
import { metaOf } from "./session.router.ts";

export const setupRouter = router({
  status: access("public")
    .output(setupStatus)
    .query(({ ctx }) => getSetupStatus(ctx.ctx)),
  createFirstAdministrator: access("public")
    .input(createFirstAdministratorInput)
    .output(z.object({ userId: z.string() }))
    .mutation(({ ctx, input }) => createFirstAdministrator(ctx.ctx, input, metaOf(ctx))),
});
