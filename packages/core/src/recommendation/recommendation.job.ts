import { z } from "zod";
import { enqueue } from "../kernel/enqueue.ts";
import type { Job, Ticker } from "../kernel/job.ts";
import { refreshAnswerRates } from "./answer-rates.ts";
import { computeRecommendations, isComputingDue } from "./compute-recommendations.ts";
import { continuePreview } from "./preview-weights.ts";

/** Others in the queue get their turn in between. */
const SECONDS = 15;
const NAME = "recommendation.compute";

export const computeRecommendationsJob: Job = {
  name: NAME,
  async run(ctx) {
    const { isMore } = await computeRecommendations(ctx, SECONDS);
    if (isMore) await ctx.transaction((tx) => enqueue(tx, NAME, {}, { key: NAME }));
  },
};

/** Sees the lines that changes left, and takes up what a killed process left behind. */
export const wakeRecommendations: Ticker = {
  name: "recommendation.wake",
  async run(ctx) {
    if (await isComputingDue(ctx.db.prisma)) await ctx.transaction((tx) => enqueue(tx, NAME, {}, { key: NAME }));
  },
};

/** How often a poster answers is a part of the score: taken anew every night (02:40 in China), for those it changed for. */
export const refreshAnswerRatesJob: Job = {
  name: "recommendation.answer_rates",
  cron: "40 18 * * *",
  run: (ctx) =>
    ctx.transaction(async (tx) => {
      await refreshAnswerRates(tx, ctx.db);
    }),
};

const previewPayload = z.object({ previewId: z.string() });

export const previewWeightsJob: Job = {
  name: "recommendation.preview",
  run: (ctx, payload) => continuePreview(ctx, previewPayload.parse(payload).previewId),
};

/** A preview whose process was killed goes on in another. */
export const resumePreviews: Ticker = {
  name: "recommendation.preview_resume",
  async run(ctx) {
    await ctx.transaction(async (tx) => {
      const stale = await tx.$queryRaw<{ id: string }[]>`
        UPDATE recommendation_preview SET updated_at = app_now()
        WHERE state = 'running' AND updated_at < app_now() - interval '30 seconds' RETURNING id`;
      for (const { id } of stale)
        await enqueue(tx, previewWeightsJob.name, { previewId: id }, { key: `${previewWeightsJob.name}:${id}` });
    });
  },
};
