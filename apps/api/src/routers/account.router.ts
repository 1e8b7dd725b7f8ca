import { changeIdentifier, updateAccount } from "@jiebang/core";
import { changeIdentifierInput, meView, updateAccountInput } from "@jiebang/domain";
import { access, router } from "../trpc.ts";

/** One's own account; others' accounts are `admin`. */
export const accountRouter = router({
  update: access("user")
    .input(updateAccountInput)
    .output(meView)
    .mutation(({ ctx, input }) => updateAccount(ctx.ctx, input)),
  changeIdentifier: access("user")
    .input(changeIdentifierInput)
    .output(meView)
    .mutation(({ ctx, input }) => changeIdentifier(ctx.ctx, input)),
});
