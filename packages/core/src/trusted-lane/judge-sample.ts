import { Prisma, type rows, type Tx } from "@jiebang/db";
import {
  canMoveEntry,
  coversJurisdiction,
  DomainError,
  type EntryState,
  isBarredFromVetting,
  type JudgeOutcome,
  type JudgeSampleInput,
  judgeSampleInput,
  newId,
  notFound,
  OPEN_REVISION_STATES,
  requireUser,
  sampleConsequence,
} from "@jiebang/domain";
import { declineOpenInterests, requireNotOnBoard } from "../entry/end-entry.ts";
import { contentOf } from "../entry/revision-content.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { coordinatorsOf, membersOf, notify } from "../notification/notify.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import { ruleOfCity } from "../vetting/vetting-rule.ts";
import { tellLaneEnded } from "./grant-lane.ts";

/** The city looks at a sample: it passes, or it fails with what follows for the entry and, by the count, for the lane. */
export async function judgeSample(ctx: Ctx, raw: JudgeSampleInput): Promise<JudgeOutcome> {
  const actor = requireUser(ctx.actor);
  const input = judgeSampleInput.parse(raw);
  if (!input.passes && input.reasons.length === 0) throw new DomainError("invalid", "vetting.reason_missing");
  return ctx.transaction(async (tx) => {
    const sample = await tx.vettingSample.findUnique({ where: { id: input.sampleId } });
    const entry = sample && (await tx.entry.findUnique({ where: { id: sample.entryId } }));
    if (!sample || !entry || !coversJurisdiction(actor, entry.jurisdictionId, "city")) throw notFound();
    const revision = await tx.revision.findUniqueOrThrow({ where: { id: sample.revisionId } });
    if (isBarredFromVetting(actor, { ...entry, submittedById: revision.submittedById }))
      throw new DomainError("forbidden", "vetting.own_entry");
    const now = await appNow(tx);
    const outcome = input.passes ? null : sampleConsequence(input.reasons);
    const { count } = await tx.vettingSample.updateMany({
      where: { id: sample.id, state: "open" },
      data: { state: input.passes ? "passed" : "failed", outcome, decidedById: actor.userId, decidedAt: now },
    });
    if (count === 0) throw new DomainError("conflict", "common.stale");
    await tx.vettingDecision.create({
      data: {
        id: newId("vet"),
        entryId: entry.id,
        revisionId: revision.id,
        step: "sample",
        action: input.passes ? "pass" : "fail",
        reasons: input.reasons,
        note: input.note,
        decidedById: actor.userId,
        decidedAt: now,
      },
    });
    await recordAudit(tx, actor, input.passes ? "lane.sample_passed" : "lane.sample_failed", {
      subjectKind: "entry",
      subjectId: entry.id,
      values: { sampleId: sample.id, reasons: input.reasons, outcome },
    });
    if (outcome === "withdrawn") await takeOut(tx, entry, revision.title, now);
    if (outcome === "returned") await giveBack(tx, entry, revision, now);
    if (outcome)
      await notify(tx, {
        userIds: await membersOf(tx, entry.organisationId),
        kind: `notify.sample_${outcome}`,
        params: { number: entry.number ?? "", title: revision.title },
        link: `/app/entries/${entry.id}`,
        dedupeKey: `sample:${sample.id}`,
        mail: true,
      });
    const isLaneLost = outcome !== null && (await loseLane(tx, sample.laneId, now));
    return { sampleId: sample.id, state: input.passes ? "passed" : "failed", outcome, isLaneLost };
  });
}

/** A grave failure: out of the catalogue at once; it comes back only through vetting. */
async function takeOut(tx: Tx, entry: rows.EntryModel, title: string, now: Date): Promise<void> {
  if (!canMoveEntry(entry.state as EntryState, "withdraw")) return;
  await requireNotOnBoard(tx, entry.id);
  const { count } = await tx.entry.updateMany({
    where: { id: entry.id, state: entry.state, version: entry.version },
    data: { state: "withdrawn", endReason: "sample_failed", updatedAt: now, version: { increment: 1 } },
  });
  if (count === 0) throw new DomainError("conflict", "common.stale");
  await declineOpenInterests(tx, entry.id, title);
  await refreshEntryIndex(tx, [entry.id]);
}

/** Any other failure: what stands stays, and its text lies with the university to be corrected, unless it is at work on one already. */
async function giveBack(tx: Tx, entry: rows.EntryModel, revision: rows.RevisionModel, now: Date): Promise<void> {
  const open = await tx.revision.findFirst({
    where: { entryId: entry.id, state: { in: [...OPEN_REVISION_STATES] } },
    select: { id: true },
  });
  if (open || entry.state === "archived") return;
  const last = await tx.revision.aggregate({ where: { entryId: entry.id }, _max: { no: true } });
  const revisionId = newId("rev");
  const { decidedAt: _decided, submittedAt: _submitted, submittedById: _by, ...text } = revision;
  await tx.revision.create({
    data: {
      ...text,
      id: revisionId,
      no: (last._max.no ?? 0) + 1,
      state: "returned",
      lockVersion: 1,
      layers: revision.layers as object,
      detail: revision.detail as object,
      returnedContent: contentOf(entry.kind, revision) as object,
      createdAt: now,
      updatedAt: now,
    },
  });
  const files = await tx.attachment.findMany({
    where: { subjectKind: "revision", subjectId: revision.id, removedAt: null },
  });
  await tx.attachment.createMany({
    data: files.map((f) => ({ ...f, id: newId("att"), subjectId: revisionId, found: f.found ?? Prisma.DbNull })),
  });
  await tx.entry.update({ where: { id: entry.id }, data: { currentRevisionId: revisionId, updatedAt: now } });
}

/** So many failures within so many months end the lane; two failures at once are counted one after the other. */
async function loseLane(tx: Tx, laneId: string, now: Date): Promise<boolean> {
  await tx.$queryRaw`SELECT id FROM trusted_lane WHERE id = ${laneId} FOR UPDATE`;
  const lane = await tx.trustedLane.findUniqueOrThrow({ where: { id: laneId } });
  if (lane.endedAt) return false;
  const rule = await ruleOfCity(tx, lane.cityId);
  const [counted] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM vetting_sample
    WHERE lane_id = ${laneId} AND state = 'failed' AND decided_at > ${now}::timestamptz - make_interval(months => ${rule.laneMonths}::int)`;
  const failures = counted?.n ?? 0;
  if (failures < rule.laneFailures) return false;
  await tx.trustedLane.update({ where: { id: laneId }, data: { endedAt: now, endReason: "failures" } });
  await recordAudit(tx, { kind: "system", job: "lane.failures" }, "lane.lose", {
    subjectKind: "organisation",
    subjectId: lane.organisationId,
    values: { laneId, failures, months: rule.laneMonths },
  });
  await tellLaneEnded(tx, laneId, lane.organisationId, "failures", String(failures));
  const { name } = await tx.organisation.findUniqueOrThrow({
    where: { id: lane.organisationId },
    select: { name: true },
  });
  await notify(tx, {
    userIds: await coordinatorsOf(tx, lane.cityId, "city"),
    kind: "notify.lane_lost_desk",
    params: { organisation: name, failures },
    link: "/app/vetting/lanes",
    dedupeKey: `lane.lost:${laneId}`,
  });
  return true;
}
