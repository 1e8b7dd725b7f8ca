import type { Tx } from "@jiebang/db";
import {
  type AlertRef,
  type AlertView,
  alertRef,
  type ListSavedSearchesInput,
  listSavedSearchesInput,
  notFound,
  requireUser,
  type SavedSearchPage,
  type SavedSearchView,
  toEntryCard,
} from "@jiebang/domain";
import { loadPublicEntries } from "../entry/public-entry.queries.ts";
import { entriesHiddenFrom } from "../entry/readable-entries.ts";
import type { Ctx } from "../kernel/ctx.ts";

interface Row {
  id: string;
  version: number;
  name: string;
  url: string;
  cadence: SavedSearchView["cadence"];
  by_mail: boolean;
  created_at: Date;
  next_at: Date | null;
  last_alert_at: Date | null;
  told: number;
  unsubscribed_at: Date | null;
}

/** One's own kept searches, newest first; those of others do not exist. */
export async function listSavedSearches(ctx: Ctx, raw: ListSavedSearchesInput): Promise<SavedSearchPage> {
  const { userId } = requireUser(ctx.actor);
  const { limit, offset } = listSavedSearchesInput.parse(raw);
  const tx = ctx.db.prisma;
  return {
    items: await loadSavedSearches(tx, userId, { limit, offset }),
    total: await tx.savedSearch.count({ where: { userId } }),
    hasMailAddress:
      (await tx.user.count({ where: { id: userId, NOT: { email: { endsWith: "@mobile.invalid" } } } })) > 0,
  };
}

export async function loadSavedSearches(
  tx: Tx,
  userId: string,
  which: { searchId?: string; limit?: number; offset?: number },
): Promise<SavedSearchView[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT s.id, s.version, s.name, s.url, s.cadence, s.by_mail, s.created_at, s.next_at, s.unsubscribed_at,
      a.last_alert_at, coalesce(a.told, 0)::int AS told
    FROM saved_search s LEFT JOIN LATERAL (SELECT max(created_at) AS last_alert_at, sum(hits) AS told
      FROM saved_search_alert a WHERE a.search_id = s.id) a ON true
    WHERE s.user_id = ${userId} AND (${which.searchId ?? null}::text IS NULL OR s.id = ${which.searchId ?? null})
    ORDER BY s.created_at DESC, s.id DESC LIMIT ${which.limit ?? 1} OFFSET ${which.offset ?? 0}`;
  return rows.map((row) => ({
    searchId: row.id,
    version: row.version,
    name: row.name,
    url: row.url,
    cadence: row.cadence,
    byMail: row.by_mail,
    createdAt: row.created_at.toISOString(),
    nextAt: row.next_at?.toISOString() ?? null,
    lastAlertAt: row.last_alert_at?.toISOString() ?? null,
    told: row.told,
    unsubscribedAt: row.unsubscribed_at?.toISOString() ?? null,
  }));
}

/** What one alert told. What this person may not see any more is only counted. */
export async function getSearchAlert(ctx: Ctx, raw: AlertRef): Promise<AlertView> {
  const { userId } = requireUser(ctx.actor);
  const { alertId } = alertRef.parse(raw);
  const tx = ctx.db.prisma;
  const [alert] = await tx.$queryRaw<
    { search_id: string; name: string; url: string; created_at: Date; ids: string[] }[]
  >`
    SELECT s.id AS search_id, s.name, s.url, a.created_at,
      ARRAY(SELECT h.entry_id FROM saved_search_hit h WHERE h.alert_id = a.id ORDER BY h.entry_id DESC) AS ids
    FROM saved_search_alert a JOIN saved_search s ON s.id = a.search_id
    WHERE a.id = ${alertId} AND s.user_id = ${userId}`;
  if (!alert) throw notFound();
  const hidden = new Set(await entriesHiddenFrom(ctx.db, ctx.actor));
  const seen = alert.ids.filter((id) => !hidden.has(id));
  const entries = (await loadPublicEntries(tx, seen)).map(toEntryCard);
  return {
    alertId,
    searchId: alert.search_id,
    name: alert.name,
    url: alert.url,
    createdAt: alert.created_at.toISOString(),
    entries,
    gone: alert.ids.length - entries.length,
  };
}
