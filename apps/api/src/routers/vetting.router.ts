import {
  checkProposal,
  decideRevision,
  getVettingCase,
  listVetting,
  listVettingRules,
  prepareRevision,
  recommendRevision,
  recordSecrecyCheck,
  returnRevision,
  sendBackProposal,
  setVettingRule,
  signProposals,
} from "@jiebang/core";
import {
  checkInput,
  decideInput,
  prepareInput,
  recommendInput,
  recordSecrecyInput,
  returnInput,
  sendBackInput,
  setVettingRuleInput,
  signInput,
  signResult,
  vettingCase,
  vettingListInput,
  vettingOutcome,
  vettingPage,
  vettingRuleView,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const vettingRouter = router({
  list: access("coordinator")
    .input(vettingListInput)
    .output(vettingPage)
    .query(({ ctx, input }) => listVetting(ctx.ctx, input)),
  get: access("coordinator")
    .input(z.object({ revisionId: z.string() }))
    .output(vettingCase)
    .query(({ ctx, input }) => getVettingCase(ctx.ctx, input)),
  recommend: access("coordinator")
    .input(recommendInput)
    .output(vettingOutcome)
    .mutation(({ ctx, input }) => recommendRevision(ctx.ctx, input)),
  return: access("coordinator")
    .input(returnInput)
    .output(vettingOutcome)
    .mutation(({ ctx, input }) => returnRevision(ctx.ctx, input)),
  decide: access("city")
    .input(decideInput)
    .output(vettingOutcome)
    .mutation(({ ctx, input }) => decideRevision(ctx.ctx, input)),
  prepare: access("city")
    .input(prepareInput)
    .output(vettingOutcome)
    .mutation(({ ctx, input }) => prepareRevision(ctx.ctx, input)),
  check: access("city")
    .input(checkInput)
    .output(vettingOutcome)
    .mutation(({ ctx, input }) => checkProposal(ctx.ctx, input)),
  sendBack: access("city")
    .input(sendBackInput)
    .output(vettingOutcome)
    .mutation(({ ctx, input }) => sendBackProposal(ctx.ctx, input)),
  sign: access("city")
    .input(signInput)
    .output(signResult)
    .mutation(({ ctx, input }) => signProposals(ctx.ctx, input)),
  secrecy: access("city")
    .input(recordSecrecyInput)
    .output(vettingOutcome)
    .mutation(({ ctx, input }) => recordSecrecyCheck(ctx.ctx, input)),
  /** How the own cities vet; platform administrators see all. */
  rules: access("user")
    .output(z.array(vettingRuleView))
    .query(({ ctx }) => listVettingRules(ctx.ctx)),
  setRule: access("user")
    .input(setVettingRuleInput)
    .output(vettingRuleView)
    .mutation(({ ctx, input }) => setVettingRule(ctx.ctx, input)),
});
