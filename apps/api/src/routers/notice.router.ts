import { getNotice, listPublicNotices } from "@jiebang/core";
import { noticeRef, noticeView, pageOf, paging, publicNoticeRow } from "@jiebang/domain";
import { access, router } from "../trpc.ts";

export const noticeRouter = router({
  list: access("public")
    .input(paging)
    .output(pageOf(publicNoticeRow))
    .query(({ ctx, input }) => listPublicNotices(ctx.ctx.db, input)),
  get: access("public")
    .input(noticeRef)
    .output(noticeView)
    .query(({ ctx, input }) => getNotice(ctx.ctx, input)),
});
