import { recountTerms } from "@jiebang/search";
import type { Ctx } from "../kernel/ctx.ts";
import type { Job } from "../kernel/job.ts";
import { runIn } from "./refresh-entry-index.ts";

/** A large catalogue is counted in a minute or two; nobody waits for it, and what is broken off leaves the old numbers. */
const PATIENCE = { maxWait: 10_000, timeout: 600_000 };

export const recountAllTerms = (ctx: Pick<Ctx, "db">): Promise<void> =>
  ctx.db.prisma.$transaction((tx) => recountTerms(runIn(tx)), PATIENCE);

/** How common each word is, for ranking. Recounted when the catalogue changed by more than two in a hundred. */
export const recountTermsJob: Job = {
  name: "search.recount",
  cron: "*/10 * * * *",
  async run(ctx, payload) {
    const { rows } = await ctx.db.pool.query<{ now: number; counted: number }>(
      `SELECT (SELECT coalesce(sum(live), 0)::int FROM search_combo) AS now,
              coalesce((SELECT documents FROM search_term WHERE term = ''), 0) AS counted`,
    );
    const { now, counted } = rows[0]!;
    const isForced = (payload as { force?: boolean } | null)?.force;
    if (!isForced && (now === counted || (Math.abs(now - counted) * 50 <= counted && counted > 0))) return;
    await recountAllTerms(ctx);
  },
};
