import type { Prisma, Tx } from "@jiebang/db";
import {
  DomainError,
  type FirmFields,
  type FirmListRef,
  type FirmListView,
  firmListRef,
  firmProblem,
  newId,
  type UserActor,
} from "@jiebang/domain";
import { announceChange } from "../kernel/announce-change.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { fetchFirmList, requireCoordinator, toFirmListView } from "./firm-list.queries.ts";
import { type MatchedFirm, matchFirms } from "./match-firms.ts";
import { countFirms } from "./stage-firm-list.ts";

/**
 * Brings a list in as a whole, in one transaction: interrupted, it never happened, and may be done again. Firms are looked
 * up once more under a lock, so that two lists at once, or the same one twice, make one firm of each.
 */
export async function loadFirmList(ctx: Ctx, input: FirmListRef): Promise<FirmListView> {
  const actor = requireCoordinator(ctx.actor);
  const { listId } = firmListRef.parse(input);
  return ctx.transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('firm-list'))::text`;
    const list = await fetchFirmList(tx, actor, listId);
    if (list.state === "loaded") return toFirmListView(tx, list); // said yes twice
    if (list.state !== "staged") throw new DomainError("conflict", "firmList.not_staged");
    const now = await appNow(tx);
    const rows = await tx.firmListRow.findMany({ where: { listId }, orderBy: { no: "asc" } });
    const matched = await matchFirms(
      tx,
      actor,
      rows.map((r) => ({
        no: r.no,
        line: r.line,
        fields: r.parsed as unknown as FirmFields, // written by stage-firm-list only
        problems: firmProblem
          .array()
          .parse(r.problems)
          .filter((p) => !MATCH_PROBLEMS.includes(p.code)),
      })),
    );
    const loaded = [...(await insertFirms(tx, actor, matched, now)), ...(await updateFirms(tx, actor, matched, now))];
    await writeRows(tx, listId, matched, new Map(loaded));
    const counts = { ...countFirms(matched), loaded: loaded.length };
    const after = await tx.firmList.update({
      where: { id: listId, state: "staged" },
      data: { state: "loaded", loadedAt: now, counts },
    });
    await recordAudit(tx, actor, "firm_list.load", { subjectKind: "firm_list", subjectId: listId, values: counts });
    await announceChange(tx, { topic: "organisation", id: listId, userIds: [actor.userId] });
    return toFirmListView(tx, after);
  });
}

/** Said again at each look, by what stands in the books then. */
const MATCH_PROBLEMS = ["other_area", "not_your_area", "county_needed"];

async function insertFirms(tx: Tx, actor: UserActor, matched: MatchedFirm[], now: Date): Promise<[number, string][]> {
  const fresh = matched.filter((m) => m.status === "new").map((m) => ({ ...m, id: newId("org") }));
  await tx.organisation.createMany({
    data: fresh.map(({ id, fields }) => ({
      ...fields,
      id,
      kind: "enterprise",
      createdById: actor.userId,
      createdAt: now,
      updatedAt: now,
    })),
  });
  await tx.auditEvent.createMany({
    data: fresh.map(({ id, fields }) => ({
      id: newId("aud"),
      actorKind: "user",
      actorId: actor.userId,
      action: "organisation.create",
      subjectKind: "organisation",
      subjectId: id,
      changed: [],
      values: { name: fields.name, isVerified: false, fromList: true },
    })),
  });
  return fresh.map(({ no, id }) => [no, id]);
}

async function updateFirms(tx: Tx, actor: UserActor, matched: MatchedFirm[], now: Date): Promise<[number, string][]> {
  const changed = matched.filter((m) => m.status === "changed");
  for (const { organisationId, update } of changed)
    await tx.organisation.update({
      where: { id: organisationId! },
      data: { ...(update as Prisma.OrganisationUncheckedUpdateInput), version: { increment: 1 }, updatedAt: now },
    });
  await tx.auditEvent.createMany({
    data: changed.map(({ organisationId, update }) => ({
      id: newId("aud"),
      actorKind: "user",
      actorId: actor.userId,
      action: "organisation.update",
      subjectKind: "organisation",
      subjectId: organisationId,
      changed: Object.keys(update),
      values: { fromList: true },
    })),
  });
  return changed.map(({ no, organisationId }) => [no, organisationId!]);
}

async function writeRows(tx: Tx, listId: string, matched: MatchedFirm[], loaded: Map<number, string>): Promise<void> {
  const next = matched.map((m) => ({
    no: m.no,
    status: loaded.has(m.no) ? "loaded" : m.status,
    organisationId: loaded.get(m.no) ?? m.organisationId,
    problems: m.problems,
    duplicateOf: m.duplicateOf,
  }));
  await tx.$executeRaw`
    UPDATE firm_list_row r SET status = n.status, organisation_id = n."organisationId", problems = n.problems, duplicate_of = n."duplicateOf"
    FROM jsonb_to_recordset(${JSON.stringify(next)}::jsonb)
      AS n(no int, status text, "organisationId" text, problems jsonb, "duplicateOf" int)
    WHERE r.list_id = ${listId} AND r.no = n.no`;
}

/** Puts a list aside that nobody loads; its rows are forgotten. */
export async function discardFirmList(ctx: Ctx, input: FirmListRef): Promise<FirmListView> {
  const actor = requireCoordinator(ctx.actor);
  const { listId } = firmListRef.parse(input);
  const view = await ctx.transaction(async (tx) => {
    const list = await fetchFirmList(tx, actor, listId);
    const { count } = await tx.firmList.updateMany({
      where: { id: listId, state: "staged" },
      data: { state: "discarded" },
    });
    if (count === 0) throw new DomainError("conflict", "firmList.not_staged");
    await tx.firmListRow.deleteMany({ where: { listId } });
    await recordAudit(tx, actor, "firm_list.discard", { subjectKind: "firm_list", subjectId: listId });
    return { view: await toFirmListView(tx, { ...list, state: "discarded" }), storageKey: list.storageKey };
  });
  await ctx.services.files.remove(view.storageKey);
  return view.view;
}
