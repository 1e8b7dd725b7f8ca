import {
  acceptInterest,
  declineInterest,
  expressInterest,
  getInterest,
  listInterests,
  openContact,
  publicAnswerRateOf,
  withdrawInterest,
} from "@jiebang/core";
import {
  acceptInterestInput,
  answerRate,
  contactView,
  declineInterestInput,
  expressInterestInput,
  interestListInput,
  interestPage,
  interestRef,
  interestView,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const interestRouter = router({
  express: access("user")
    .input(expressInterestInput)
    .output(interestView)
    .mutation(({ ctx, input }) => expressInterest(ctx.ctx, input)),
  accept: access("user")
    .input(acceptInterestInput)
    .output(interestView)
    .mutation(({ ctx, input }) => acceptInterest(ctx.ctx, input)),
  decline: access("user")
    .input(declineInterestInput)
    .output(interestView)
    .mutation(({ ctx, input }) => declineInterest(ctx.ctx, input)),
  withdraw: access("user")
    .input(interestRef)
    .output(interestView)
    .mutation(({ ctx, input }) => withdrawInterest(ctx.ctx, input)),
  get: access("user")
    .input(interestRef)
    .output(interestView)
    .query(({ ctx, input }) => getInterest(ctx.ctx, input)),
  list: access("user")
    .input(interestListInput)
    .output(interestPage)
    .query(({ ctx, input }) => listInterests(ctx.ctx, input)),
  /** A mutation: each opening of contact data leaves a line. */
  contact: access("user")
    .input(interestRef)
    .output(contactView)
    .mutation(({ ctx, input }) => openContact(ctx.ctx, input)),
  answerRate: access("public")
    .input(z.object({ organisationId: z.string() }))
    .output(answerRate)
    .query(({ ctx, input }) => publicAnswerRateOf(ctx.ctx.db, input.organisationId)),
});
