import type { Tx } from "@jiebang/db";
import {
  type AlertCadence,
  filterOf,
  newId,
  nextAlertAt,
  parseSearchUrl,
  type SearchFilter,
  type UserActor,
} from "@jiebang/domain";
import { useRecentWords } from "../dictionary/current-dictionary.ts";
import { entriesHiddenFrom } from "../entry/readable-entries.ts";
import { loadActor } from "../identity/load-actor.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import type { Job, Ticker } from "../kernel/job.ts";
import { notify } from "../notification/notify.ts";
import { searchEngineOf } from "../search/search-engine.ts";

const PORTION = 100;
const PAGE = 100;
const MOST_HITS = 1000;
/** An index beside the database may hear of an entry late: what was told is remembered, so looking back costs nothing. */
const LOOK_BACK_DAYS = 3;
/** "At once" looks again at most this often, and for a while after the newest publication. */
const AT_ONCE = { everySeconds: 20, forSeconds: 180 };

/** Whose turn it is: by the calendar, or because something was published. Alias `s`. */
const DUE = `(s.next_at <= (SELECT app_now())
  OR (s.cadence = 'at_once' AND s.checked_at < (SELECT app_now()) - interval '${AT_ONCE.everySeconds} seconds'
    AND s.checked_at < (SELECT max(published_at) FROM search_document) + interval '${AT_ONCE.forSeconds} seconds'))`;

/** Looks through kept searches that are due, each in a transaction of its own: what is broken off is due again. */
export const alertSavedSearchesJob: Job = {
  name: "saved-search.sweep",
  async run(ctx) {
    for (;;) {
      const { rows } = await ctx.db.pool.query<{ id: string }>(
        `SELECT s.id FROM saved_search s WHERE ${DUE} ORDER BY s.checked_at, s.id LIMIT ${PORTION}`,
      );
      for (const { id } of rows) await alertSavedSearch(ctx, id);
      if (rows.length < PORTION) return;
    }
  },
};

export const wakeSavedSearches: Ticker = {
  name: "saved-search.wake",
  async run(ctx) {
    const { rows } = await ctx.db.pool.query(`SELECT 1 FROM saved_search s WHERE ${DUE} LIMIT 1`);
    if (rows.length > 0)
      await ctx.transaction((tx) => enqueue(tx, "saved-search.sweep", {}, { key: "saved-search.sweep" }));
  },
};

interface Due {
  user_id: string;
  name: string;
  url: string;
  cadence: AlertCadence;
  by_mail: boolean;
  since: Date;
  checked_at: Date;
}

/** Tells one person what is new for one search, if it is due; an entry at most once, however many look at once. */
export async function alertSavedSearch(ctx: Ctx, searchId: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const [search] = await tx.$queryRawUnsafe<Due[]>(
      `SELECT user_id, name, url, cadence, by_mail, since, checked_at FROM saved_search s
       WHERE s.id = $1 AND s.cadence <> 'off' AND ${DUE} FOR UPDATE SKIP LOCKED`,
      searchId,
    );
    if (!search) return;
    const now = await appNow(tx);
    const actor = await loadActor(tx, { userId: search.user_id });
    // An account that was closed hears nothing; opened again, it hears of what comes then.
    const found = actor ? await findNew(ctx, actor, search) : [];
    await tx.savedSearch.update({
      where: { id: searchId },
      data: { checkedAt: now, nextAt: nextAlertAt(search.cadence, now), ...(!actor && { since: now }) },
    });
    const alertId = newId("ssa");
    const fresh = await remember(tx, searchId, alertId, found);
    if (fresh === 0 || !actor) return;
    const params = { name: search.name, n: fresh };
    await notify(tx, {
      userIds: [actor.userId],
      kind: "notify.saved_search_found",
      params,
      link: `/app/saved-searches/alerts/${alertId}`,
      dedupeKey: `saved-search:${alertId}`,
    });
    if (search.by_mail) await enqueue(tx, "saved-search.mail", { alertId });
  });
}

/** Ids of public entries since the search was kept that hold every word of it, and exist for this person. */
async function findNew(ctx: Ctx, actor: UserActor, search: Due): Promise<string[]> {
  const state = parseSearchUrl(new URLSearchParams(search.url));
  const lookBack = search.checked_at.getTime() - LOOK_BACK_DAYS * 86_400_000;
  const min = new Date(Math.max(search.since.getTime(), lookBack)).toISOString();
  const published: SearchFilter = { op: "range", field: "publishedAt", min };
  const wanted = filterOf(state);
  const filter: SearchFilter = wanted ? { op: "and", of: [wanted, published] } : published;
  const [without] = await Promise.all([entriesHiddenFrom(ctx.db, actor), useRecentWords(ctx.db)]);
  const ids: string[] = [];
  for (let offset = 0; offset < MOST_HITS; offset += PAGE) {
    const { hits, relaxed } = await searchEngineOf(ctx.db).search({
      query: state.query,
      kinds: state.kinds,
      filter,
      sort: "newest",
      offset,
      limit: PAGE,
      without,
    });
    // What has only some of the words helps who looks, and disturbs who waits.
    if (relaxed) break;
    ids.push(...hits.map((hit) => hit.id));
    if (hits.length < PAGE) break;
  }
  return ids;
}

/** Keeps what is told now and was not before; the alert exists only when there is something. */
async function remember(tx: Tx, searchId: string, alertId: string, entryIds: string[]): Promise<number> {
  if (entryIds.length === 0) return 0;
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    WITH fresh AS (SELECT f.id FROM unnest(${entryIds}::text[]) AS f(id) WHERE NOT EXISTS
        (SELECT 1 FROM saved_search_hit h WHERE h.search_id = ${searchId} AND h.entry_id = f.id)),
      alert AS (INSERT INTO saved_search_alert (id, search_id, hits)
        SELECT ${alertId}, ${searchId}, count(*) FROM fresh HAVING count(*) > 0)
    SELECT count(*)::int AS n FROM fresh`;
  if (row!.n === 0) return 0;
  await tx.$executeRaw`
    INSERT INTO saved_search_hit (search_id, entry_id, alert_id)
    SELECT ${searchId}, f.id, ${alertId} FROM unnest(${entryIds}::text[]) AS f(id) ON CONFLICT DO NOTHING`;
  return row!.n;
}
