import { countUnread, listLocalMail, listNotifications, markRead } from "@jiebang/core";
import { localBoxInput, localMailPage, markReadInput, notificationListInput, notificationPage } from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

const unread = z.object({ unread: z.number().int() });

export const notificationRouter = router({
  list: access("user")
    .input(notificationListInput)
    .output(notificationPage)
    .query(({ ctx, input }) => listNotifications(ctx.ctx, input, ctx.locale)),
  unreadCount: access("user")
    .output(unread)
    .query(({ ctx }) => countUnread(ctx.ctx)),
  markRead: access("user")
    .input(markReadInput)
    .output(unread)
    .mutation(({ ctx, input }) => markRead(ctx.ctx, input)),
});

export const mailRouter = router({
  localBox: access("user")
    .input(localBoxInput)
    .output(localMailPage)
    .query(({ ctx, input }) => listLocalMail(ctx.ctx, input)),
});
