import type { Database } from "@jiebang/db";
import {
  type Actor,
  canonicalSearch,
  type ForgetSearchesInput,
  forgetSearchesInput,
  type KeepSearchesInput,
  keepSearchesInput,
  type ListSearchHistoryInput,
  listSearchHistoryInput,
  MAX_SEARCH_HISTORY,
  newId,
  notFound,
  requireUser,
  SEARCH_HISTORY_DAYS,
  type SearchHistoryPage,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import type { Job } from "../kernel/job.ts";

// One's own: no list, no figure and no record anywhere else is made from it, and nobody but its owner ever reads it.

/** Notes what a signed-in person looked for, unless they do not want it. A page that is loaded again counts once. */
export async function noteSearch(ctx: { db: Pick<Database, "pool">; actor?: Actor }, url: string): Promise<void> {
  const kept = canonicalSearch(url);
  if (ctx.actor?.kind !== "user" || !kept) return;
  await ctx.db.pool.query({
    name: "note_search",
    text: `INSERT INTO search_history (id, user_id, url)
      SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT 1 FROM search_history_choice WHERE user_id = $2 AND NOT is_kept)
      ON CONFLICT (user_id, md5(url)) DO UPDATE SET searched_at = app_now(),
        times = search_history.times + (search_history.searched_at < app_now() - interval '1 minute')::int`,
    values: [newId("shi"), ctx.actor.userId, kept],
  });
}

export async function listSearchHistory(ctx: Ctx, raw: ListSearchHistoryInput): Promise<SearchHistoryPage> {
  const { userId } = requireUser(ctx.actor);
  const { limit, offset } = listSearchHistoryInput.parse(raw);
  const rows = await ctx.db.prisma.$queryRaw<
    { id: string; url: string; times: number; searched_at: Date; total: number }[]
  >`
    SELECT id, url, times, searched_at, count(*) OVER ()::int AS total FROM search_history
    WHERE user_id = ${userId} AND searched_at > (SELECT app_now()) - make_interval(days => ${SEARCH_HISTORY_DAYS})
    ORDER BY searched_at DESC, id DESC LIMIT ${limit} OFFSET ${offset}`;
  const choice = await ctx.db.prisma.searchHistoryChoice.findUnique({ where: { userId } });
  return {
    items: rows.map((row) => ({
      historyId: row.id,
      url: row.url,
      times: row.times,
      searchedAt: row.searched_at.toISOString(),
    })),
    total: rows[0]?.total ?? 0,
    isKept: choice?.isKept ?? true,
    days: SEARCH_HISTORY_DAYS,
  };
}

/** Forgets one line or all; nothing says afterwards what it was. */
export async function forgetSearches(ctx: Ctx, raw: ForgetSearchesInput): Promise<{ forgotten: number }> {
  const { userId } = requireUser(ctx.actor);
  const { historyId } = forgetSearchesInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const { count } = await tx.searchHistory.deleteMany({ where: { userId, ...(historyId && { id: historyId }) } });
    if (historyId && count === 0) throw notFound();
    return { forgotten: count };
  });
}

/** Whether one's searches are kept at all. Who says no is forgotten at once. */
export async function keepSearches(ctx: Ctx, raw: KeepSearchesInput): Promise<{ isKept: boolean }> {
  const { userId } = requireUser(ctx.actor);
  const { isKept } = keepSearchesInput.parse(raw);
  return ctx.transaction(async (tx) => {
    await tx.searchHistoryChoice.upsert({
      where: { userId },
      create: { userId, isKept },
      update: { isKept },
    });
    if (!isKept) await tx.searchHistory.deleteMany({ where: { userId } });
    return { isKept };
  });
}

/** Every night: what is too old, and what is more than one person is kept. */
export const forgetOldSearchesJob: Job = {
  name: "search-history.forget",
  cron: "40 18 * * *",
  async run(ctx) {
    await ctx.transaction(async (tx) => {
      await tx.$executeRaw`
        DELETE FROM search_history WHERE searched_at <= (SELECT app_now()) - make_interval(days => ${SEARCH_HISTORY_DAYS})`;
      await tx.$executeRaw`
        DELETE FROM search_history h USING (SELECT id, row_number() OVER (PARTITION BY user_id ORDER BY searched_at DESC, id DESC) AS n
          FROM search_history) r WHERE r.id = h.id AND r.n > ${MAX_SEARCH_HISTORY}`;
    });
  },
};
