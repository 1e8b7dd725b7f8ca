import {
  agreePlan,
  answerExtension,
  askAcceptance,
  askExtension,
  confirmPayment,
  decideAcceptance,
  declareDefault,
  getFulfilment,
  judgeMilestone,
  notePayment,
  removeEvidence,
  removePayment,
  reportMilestone,
  savePlan,
} from "@jiebang/core";
import {
  agreePlanInput,
  answerExtensionInput,
  askAcceptanceInput,
  askExtensionInput,
  decideAcceptanceInput,
  declareDefaultInput,
  evidenceRef,
  fulfilmentRef,
  fulfilmentView,
  judgeMilestoneInput,
  notePaymentInput,
  paymentRef,
  reportMilestoneInput,
  savePlanInput,
} from "@jiebang/domain";
import { access, router } from "../trpc.ts";

export const fulfilmentRouter = router({
  get: access("user")
    .input(fulfilmentRef)
    .output(fulfilmentView)
    .query(({ ctx, input }) => getFulfilment(ctx.ctx, input)),
  savePlan: access("user")
    .input(savePlanInput)
    .output(fulfilmentView)
    .mutation(({ ctx, input }) => savePlan(ctx.ctx, input)),
  agreePlan: access("user")
    .input(agreePlanInput)
    .output(fulfilmentView)
    .mutation(({ ctx, input }) => agreePlan(ctx.ctx, input)),
  report: access("user")
    .input(reportMilestoneInput)
    .output(fulfilmentView)
    .mutation(({ ctx, input }) => reportMilestone(ctx.ctx, input)),
  judge: access("user")
    .input(judgeMilestoneInput)
    .output(fulfilmentView)
    .mutation(({ ctx, input }) => judgeMilestone(ctx.ctx, input)),
  askExtension: access("user")
    .input(askExtensionInput)
    .output(fulfilmentView)
    .mutation(({ ctx, input }) => askExtension(ctx.ctx, input)),
  answerExtension: access("user")
    .input(answerExtensionInput)
    .output(fulfilmentView)
    .mutation(({ ctx, input }) => answerExtension(ctx.ctx, input)),
  removeEvidence: access("user")
    .input(evidenceRef)
    .output(fulfilmentView)
    .mutation(({ ctx, input }) => removeEvidence(ctx.ctx, input)),
  askAcceptance: access("user")
    .input(askAcceptanceInput)
    .output(fulfilmentView)
    .mutation(({ ctx, input }) => askAcceptance(ctx.ctx, input)),
  decideAcceptance: access("user")
    .input(decideAcceptanceInput)
    .output(fulfilmentView)
    .mutation(({ ctx, input }) => decideAcceptance(ctx.ctx, input)),
  notePayment: access("user")
    .input(notePaymentInput)
    .output(fulfilmentView)
    .mutation(({ ctx, input }) => notePayment(ctx.ctx, input)),
  confirmPayment: access("user")
    .input(paymentRef)
    .output(fulfilmentView)
    .mutation(({ ctx, input }) => confirmPayment(ctx.ctx, input)),
  removePayment: access("user")
    .input(paymentRef)
    .output(fulfilmentView)
    .mutation(({ ctx, input }) => removePayment(ctx.ctx, input)),
  declareDefault: access("coordinator")
    .input(declareDefaultInput)
    .output(fulfilmentView)
    .mutation(({ ctx, input }) => declareDefault(ctx.ctx, input)),
});
