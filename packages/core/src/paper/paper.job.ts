import { z } from "zod";
import { enqueue } from "../kernel/enqueue.ts";
import type { Job, Ticker } from "../kernel/job.ts";
import { renderPaper } from "./render-paper.ts";

const payloadOf = z.object({ paperId: z.string() });

export const renderPaperJob: Job = {
  name: "paper.render",
  run: (ctx, payload) => renderPaper(ctx, payloadOf.parse(payload).paperId),
};

/** Nothing was heard of a print for this long: its process was killed, and the queue would wait hours for it. */
const SILENT_SECONDS = 60;

export const resumePapers: Ticker = {
  name: "paper.resume",
  async run(ctx) {
    await ctx.transaction(async (tx) => {
      const stale = await tx.$queryRaw<{ paper_id: string }[]>`
        UPDATE paper_print SET updated_at = app_now()
        WHERE state = 'waiting' AND updated_at < (SELECT app_now()) - make_interval(secs => ${SILENT_SECONDS}::int)
        RETURNING paper_id`;
      for (const { paper_id } of stale)
        await enqueue(tx, "paper.render", { paperId: paper_id }, { key: `paper.render:${paper_id}:again` });
    });
  },
};
