import { z } from "zod";
import { enqueue } from "../kernel/enqueue.ts";
import type { Job, Ticker } from "../kernel/job.ts";
import { makeClaimCodes } from "./claim-prints.ts";

export const claimPrintJob: Job = {
  name: "claim.print",
  run: (ctx, payload) => makeClaimCodes(ctx, z.object({ printId: z.string() }).parse(payload).printId),
};

const SILENT_SECONDS = 45;

/** Takes up what a killed process left, and forgets sheets whose day is over. */
export const tendClaimPrints: Ticker = {
  name: "claim.tend",
  async run(ctx) {
    await ctx.transaction(async (tx) => {
      await tx.$executeRaw`UPDATE claim_print SET state = 'expired', sheet = NULL, updated_at = app_now()
        WHERE state = 'ready' AND expires_at <= (SELECT app_now())`;
      const stale = await tx.$queryRaw<{ id: string }[]>`
        UPDATE claim_print SET updated_at = app_now()
        WHERE state = 'making' AND updated_at < (SELECT app_now()) - make_interval(secs => ${SILENT_SECONDS}::int) RETURNING id`;
      for (const { id } of stale) await enqueue(tx, "claim.print", { printId: id }, { key: `claim.print:${id}` });
    });
  },
};
