import type { Tx } from "@jiebang/db";
import {
  type AssignInput,
  type AssignOutcome,
  assignInput,
  coveredJurisdictions,
  DomainError,
  newId,
  notFound,
  requireUser,
  type UserActor,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { isUniqueViolation } from "../kernel/unique-violation.ts";
import { notify } from "../notification/notify.ts";
import { coveredBy, type OpenCase, openCases } from "./case.queries.ts";

/** Gives open cases to a colleague, takes them oneself, or puts them back into the pool. */
export async function assignCases(ctx: Ctx, raw: AssignInput): Promise<AssignOutcome> {
  const actor = requireUser(ctx.actor);
  const input = assignInput.parse(raw);
  const stepKeys = [...new Set(input.stepKeys)];
  return orStale(() =>
    ctx.transaction(async (tx) => {
      const found = await openCases(tx, stepKeys, coveredJurisdictions(actor));
      if (found.length === 0) throw notFound();
      const cases = input.userId ? await ofColleague(tx, found, input.userId) : found;
      await moveCases(tx, actor, cases, { ...input, reason: input.userId ? "handed_over" : "released" });
      if (input.userId && input.userId !== actor.userId) await tellNewOwner(tx, actor, input.userId, cases, input.note);
      return { moved: cases.length, left: stepKeys.length - cases.length };
    }),
  );
}

/** Two who give the same case away at once: the database holds one live row per case. */
export async function orStale<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError("conflict", "common.stale");
    throw error;
  }
}

/** Only what lies in the new person's jurisdiction can be his. */
export async function ofColleague(tx: Tx, cases: OpenCase[], userId: string): Promise<OpenCase[]> {
  const covered = await coveredBy(tx, userId);
  const own = cases.filter((c) => covered.includes(c.jurisdictionId));
  if (own.length === 0) throw new DomainError("invalid", "assignment.not_a_colleague");
  return own;
}

export async function moveCases(
  tx: Tx,
  actor: UserActor,
  cases: OpenCase[],
  to: { userId: string | null; note: string; reason: "handed_over" | "released" },
): Promise<void> {
  const now = await appNow(tx);
  const stepKeys = cases.map((c) => c.stepKey);
  await tx.caseAssignment.updateMany({
    where: { stepKey: { in: stepKeys }, endedAt: null },
    data: { endedAt: now, endReason: to.reason },
  });
  const { userId } = to;
  if (userId)
    await tx.caseAssignment.createMany({
      data: cases.map((c) => ({
        id: newId("asg"),
        stepKey: c.stepKey,
        jurisdictionId: c.jurisdictionId,
        userId,
        assignedById: actor.userId,
        note: to.note || null,
      })),
    });
  await recordAudit(tx, actor, userId ? "assignment.assign" : "assignment.release", {
    subjectKind: "user",
    subjectId: userId ?? actor.userId,
    values: { stepKeys },
  });
}

export async function tellNewOwner(
  tx: Tx,
  actor: UserActor,
  userId: string,
  cases: OpenCase[],
  note: string,
): Promise<void> {
  await notify(tx, {
    userIds: [userId],
    kind: "notify.cases_assigned",
    params: { by: actor.name, count: cases.length, title: cases[0]?.title ?? "", note },
    link: cases.length === 1 ? cases[0]!.link : "/app/vetting?assigned=mine",
    dedupeKey: `cases.assigned:${newId("asg")}`,
  });
}
