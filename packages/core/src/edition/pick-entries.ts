import type { Tx } from "@jiebang/db";
import {
  type AddToEditionInput,
  addToEditionInput,
  coveredJurisdictions,
  DomainError,
  EDITION_LIMIT,
  type EditionView,
  type FillEditionInput,
  fillEditionInput,
  notFound,
  requireUser,
  type SaveEditionPicksInput,
  type SortEditionInput,
  saveEditionPicksInput,
  sortEditionInput,
  type UserActor,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { type EditionRecord, loadEditionView, lockEdition, requireDraft } from "./load-edition.ts";
import { idsByFilter, ORDER } from "./select-entries.ts";

/** Takes in what a filter, or a call, gives. */
export async function fillEdition(ctx: Ctx, raw: FillEditionInput): Promise<EditionView> {
  const { editionId, filter, mode } = fillEditionInput.parse(raw);
  return inDraft(ctx, editionId, async (tx, edition) => {
    if (filter.callId && !(await tx.call.count({ where: { id: filter.callId, number: { not: null } } })))
      throw new DomainError("invalid", "edition.call_unknown", { fields: { callId: "edition.call_unknown" } });
    const found = await idsByFilter(tx, edition, filter, EDITION_LIMIT + 1);
    const before = mode === "add" ? await pickedIds(tx, editionId) : [];
    const ids = [...new Set([...before, ...found])];
    await writePicks(tx, editionId, ids);
    await tx.edition.update({ where: { id: editionId }, data: { selection: filter, callId: filter.callId } });
    return { entries: ids.length, mode };
  });
}

/** The picks and their order as they were put together by hand. */
export async function saveEditionPicks(ctx: Ctx, raw: SaveEditionPicksInput): Promise<EditionView> {
  const { editionId, version, entryIds } = saveEditionPicksInput.parse(raw);
  return inDraft(ctx, editionId, async (tx, edition) => {
    if (edition.version !== version) throw new DomainError("conflict", "common.stale");
    const ids = [...new Set(entryIds)];
    // Only what was taken in before by its own rules stays: this call orders and removes.
    const before = new Set(await pickedIds(tx, editionId));
    if (ids.some((id) => !before.has(id))) throw notFound();
    await writePicks(tx, editionId, ids);
    return { entries: ids.length };
  });
}

export async function sortEdition(ctx: Ctx, raw: SortEditionInput): Promise<EditionView> {
  const { editionId, by } = sortEditionInput.parse(raw);
  return inDraft(ctx, editionId, async (tx) => {
    await tx.$executeRaw`
      UPDATE edition_pick p SET position = s.position FROM (
        SELECT e.id, row_number() OVER (ORDER BY ${ORDER[by]})::int AS position FROM edition_pick q
        JOIN entry e ON e.id = q.entry_id LEFT JOIN revision r ON r.id = e.published_revision_id WHERE q.edition_id = ${editionId}) s
      WHERE p.edition_id = ${editionId} AND p.entry_id = s.id`;
    return { by };
  });
}

/** One more entry by its number, at the end. */
export async function addToEdition(ctx: Ctx, raw: AddToEditionInput): Promise<EditionView> {
  const { editionId, number } = addToEditionInput.parse(raw);
  return inDraft(ctx, editionId, async (tx, _edition, user) => {
    const entry = await tx.entry.findFirst({
      where: { number: number.toUpperCase(), jurisdictionId: { in: coveredJurisdictions(user) } },
      select: { id: true },
    });
    if (!entry)
      throw new DomainError("invalid", "edition.number_unknown", {
        number,
        fields: { number: "edition.number_unknown" },
      });
    const ids = await pickedIds(tx, editionId);
    if (!ids.includes(entry.id)) await writePicks(tx, editionId, [...ids, entry.id]);
    return { number: number.toUpperCase() };
  });
}

async function inDraft(
  ctx: Ctx,
  editionId: string,
  work: (tx: Tx, edition: EditionRecord, user: UserActor) => Promise<Record<string, unknown>>,
): Promise<EditionView> {
  return ctx.transaction(async (tx) => {
    const user = requireUser(ctx.actor);
    const edition = await lockEdition(tx, user, editionId);
    requireDraft(edition, "edit");
    const values = await work(tx, edition, user);
    await tx.edition.update({
      where: { id: editionId, state: "draft" },
      data: { version: { increment: 1 }, updatedAt: await appNow(tx) },
    });
    await recordAudit(tx, user, "edition.pick", { subjectKind: "edition", subjectId: editionId, values });
    return loadEditionView(tx, user, editionId);
  });
}

async function pickedIds(tx: Tx, editionId: string): Promise<string[]> {
  const picks = await tx.editionPick.findMany({ where: { editionId }, orderBy: { position: "asc" } });
  return picks.map((p) => p.entryId);
}

async function writePicks(tx: Tx, editionId: string, ids: string[]): Promise<void> {
  if (ids.length > EDITION_LIMIT) throw new DomainError("invalid", "edition.too_many_entries", { max: EDITION_LIMIT });
  await tx.editionPick.deleteMany({ where: { editionId } });
  await tx.editionPick.createMany({ data: ids.map((entryId, i) => ({ editionId, entryId, position: i + 1 })) });
}
