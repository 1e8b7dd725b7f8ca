import type { Tx } from "@jiebang/db";
import {
  type Actor,
  DomainError,
  type InterestDetail,
  interestActions,
  newId,
  notFound,
  type RouteInterestInput,
  type RouteRef,
  requireUser,
  routeInterestInput,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { notify } from "../notification/notify.ts";
import { type FetchedInterest, fetchInterest } from "./interest.access.ts";
import { getInterest, titleOf } from "./interest.queries.ts";

/** Asks a colleague (an inventor) to take the interest up; the office stays in copy of everything. */
export async function routeInterest(ctx: Ctx, raw: RouteInterestInput): Promise<InterestDetail> {
  const actor = requireUser(ctx.actor);
  const input = routeInterestInput.parse(raw);
  await ctx.transaction(async (tx) => {
    const found = await fetchForOffice(tx, actor, input.interestId);
    const member = await tx.membership.findFirst({
      where: { userId: input.userId, organisationId: found.interest.entry.organisationId, endedAt: null },
    });
    if (!member) throw new DomainError("invalid", "interest.route_member_only", { field: "userId" });
    await addRoute(tx, actor, found.interest, {
      userId: input.userId,
      mayAnswer: input.mayAnswer,
      note: input.note,
      routedById: actor.userId,
    });
  });
  return getInterest(ctx, input);
}

/** The person helps no longer; what the person wrote stands. */
export async function endRoute(ctx: Ctx, input: RouteRef): Promise<InterestDetail> {
  const actor = requireUser(ctx.actor);
  await ctx.transaction(async (tx) => {
    const { interest } = await fetchForOffice(tx, actor, input.interestId);
    const count = await tx.$executeRaw`UPDATE interest_route SET ended_at = app_now()
      WHERE id = ${input.routeId} AND interest_id = ${interest.id} AND ended_at IS NULL`;
    if (count === 0) throw notFound();
    await recordAudit(tx, actor, "interest.end_route", {
      subjectKind: "interest",
      subjectId: interest.id,
      values: { routeId: input.routeId },
    });
  });
  return getInterest(ctx, input);
}

/** Only the office routes, and only what still lives. */
export async function fetchForOffice(tx: Tx, actor: Actor, interestId: string): Promise<FetchedInterest> {
  const found = await fetchInterest(tx, actor, interestId);
  if (found.side !== "owner") throw new DomainError("forbidden", "interest.office_routes");
  if (!interestActions(found.standing).includes("route"))
    throw new DomainError("conflict", "interest.over", { state: found.interest.state });
  return found;
}

export interface RouteOrder {
  userId: string;
  mayAnswer: boolean;
  note: string;
  routedById: string;
}

/** Asked twice, a person is asked once; the later word about answering counts. */
export async function addRoute(
  tx: Tx,
  actor: Actor,
  interest: FetchedInterest["interest"],
  { userId, mayAnswer, note, routedById }: RouteOrder,
): Promise<void> {
  const id = newId("irt");
  await tx.$executeRaw`
    INSERT INTO interest_route (id, interest_id, user_id, may_answer, note, routed_by_id)
    VALUES (${id}, ${interest.id}, ${userId}, ${mayAnswer}, ${note || null}, ${routedById})
    ON CONFLICT (interest_id, user_id) WHERE ended_at IS NULL DO UPDATE SET may_answer = excluded.may_answer, note = excluded.note`;
  await recordAudit(tx, actor, "interest.route", {
    subjectKind: "interest",
    subjectId: interest.id,
    values: { userId, mayAnswer },
  });
  await notify(tx, {
    userIds: [userId],
    kind: "notify.interest_routed",
    params: { title: await titleOf(tx, interest) },
    link: `/app/interests/${interest.id}`,
    dedupeKey: `interest.routed:${id}`,
    mail: true,
  });
}
