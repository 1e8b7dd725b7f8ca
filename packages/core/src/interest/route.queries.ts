import type { Tx } from "@jiebang/db";
import {
  DomainError,
  type InterestRef,
  type InterestRouteView,
  offerDetail,
  type RouteCandidate,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { fetchInterest } from "./interest.access.ts";

export async function loadRoutes(tx: Tx, interestId: string): Promise<InterestRouteView[]> {
  const rows = await tx.$queryRaw<
    { id: string; name: string; may_answer: boolean; note: string | null; since: Date }[]
  >`
    SELECT rt.id, u.name, rt.may_answer, rt.note, rt.created_at AS since FROM interest_route rt JOIN users u ON u.id = rt.user_id
    WHERE rt.interest_id = ${interestId} AND rt.ended_at IS NULL ORDER BY rt.created_at, rt.id`;
  return rows.map((r) => ({
    id: r.id,
    name: r.name,
    mayAnswer: r.may_answer,
    note: r.note,
    since: r.since.toISOString(),
  }));
}

/** Whom the office may ask: its members, and the inventors whom the published entry names. */
export async function listRouteCandidates(ctx: Ctx, input: InterestRef): Promise<RouteCandidate[]> {
  const actor = requireUser(ctx.actor);
  const tx = ctx.db.prisma;
  const { interest, side } = await fetchInterest(tx, actor, input.interestId);
  if (side !== "owner") throw new DomainError("forbidden", "interest.office_routes");
  const members = await tx.membership.findMany({
    where: { organisationId: interest.entry.organisationId, endedAt: null },
    select: { userId: true, user: { select: { name: true } } },
    orderBy: { user: { name: "asc" } },
  });
  const revision = await tx.revision.findUnique({
    where: { id: interest.entry.publishedRevisionId ?? "" },
    select: { detail: true },
  });
  const inventors = interest.entry.kind === "offer" ? offerDetail.parse(revision?.detail ?? {}).inventors : [];
  const names = new Set(inventors.map((i) => i.name));
  return [
    ...members.map((m) => ({ userId: m.userId, name: m.user.name, isInventor: names.has(m.user.name) })),
    ...[...names]
      .filter((name) => !members.some((m) => m.user.name === name))
      .map((name) => ({ userId: null, name, isInventor: true })),
  ];
}
