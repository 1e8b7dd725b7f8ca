import { recountTerms } from "@jiebang/search";
import type { Job } from "../kernel/job.ts";
import { runIn } from "./refresh-entry-index.ts";

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
    if ((payload as { force?: boolean } | null)?.force) {
      await ctx.transaction((tx) => recountTerms(runIn(tx)));
      return;
    }
    if (Math.abs(now - counted) * 50 <= counted && counted > 0) return;
    if (now === counted) return;
    await ctx.transaction((tx) => recountTerms(runIn(tx)));
  },
};
