import {
  dismissRecommendation,
  endFewer,
  getWeights,
  getWeightsPreview,
  listDismissals,
  listFewerRules,
  listFitting,
  listForYou,
  previewWeights,
  restoreRecommendation,
  revertWeights,
  saveWeights,
  showFewer,
} from "@jiebang/core";
import {
  dismissalPage,
  dismissalRef,
  dismissalView,
  dismissInput,
  fewerRuleRef,
  fewerRuleView,
  fittingInput,
  fittingView,
  forYouInput,
  forYouPage,
  paging,
  previewRef,
  previewWeightsInput,
  revertWeightsInput,
  saveWeightsInput,
  showFewerInput,
  weightsPage,
  weightsPreview,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const recommendationRouter = router({
  forYou: access("user")
    .input(forYouInput)
    .output(forYouPage)
    .query(({ ctx, input }) => listForYou(ctx.ctx, input)),
  fitting: access("public")
    .input(fittingInput)
    .output(z.array(fittingView))
    .query(({ ctx, input }) => listFitting(ctx.ctx, input)),
  dismiss: access("user")
    .input(dismissInput)
    .output(dismissalView)
    .mutation(({ ctx, input }) => dismissRecommendation(ctx.ctx, input)),
  restore: access("user")
    .input(dismissalRef)
    .output(dismissalRef)
    .mutation(({ ctx, input }) => restoreRecommendation(ctx.ctx, input)),
  dismissals: access("user")
    .input(paging)
    .output(dismissalPage)
    .query(({ ctx, input }) => listDismissals(ctx.ctx, input)),
  showFewer: access("user")
    .input(showFewerInput)
    .output(fewerRuleView)
    .mutation(({ ctx, input }) => showFewer(ctx.ctx, input)),
  endFewer: access("user")
    .input(fewerRuleRef)
    .output(fewerRuleRef)
    .mutation(({ ctx, input }) => endFewer(ctx.ctx, input)),
  fewerRules: access("user")
    .output(z.array(fewerRuleView))
    .query(({ ctx }) => listFewerRules(ctx.ctx)),
  weights: access("admin")
    .output(weightsPage)
    .query(({ ctx }) => getWeights(ctx.ctx)),
  saveWeights: access("admin")
    .input(saveWeightsInput)
    .output(weightsPage)
    .mutation(({ ctx, input }) => saveWeights(ctx.ctx, input)),
  revertWeights: access("admin")
    .input(revertWeightsInput)
    .output(weightsPage)
    .mutation(({ ctx, input }) => revertWeights(ctx.ctx, input)),
  previewWeights: access("admin")
    .input(previewWeightsInput)
    .output(weightsPreview)
    .mutation(({ ctx, input }) => previewWeights(ctx.ctx, input)),
  preview: access("admin")
    .input(previewRef)
    .output(weightsPreview)
    .query(({ ctx, input }) => getWeightsPreview(ctx.ctx, input)),
});
