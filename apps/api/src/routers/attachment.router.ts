import { removeAttachment, setAttachmentLayer } from "@jiebang/core";
import { attachmentRef, attachmentView, setAttachmentLayerInput } from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

/** Bytes come and go through `/files`; here is what can be said about them. */
export const attachmentRouter = router({
  remove: access("user")
    .input(attachmentRef)
    .output(z.object({ removed: z.literal(true) }))
    .mutation(({ ctx, input }) => removeAttachment(ctx.ctx, input)),
  setLayer: access("user")
    .input(setAttachmentLayerInput)
    .output(attachmentView)
    .mutation(({ ctx, input }) => setAttachmentLayer(ctx.ctx, input)),
});
