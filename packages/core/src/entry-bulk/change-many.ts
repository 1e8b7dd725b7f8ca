import { type Database, Prisma, type Tx } from "@jiebang/db";
import {
  BULK_AT_ONCE,
  type BulkAction,
  type BulkInput,
  type BulkResult,
  type BulkView,
  bulkAction,
  bulkInput,
  DomainError,
  LIVE_ITEM_STATES,
  newId,
  notFound,
  requireUser,
  seesOwnEntry,
  type UserActor,
} from "@jiebang/domain";
import { requireCodes } from "../code-list/require-codes.ts";
import { type OwnCase, standingOf } from "../entry/entry.access.ts";
import { requireValidity } from "../entry/renew-entry.ts";
import { loadActor } from "../identity/load-actor.ts";
import { announceChange } from "../kernel/announce-change.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { coordinatorsOf, notify } from "../notification/notify.ts";
import { applyPlan } from "./apply-plan.ts";
import { type Plan, planChange } from "./plan-change.ts";

const CHUNK = 25;

/** What would become of each entry, in words; nothing is written. */
export async function previewBulkChange(ctx: Ctx, raw: BulkInput): Promise<BulkView> {
  const actor = requireUser(ctx.actor);
  const input = bulkInput.parse(raw);
  const tx = ctx.db.prisma;
  const change = await settleChange(tx, input.change);
  const plans = await planAll(tx, actor, [...new Set(input.entryIds)], change);
  const results = plans.map(({ plan }) => toResult(plan));
  return { changeId: null, state: "preview", total: results.length, done: 0, results };
}

/** Up to fifty in this breath and one transaction; more of them in the background, with progress, each exactly once. */
export async function runBulkChange(ctx: Ctx, raw: BulkInput): Promise<BulkView> {
  const actor = requireUser(ctx.actor);
  const input = bulkInput.parse(raw);
  const entryIds = [...new Set(input.entryIds)];
  return ctx.transaction(async (tx) => {
    const change = await settleChange(tx, input.change);
    // Unseen ids end it before anything is written.
    await fetchCases(tx, actor, entryIds);
    const changeId = newId("blk");
    await tx.bulkChange.create({
      data: {
        id: changeId,
        userId: actor.userId,
        action: change.action,
        input: { entryIds, change } as object,
        total: entryIds.length,
      },
    });
    await recordAudit(tx, actor, `entry.bulk_${change.action}`, {
      subjectKind: "bulk_change",
      subjectId: changeId,
      values: { count: entryIds.length },
    });
    if (entryIds.length > BULK_AT_ONCE) {
      await enqueue(tx, "entry.bulk", { changeId }, { key: `entry.bulk:${changeId}` });
      return loadBulkChange(tx, actor.userId, changeId);
    }
    await changeChunk(tx, actor, changeId, entryIds.length);
    return loadBulkChange(tx, actor.userId, changeId);
  });
}

/** Goes on where it stands, chunk by chunk; a killed process leaves whole chunks, and no entry is changed twice. */
export async function continueBulkChange(deps: Ctx, changeId: string): Promise<void> {
  for (;;) {
    const isDone = await deps.transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM bulk_change WHERE id = ${changeId} FOR UPDATE`;
      const row = await tx.bulkChange.findUnique({ where: { id: changeId } });
      if (row?.state !== "running") return true;
      // With the rights of today, not of the moment at which it was asked.
      const actor = await actorOf(deps.db, row.userId);
      if (!actor) {
        await tx.bulkChange.update({ where: { id: changeId }, data: { state: "failed" } });
        return true;
      }
      await changeChunk(tx, actor, changeId, CHUNK);
      await announceChange(tx, { topic: "entry", id: changeId, userIds: [row.userId] });
      return false;
    });
    if (isDone) return;
  }
}

async function actorOf(db: Database, userId: string): Promise<UserActor | null> {
  const actor = await loadActor(db, { userId });
  return actor?.kind === "user" ? actor : null;
}

export async function getBulkChange(ctx: Ctx, input: { changeId: string }): Promise<BulkView> {
  return loadBulkChange(ctx.db.prisma, requireUser(ctx.actor).userId, input.changeId);
}

async function loadBulkChange(tx: Tx, userId: string, changeId: string): Promise<BulkView> {
  const row = await tx.bulkChange.findFirst({ where: { id: changeId, userId } });
  if (!row) throw notFound();
  return {
    changeId: row.id,
    state: row.state as BulkView["state"],
    total: row.total,
    done: row.done,
    // Written by `changeChunk`.
    results: row.results as unknown as BulkResult[],
  };
}

async function changeChunk(tx: Tx, actor: UserActor, changeId: string, size: number): Promise<void> {
  const row = await tx.bulkChange.findUniqueOrThrow({ where: { id: changeId } });
  const input = row.input as { entryIds: string[]; change: unknown };
  const change = bulkAction.parse(input.change);
  const ids = input.entryIds.slice(row.done, row.done + size);
  const results: BulkResult[] = [];
  for (const planned of await planAll(tx, actor, ids, change)) results.push(await applyOne(tx, actor, planned, change));
  await tellDesk(tx, results);
  const done = row.done + ids.length;
  const all = [...(row.results as unknown as BulkResult[]), ...results];
  await tx.$executeRaw`
    UPDATE bulk_change SET done = ${done}::int, results = ${JSON.stringify(all)}::jsonb, updated_at = app_now(),
      state = ${done >= row.total ? "done" : "running"} WHERE id = ${changeId}`;
  if (done >= row.total && row.total > BULK_AT_ONCE)
    await notify(tx, {
      userIds: [row.userId],
      kind: "notify.bulk_done",
      params: { total: row.total, refused: all.filter((r) => r.outcome === "refused").length },
      link: `/app/entries/bulk/${changeId}`,
      dedupeKey: `bulk.done:${changeId}`,
    });
}

/** One refused entry takes nothing of the others with it. */
async function applyOne(
  tx: Tx,
  actor: UserActor,
  { found, plan }: { found: OwnCase; plan: Plan },
  change: BulkAction,
): Promise<BulkResult> {
  await tx.$executeRaw`SAVEPOINT one_entry`;
  try {
    await applyPlan(tx, actor, found, change, plan);
    await tx.$executeRaw`RELEASE SAVEPOINT one_entry`;
    return toResult(plan);
  } catch (error) {
    const isKnown = error instanceof Prisma.PrismaClientKnownRequestError;
    if (!isKnown && !(error instanceof DomainError)) throw error;
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT one_entry`;
    const reason = isKnown ? "common.stale" : error.reason;
    return { ...toResult(plan), outcome: "refused", fields: [], reason, details: isKnown ? {} : error.details };
  }
}

/** Days and codes are asked once for all; an alias becomes its code. */
async function settleChange(tx: Tx, change: BulkAction): Promise<BulkAction> {
  if (change.action === "renew") await requireValidity(tx, change.validUntil);
  if (change.action !== "edit") return change;
  const changes = { ...change.changes };
  if (changes.validUntil) await requireValidity(tx, changes.validUntil);
  for (const [field, list] of [
    ["areaCode", "area"],
    ["chainCode", "chain"],
    ["industryCode", "industry"],
  ] as const) {
    const code = changes[field];
    if (code) changes[field] = (await requireCodes(tx, list, [code], field))[0] ?? code;
  }
  return { ...change, changes };
}

async function planAll(tx: Tx, actor: UserActor, entryIds: string[], change: BulkAction) {
  const cases = await fetchCases(tx, actor, entryIds);
  const items = await tx.boardItem.findMany({
    where: { entryId: { in: entryIds }, state: { in: [...LIVE_ITEM_STATES] } },
    select: { entryId: true, procedure: { select: { number: true } } },
  });
  const boards = new Map(items.map((i) => [i.entryId, i.procedure.number ?? ""]));
  const planned: { found: OwnCase; plan: Plan }[] = [];
  for (const found of cases)
    planned.push({ found, plan: await planChange(tx, actor, found, change, boards.get(found.entry.id)) });
  return planned;
}

/** All of them, in the order asked for, or "not found": one that may not be seen does not exist. */
async function fetchCases(tx: Tx, actor: UserActor, entryIds: string[]): Promise<OwnCase[]> {
  const entries = new Map((await tx.entry.findMany({ where: { id: { in: entryIds } } })).map((e) => [e.id, e]));
  const revisionIds = [...entries.values()].map((e) => e.currentRevisionId ?? "");
  const revisions = new Map((await tx.revision.findMany({ where: { id: { in: revisionIds } } })).map((r) => [r.id, r]));
  return entryIds.map((id) => {
    const entry = entries.get(id);
    const revision = revisions.get(entry?.currentRevisionId ?? "");
    if (!entry || !revision) throw notFound();
    const standing = standingOf(entry, revision);
    if (!seesOwnEntry(actor, standing)) throw notFound();
    return { entry, revision, standing };
  });
}

/** One line for the desk, not one per entry. */
async function tellDesk(tx: Tx, results: BulkResult[]): Promise<void> {
  const ids = results.filter((r) => r.outcome === "submitted" || r.outcome === "to_vetting").map((r) => r.entryId);
  if (ids.length === 0) return;
  const groups = await tx.$queryRaw<{ jurisdiction_id: string; n: number; title: string }[]>`
    SELECT e.jurisdiction_id, count(*)::int AS n, min(r.title) AS title FROM entry e JOIN revision r ON r.id = e.current_revision_id
    WHERE e.id = ANY(${ids}::text[]) AND e.jurisdiction_id IS NOT NULL GROUP BY e.jurisdiction_id`;
  for (const group of groups) {
    const county = await coordinatorsOf(tx, group.jurisdiction_id, "county");
    await notify(tx, {
      userIds: county.length ? county : await coordinatorsOf(tx, group.jurisdiction_id, "city"),
      kind: "notify.entries_submitted",
      params: { count: group.n, title: group.title },
      link: "/app/vetting",
      dedupeKey: `entries.submitted:${newId("blk")}`,
    });
  }
}

const toResult = ({ direct: _direct, vetted: _vetted, renewUntil: _until, ...result }: Plan): BulkResult => result;
