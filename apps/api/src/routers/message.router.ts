import { listMessages, readMessages, sendMessage } from "@jiebang/core";
import { messageListInput, messagePage, readMessagesInput, readResult, sendMessageInput } from "@jiebang/domain";
import { access, router } from "../trpc.ts";

export const messageRouter = router({
  list: access("user")
    .input(messageListInput)
    .output(messagePage)
    .query(({ ctx, input }) => listMessages(ctx.ctx, input)),
  send: access("user")
    .input(sendMessageInput)
    .output(messagePage)
    .mutation(({ ctx, input }) => sendMessage(ctx.ctx, input)),
  read: access("user")
    .input(readMessagesInput)
    .output(readResult)
    .mutation(({ ctx, input }) => readMessages(ctx.ctx, input)),
});
