import { z } from "zod";
import { enqueue } from "../kernel/enqueue.ts";
import type { Job, Ticker } from "../kernel/job.ts";
import { continueBulkChange } from "./change-many.ts";

const payloadOf = z.object({ changeId: z.string() });

export const bulkChangeJob: Job = {
  name: "entry.bulk",
  run: (ctx, payload) => continueBulkChange(ctx, payloadOf.parse(payload).changeId),
};

/** Takes up what a killed process left behind; the queue itself would wait for hours before it trusts that a worker is gone. */
export const resumeBulkChanges: Ticker = {
  name: "entry.bulk_resume",
  async run(ctx) {
    await ctx.transaction(async (tx) => {
      const stale = await tx.$queryRaw<{ id: string }[]>`
        UPDATE bulk_change SET updated_at = app_now()
        WHERE state = 'running' AND updated_at < app_now() - interval '45 seconds' RETURNING id`;
      for (const { id } of stale) await enqueue(tx, "entry.bulk", { changeId: id }, { key: `entry.bulk:${id}` });
    });
  },
};
