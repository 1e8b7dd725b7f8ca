import { type AssignedCase, type Colleague, coveredJurisdictions, requireUser } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { openCases } from "./case.queries.ts";

/** Those to whom a case of the own jurisdictions can be given, with how much each has. */
export async function listColleagues(ctx: Ctx): Promise<Colleague[]> {
  const actor = requireUser(ctx.actor);
  const rows = await ctx.db.prisma.$queryRaw<(Omit<Colleague, "isMe"> & { openCases: number })[]>`
    SELECT u.id AS "userId", u.name, array_agg(DISTINCT k.name ORDER BY k.name) AS "jurisdictionNames",
      (SELECT count(*)::int FROM case_assignment c WHERE c.user_id = u.id AND c.ended_at IS NULL) AS "openCases"
    FROM coordinator_appointment a JOIN users u ON u.id = a.user_id JOIN jurisdiction k ON k.id = a.jurisdiction_id
      JOIN jurisdiction j ON j.id = a.jurisdiction_id OR j.parent_id = a.jurisdiction_id
    WHERE a.ended_at IS NULL AND u.disabled_at IS NULL AND j.id = ANY(${coveredJurisdictions(actor)}::text[])
    GROUP BY u.id, u.name ORDER BY u.name, u.id LIMIT 500`;
  return rows.map((row) => ({ ...row, isMe: row.userId === actor.userId }));
}

/** What I have on my desk by assignment, the oldest first. */
export async function listMyCases(ctx: Ctx): Promise<AssignedCase[]> {
  const actor = requireUser(ctx.actor);
  const tx = ctx.db.prisma;
  const rows = await tx.$queryRaw<
    { stepKey: string; note: string | null; byName: string | null; jurisdictionName: string; at: Date }[]
  >`
    SELECT a.step_key AS "stepKey", a.note, u.name AS "byName", j.name AS "jurisdictionName", a.created_at AS at
    FROM case_assignment a JOIN jurisdiction j ON j.id = a.jurisdiction_id LEFT JOIN users u ON u.id = a.assigned_by_id
    WHERE a.user_id = ${actor.userId} AND a.ended_at IS NULL ORDER BY a.created_at, a.id LIMIT 500`;
  const cases = await openCases(
    tx,
    rows.map((r) => r.stepKey),
    coveredJurisdictions(actor),
  );
  const byKey = new Map(cases.map((c) => [c.stepKey, c]));
  return rows.flatMap((r) => {
    const found = byKey.get(r.stepKey);
    if (!found) return [];
    const { jurisdictionId: _jurisdiction, ...shown } = found;
    return [
      {
        ...shown,
        jurisdictionName: r.jurisdictionName,
        assignedByName: r.byName,
        note: r.note,
        assignedAt: r.at.toISOString(),
      },
    ];
  });
}
