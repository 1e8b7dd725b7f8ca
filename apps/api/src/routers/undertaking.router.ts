import { acceptUndertaking, openUndertakingLayer } from "@jiebang/core";
import { acceptUndertakingInput, entryRef, publicEntry, readerView } from "@jiebang/domain";
import { access, router } from "../trpc.ts";

export const undertakingRouter = router({
  accept: access("user")
    .input(acceptUndertakingInput)
    .output(readerView)
    .mutation(({ ctx, input }) => acceptUndertaking(ctx.ctx, input)),
  /** A mutation: each opening leaves a line. */
  open: access("user")
    .input(entryRef)
    .output(publicEntry)
    .mutation(({ ctx, input }) => openUndertakingLayer(ctx.ctx, input)),
});
