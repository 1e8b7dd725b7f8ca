import {
  answerObjection,
  enterPaperObjection,
  fileObjection,
  getObjection,
  listObjections,
  withdrawObjection,
} from "@jiebang/core";
import {
  answerObjectionInput,
  enterPaperObjectionInput,
  fileObjectionInput,
  listObjectionsInput,
  objectionPage,
  objectionRef,
  objectionView,
} from "@jiebang/domain";
import { access, router } from "../trpc.ts";

export const objectionRouter = router({
  list: access("user")
    .input(listObjectionsInput)
    .output(objectionPage)
    .query(({ ctx, input }) => listObjections(ctx.ctx, input)),
  get: access("user")
    .input(objectionRef)
    .output(objectionView)
    .query(({ ctx, input }) => getObjection(ctx.ctx, input)),
  file: access("user")
    .input(fileObjectionInput)
    .output(objectionView)
    .mutation(({ ctx, input }) => fileObjection(ctx.ctx, input)),
  enterPaper: access("coordinator")
    .input(enterPaperObjectionInput)
    .output(objectionView)
    .mutation(({ ctx, input }) => enterPaperObjection(ctx.ctx, input)),
  withdraw: access("user")
    .input(objectionRef)
    .output(objectionView)
    .mutation(({ ctx, input }) => withdrawObjection(ctx.ctx, input)),
  answer: access("coordinator")
    .input(answerObjectionInput)
    .output(objectionView)
    .mutation(({ ctx, input }) => answerObjection(ctx.ctx, input)),
});
