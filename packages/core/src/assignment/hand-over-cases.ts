import type { Tx } from "@jiebang/db";
import {
  type AssignOutcome,
  coveredJurisdictions,
  DomainError,
  type HandOverInput,
  handOverInput,
  requireUser,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { coordinatorsOf, notify } from "../notification/notify.ts";
import { moveCases, ofColleague, orStale, tellNewOwner } from "./assign-cases.ts";
import { coveredBy, openCases } from "./case.queries.ts";

/** A coordinator hands some or all open cases to a colleague of the same jurisdiction, with a note. A city may do it for others. */
export async function handOverCases(ctx: Ctx, raw: HandOverInput): Promise<AssignOutcome> {
  const actor = requireUser(ctx.actor);
  const input = handOverInput.parse(raw);
  const fromUserId = input.fromUserId ?? actor.userId;
  if (fromUserId === input.toUserId) throw new DomainError("invalid", "assignment.same_person");
  const jurisdictionIds =
    fromUserId === actor.userId
      ? coveredJurisdictions(actor)
      : actor.appointments.filter((a) => a.level === "city").flatMap((a) => a.covers);
  return orStale(() =>
    ctx.transaction(async (tx) => {
      const held = await tx.caseAssignment.findMany({
        where: {
          userId: fromUserId,
          endedAt: null,
          jurisdictionId: { in: jurisdictionIds },
          ...(input.stepKeys && { stepKey: { in: input.stepKeys } }),
        },
        select: { stepKey: true },
        take: 5000,
      });
      if (held.length === 0) throw new DomainError("conflict", "assignment.nothing_open");
      const found = await openCases(
        tx,
        held.map((a) => a.stepKey),
        jurisdictionIds,
      );
      const cases = await ofColleague(tx, found, input.toUserId);
      await moveCases(tx, actor, cases, { userId: input.toUserId, note: input.note, reason: "handed_over" });
      await tellNewOwner(tx, actor, input.toUserId, cases, input.note);
      return { moved: cases.length, left: held.length - cases.length };
    }),
  );
}

/**
 * What somebody had in a jurisdiction lies in the pool again when nothing gives him that jurisdiction any more;
 * those who stay are told. Called where an appointment or an account ends.
 */
export async function releaseCasesOf(tx: Tx, userId: string): Promise<number> {
  const covered = await coveredBy(tx, userId);
  const now = await appNow(tx);
  const released = await tx.$queryRaw<{ jurisdiction_id: string; n: number }[]>`
    WITH ended AS (
      UPDATE case_assignment SET ended_at = ${now}, end_reason = 'appointment_ended'
      WHERE user_id = ${userId} AND ended_at IS NULL AND jurisdiction_id <> ALL(${covered}::text[]) RETURNING jurisdiction_id)
    SELECT jurisdiction_id, count(*)::int AS n FROM ended GROUP BY jurisdiction_id ORDER BY jurisdiction_id`;
  if (released.length === 0) return 0;
  const user = await tx.user.findUnique({ where: { id: userId }, select: { name: true } });
  for (const { jurisdiction_id, n } of released) {
    await recordAudit(tx, { kind: "system", job: "assignment.release" }, "assignment.appointment_ended", {
      subjectKind: "user",
      subjectId: userId,
      values: { jurisdictionId: jurisdiction_id, count: n },
    });
    await notify(tx, {
      userIds: (await coordinatorsOf(tx, jurisdiction_id)).filter((id) => id !== userId),
      kind: "notify.cases_released",
      params: { name: user?.name ?? "", count: n },
      link: "/app/vetting?assigned=nobody",
      dedupeKey: `cases.released:${userId}:${jurisdiction_id}:${now.getTime()}`,
    });
  }
  return released.reduce((sum, r) => sum + r.n, 0);
}
