import {
  acceptInterest,
  declineInterest,
  endRoute,
  expressInterest,
  getInterest,
  inviteInventor,
  listInterests,
  listRouteCandidates,
  openContact,
  publicAnswerRateOf,
  recordOutcome,
  routeInterest,
  withdrawInterest,
} from "@jiebang/core";
import {
  acceptInterestInput,
  answerRate,
  contactView,
  declineInterestInput,
  expressInterestInput,
  interestDetail,
  interestListInput,
  interestPage,
  interestRef,
  interestView,
  inviteInventorInput,
  issuedInvitation,
  recordOutcomeInput,
  routeCandidates,
  routeInterestInput,
  routeRef,
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
    .output(interestDetail)
    .query(({ ctx, input }) => getInterest(ctx.ctx, input)),
  list: access("user")
    .input(interestListInput)
    .output(interestPage)
    .query(({ ctx, input }) => listInterests(ctx.ctx, input)),
  candidates: access("user")
    .input(interestRef)
    .output(routeCandidates)
    .query(({ ctx, input }) => listRouteCandidates(ctx.ctx, input)),
  route: access("user")
    .input(routeInterestInput)
    .output(interestDetail)
    .mutation(({ ctx, input }) => routeInterest(ctx.ctx, input)),
  endRoute: access("user")
    .input(routeRef)
    .output(interestDetail)
    .mutation(({ ctx, input }) => endRoute(ctx.ctx, input)),
  inviteInventor: access("user")
    .input(inviteInventorInput)
    .output(issuedInvitation)
    .mutation(({ ctx, input }) => inviteInventor(ctx.ctx, input)),
  recordOutcome: access("user")
    .input(recordOutcomeInput)
    .output(interestDetail)
    .mutation(({ ctx, input }) => recordOutcome(ctx.ctx, input)),
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
