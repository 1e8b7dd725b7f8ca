import type { Tx } from "@jiebang/db";
import {
  coveredJurisdictions,
  DomainError,
  type ListSavedViewsInput,
  listSavedViewsInput,
  MAX_SAVED_VIEWS,
  newId,
  notFound,
  requireUser,
  type SavedView,
  type SavedViewRef,
  type SaveViewInput,
  type SetDefaultViewInput,
  savedViewRef,
  saveViewInput,
  setDefaultViewInput,
  type UserActor,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";

interface Row {
  id: string;
  list: SavedView["list"];
  name: string;
  search: SavedView["search"];
  user_id: string;
  by_name: string;
  is_shared: boolean;
  is_default: boolean;
}

/** One's own views of a list and those shared with one's jurisdictions: a city's views reach its counties. */
export async function listSavedViews(ctx: Ctx, raw: ListSavedViewsInput): Promise<SavedView[]> {
  const actor = requireUser(ctx.actor);
  return loadViews(ctx.db.prisma, actor, listSavedViewsInput.parse(raw).list);
}

async function loadViews(tx: Tx, actor: UserActor, list: string): Promise<SavedView[]> {
  const homes = [...coveredJurisdictions(actor), ...actor.appointments.map((a) => a.jurisdictionId)];
  const rows = await tx.$queryRaw<Row[]>`
    SELECT s.id, s.list, s.name, s.search, s.user_id, u.name AS by_name, s.jurisdiction_id IS NOT NULL AS is_shared,
      d.view_id IS NOT NULL AS is_default
    FROM saved_view s JOIN users u ON u.id = s.user_id
      LEFT JOIN saved_view_default d ON d.user_id = ${actor.userId} AND d.list = s.list AND d.view_id = s.id
    WHERE s.list = ${list} AND (s.user_id = ${actor.userId} OR s.jurisdiction_id = ANY(${homes}::text[])
      OR s.jurisdiction_id IN (SELECT parent_id FROM jurisdiction WHERE id = ANY(${homes}::text[])))
    ORDER BY s.user_id <> ${actor.userId}, s.created_at, s.id LIMIT 60`;
  return rows.map((r) => ({
    viewId: r.id,
    list: r.list,
    name: r.name,
    search: r.search,
    isOwn: r.user_id === actor.userId,
    isShared: r.is_shared,
    isDefault: r.is_default,
    byName: r.by_name,
  }));
}

/** Keeps the filters under a name; the same name again replaces what it held. */
export async function saveView(ctx: Ctx, raw: SaveViewInput): Promise<SavedView[]> {
  const actor = requireUser(ctx.actor);
  const input = saveViewInput.parse(raw);
  const home = actor.appointments[0]?.jurisdictionId ?? null;
  if (input.isShared && !home) throw new DomainError("forbidden", "savedView.share_coordinators_only");
  return ctx.transaction(async (tx) => {
    const key = { userId: actor.userId, list: input.list, name: input.name };
    const own = await tx.savedView.count({ where: { userId: actor.userId, list: input.list } });
    const before = await tx.savedView.findUnique({ where: { userId_list_name: key } });
    if (!before && own >= MAX_SAVED_VIEWS)
      throw new DomainError("conflict", "savedView.too_many", { max: MAX_SAVED_VIEWS });
    const data = { search: input.search, jurisdictionId: input.isShared ? home : null };
    const view = await tx.savedView.upsert({
      where: { userId_list_name: key },
      create: { id: newId("svw"), ...key, ...data },
      update: data,
    });
    if (input.isDefault) await putDefault(tx, actor, input.list, view.id);
    await recordAudit(tx, actor, "saved_view.save", {
      subjectKind: "saved_view",
      subjectId: view.id,
      values: { list: input.list, isShared: input.isShared },
    });
    return loadViews(tx, actor, input.list);
  });
}

/** One's own; with it goes everybody's wish to open with it. */
export async function removeSavedView(ctx: Ctx, raw: SavedViewRef): Promise<SavedView[]> {
  const actor = requireUser(ctx.actor);
  const { viewId } = savedViewRef.parse(raw);
  return ctx.transaction(async (tx) => {
    const view = await tx.savedView.findFirst({ where: { id: viewId, userId: actor.userId } });
    if (!view) throw notFound();
    await tx.savedView.delete({ where: { id: viewId } });
    await recordAudit(tx, actor, "saved_view.remove", { subjectKind: "saved_view", subjectId: viewId });
    return loadViews(tx, actor, view.list);
  });
}

/** With which view a list opens for this person; null: with all. */
export async function setDefaultView(ctx: Ctx, raw: SetDefaultViewInput): Promise<SavedView[]> {
  const actor = requireUser(ctx.actor);
  const { list, viewId } = setDefaultViewInput.parse(raw);
  return ctx.transaction(async (tx) => {
    if (viewId && !(await loadViews(tx, actor, list)).some((v) => v.viewId === viewId)) throw notFound();
    await putDefault(tx, actor, list, viewId);
    await recordAudit(tx, actor, "saved_view.set_default", { subjectKind: "saved_view", subjectId: viewId ?? list });
    return loadViews(tx, actor, list);
  });
}

async function putDefault(tx: Tx, actor: UserActor, list: string, viewId: string | null): Promise<void> {
  await tx.savedViewDefault.deleteMany({ where: { userId: actor.userId, list } });
  if (viewId) await tx.savedViewDefault.create({ data: { userId: actor.userId, list, viewId } });
}
