import { randomBytes } from "node:crypto";
import type { Tx } from "@jiebang/db";
import {
  coversJurisdiction,
  DomainError,
  type GrantLaneInput,
  grantLaneInput,
  isMemberOf,
  newId,
  notFound,
  type OrganisationLane,
  requireUser,
  type WithdrawLaneInput,
  withdrawLaneInput,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { isUniqueViolation } from "../kernel/unique-violation.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { cityOf } from "../vetting/vetting-rule.ts";
import { loadOrganisationLane } from "./lane.queries.ts";

/** The city trusts a verified university's own review. Nobody grants it to an organisation to which he belongs. */
export async function grantLane(ctx: Ctx, raw: GrantLaneInput): Promise<OrganisationLane> {
  const actor = requireUser(ctx.actor);
  const input = grantLaneInput.parse(raw);
  try {
    return await ctx.transaction(async (tx) => {
      const organisation = await tx.organisation.findUnique({ where: { id: input.organisationId } });
      if (!organisation || !coversJurisdiction(actor, organisation.jurisdictionId, "city")) throw notFound();
      if (isMemberOf(actor, organisation.id)) throw new DomainError("forbidden", "lane.own_organisation");
      if (organisation.kind !== "university" || !organisation.verifiedAt || organisation.state !== "active")
        throw new DomainError("conflict", "lane.only_verified_university");
      const cityId = await cityOf(tx, organisation.jurisdictionId);
      if (!cityId) throw notFound();
      const laneId = newId("lan");
      await tx.trustedLane.create({
        data: {
          id: laneId,
          organisationId: organisation.id,
          cityId,
          seed: randomBytes(32).toString("hex"),
          reason: input.reason,
          grantedById: actor.userId,
        },
      });
      await recordAudit(tx, actor, "lane.grant", {
        subjectKind: "organisation",
        subjectId: organisation.id,
        values: { laneId, reason: input.reason },
      });
      await notify(tx, {
        userIds: await membersOf(tx, organisation.id),
        kind: "notify.lane_granted",
        params: { organisation: organisation.name },
        link: "/app/entries",
        dedupeKey: `lane.granted:${laneId}`,
        mail: true,
      });
      return loadOrganisationLane(tx, actor, organisation.id);
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError("conflict", "lane.exists");
    throw error;
  }
}

export async function withdrawLane(ctx: Ctx, raw: WithdrawLaneInput): Promise<OrganisationLane> {
  const actor = requireUser(ctx.actor);
  const input = withdrawLaneInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const lane = await tx.trustedLane.findUnique({ where: { id: input.laneId } });
    if (!lane || !coversJurisdiction(actor, lane.cityId, "city")) throw notFound();
    const { count } = await tx.trustedLane.updateMany({
      where: { id: lane.id, endedAt: null },
      data: { endedAt: await appNow(tx), endedById: actor.userId, endReason: "withdrawn", endNote: input.reason },
    });
    if (count === 0) throw new DomainError("conflict", "common.stale");
    await recordAudit(tx, actor, "lane.withdraw", {
      subjectKind: "organisation",
      subjectId: lane.organisationId,
      values: { laneId: lane.id, reason: input.reason },
    });
    await tellLaneEnded(tx, lane.id, lane.organisationId, "withdrawn", input.reason);
    return loadOrganisationLane(tx, actor, lane.organisationId);
  });
}

export async function tellLaneEnded(
  tx: Tx,
  laneId: string,
  organisationId: string,
  how: "withdrawn" | "failures",
  reason: string,
): Promise<void> {
  const { name } = await tx.organisation.findUniqueOrThrow({ where: { id: organisationId }, select: { name: true } });
  await notify(tx, {
    userIds: await membersOf(tx, organisationId),
    kind: `notify.lane_${how}`,
    params: { organisation: name, reason },
    link: "/app/entries",
    dedupeKey: `lane.ended:${laneId}`,
    mail: true,
  });
}
