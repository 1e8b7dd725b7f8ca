import {
  canonicalSearch,
  DomainError,
  MAX_SAVED_SEARCHES,
  newId,
  nextAlertAt,
  notFound,
  requireUser,
  type SavedSearchRef,
  type SavedSearchView,
  type SaveSearchInput,
  savedSearchRef,
  saveSearchInput,
  type UpdateSavedSearchInput,
  updateSavedSearchInput,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { loadSavedSearches } from "./saved-search.queries.ts";

/** Keeps a search. Its alerts tell what is published from now on. What was searched for stays out of the record. */
export async function saveSearch(ctx: Ctx, raw: SaveSearchInput): Promise<SavedSearchView> {
  const actor = requireUser(ctx.actor);
  const input = saveSearchInput.parse(raw);
  const url = canonicalSearch(input.url);
  return ctx.transaction(async (tx) => {
    // Of two clicks at once the second one sees the first.
    await tx.$queryRaw`SELECT id FROM users WHERE id = ${actor.userId} FOR NO KEY UPDATE`;
    const own = await tx.savedSearch.findMany({ where: { userId: actor.userId }, select: { url: true, name: true } });
    const same = own.find((search) => search.url === url);
    if (same) throw new DomainError("conflict", "savedSearch.known", { name: same.name });
    if (own.length >= MAX_SAVED_SEARCHES)
      throw new DomainError("conflict", "savedSearch.too_many", { max: MAX_SAVED_SEARCHES });
    const searchId = newId("ssr");
    const now = await appNow(tx);
    const { name, cadence, byMail } = input;
    await tx.savedSearch.create({
      data: { id: searchId, userId: actor.userId, name, url, cadence, byMail, nextAt: nextAlertAt(cadence, now) },
    });
    await recordAudit(tx, actor, "saved_search.save", {
      subjectKind: "saved_search",
      subjectId: searchId,
      values: { cadence, byMail },
    });
    return (await loadSavedSearches(tx, actor.userId, { searchId }))[0]!; // the one just kept
  });
}

/** Another name, another rhythm. Alerts that are switched on again tell nothing of the time in between. */
export async function updateSavedSearch(ctx: Ctx, raw: UpdateSavedSearchInput): Promise<SavedSearchView> {
  const actor = requireUser(ctx.actor);
  const { searchId, version, name, cadence, byMail } = updateSavedSearchInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const before = await tx.savedSearch.findFirst({ where: { id: searchId, userId: actor.userId } });
    if (!before) throw notFound();
    const now = await appNow(tx);
    const isResumed = before.cadence === "off" && cadence !== "off";
    const { count } = await tx.savedSearch.updateMany({
      where: { id: searchId, version },
      data: {
        name,
        cadence,
        byMail,
        version: { increment: 1 },
        ...(cadence !== before.cadence && { nextAt: nextAlertAt(cadence, now) }),
        ...(isResumed && { since: now, checkedAt: now, unsubscribedAt: null }),
      },
    });
    if (count === 0) throw new DomainError("conflict", "common.stale");
    await recordAudit(tx, actor, "saved_search.change", {
      subjectKind: "saved_search",
      subjectId: searchId,
      values: { cadence, byMail },
    });
    return (await loadSavedSearches(tx, actor.userId, { searchId }))[0]!; // seen above
  });
}

export async function removeSavedSearch(ctx: Ctx, raw: SavedSearchRef): Promise<{ isGone: true }> {
  const actor = requireUser(ctx.actor);
  const { searchId } = savedSearchRef.parse(raw);
  return ctx.transaction(async (tx) => {
    const { count } = await tx.savedSearch.deleteMany({ where: { id: searchId, userId: actor.userId } });
    if (count === 0) throw notFound();
    await recordAudit(tx, actor, "saved_search.remove", { subjectKind: "saved_search", subjectId: searchId });
    return { isGone: true as const };
  });
}
