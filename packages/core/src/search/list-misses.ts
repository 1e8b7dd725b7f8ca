import { z } from "zod";
import type { Ctx } from "../kernel/ctx.ts";

export const searchMiss = z.object({ query: z.string(), times: z.number().int(), lastDay: z.iso.date() });
export type SearchMiss = z.infer<typeof searchMiss>;

/** What was looked for in vain during the last thirty days, most often first: what a call should ask for. */
export async function listSearchMisses(ctx: Pick<Ctx, "db">): Promise<SearchMiss[]> {
  const { rows } = await ctx.db.pool.query<SearchMiss>(
    `SELECT query, sum(times)::int AS times, max(day)::text AS "lastDay" FROM search_miss m
     WHERE NOT EXISTS (SELECT 1 FROM search_miss_settled s WHERE s.query = m.query AND m.day <= s.settled_on)
       AND day > (app_now() AT TIME ZONE 'Asia/Shanghai')::date - 30 GROUP BY query ORDER BY 2 DESC, 3 DESC, 1 LIMIT 100`,
  );
  return rows;
}
