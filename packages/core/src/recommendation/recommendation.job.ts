import { enqueue } from "../kernel/enqueue.ts";
import type { Job, Ticker } from "../kernel/job.ts";
import { computeRecommendations, isComputingDue } from "./compute-recommendations.ts";

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
