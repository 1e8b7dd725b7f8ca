import type { Prisma } from "@jiebang/db";
import {
  awaits,
  DomainError,
  type EngagementRef,
  type EngagementSide,
  type EngagementView,
  engagementActions,
  engagementRef,
  type InviteManagerInput,
  inviteManagerInput,
  isMemberOf,
  mySides,
  newId,
  notFound,
  requireUser,
} from "@jiebang/domain";
import { mayMeetEntry } from "../entry/readable-entries.ts";
import { isPosterKept } from "../interest/interest.queries.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { isUniqueViolation } from "../kernel/unique-violation.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { fetchEngagement, standingOfEngagement, toEngagementView } from "./engagement.queries.ts";

const COLUMN = { owner: "ownerConsentAt", asker: "askerConsentAt", manager: "managerConsentAt" } as const;

/** One side asks a technology manager to help with an entry or an interest. Asking is this side's yes. */
export async function inviteManager(ctx: Ctx, raw: InviteManagerInput): Promise<EngagementView> {
  const actor = requireUser(ctx.actor);
  const input = inviteManagerInput.parse(raw);
  try {
    return await ctx.transaction(async (tx) => {
      const interest = input.interestId
        ? await tx.interest.findUnique({ where: { id: input.interestId }, include: { entry: true } })
        : null;
      const entry = input.interestId ? interest?.entry : await tx.entry.findUnique({ where: { id: input.entryId! } });
      if (!entry) throw notFound();
      const isOwner = isMemberOf(actor, entry.organisationId);
      const isAsker = interest !== null && isMemberOf(actor, interest.organisationId);
      if (!isOwner && !isAsker) throw notFound();
      if (!isOwner) {
        if (!(await mayMeetEntry(tx, actor, entry.id))) throw notFound();
        // Whom the rules refuse would tell to which house a hidden poster belongs.
        const published = await tx.revision.findUnique({ where: { id: entry.publishedRevisionId ?? "" } });
        if (isPosterKept("asker", published?.isPosterHidden ?? true, interest!.state))
          throw new DomainError("conflict", "technologyManager.poster_kept");
        if (input.mayAnswer)
          throw new DomainError("invalid", "technologyManager.owner_lets_answer", { field: "mayAnswer" });
      }
      const manager = await tx.technologyManager.findUnique({ where: { id: input.managerId } });
      if (!manager || manager.endedAt)
        throw new DomainError("invalid", "technologyManager.unknown", { field: "managerId" });
      // Who belongs to a party is no third between the parties.
      const parties = [entry.organisationId, ...(interest ? [interest.organisationId] : [])];
      const own = await tx.membership.count({
        where: { userId: manager.userId, organisationId: { in: parties }, endedAt: null },
      });
      if (own > 0) throw new DomainError("conflict", "technologyManager.is_party");
      const now = await appNow(tx);
      const id = newId("eng");
      await tx.engagement.create({
        data: {
          id,
          managerId: manager.id,
          entryId: entry.id,
          interestId: interest?.id ?? null,
          state: "invited",
          note: input.note || null,
          mayAnswer: input.mayAnswer,
          invitedById: actor.userId,
          ownerConsentAt: isOwner ? now : null,
          askerConsentAt: isAsker ? now : null,
          createdAt: now,
        },
      });
      await recordAudit(tx, actor, "engagement.invite", {
        subjectKind: "entry",
        subjectId: entry.id,
        values: { engagementId: id, managerId: manager.id, interestId: interest?.id ?? null },
      });
      const other = interest ? (isOwner ? interest.organisationId : entry.organisationId) : null;
      await notify(tx, {
        userIds: [manager.userId, ...(other ? await membersOf(tx, other) : [])],
        kind: "notify.engagement_invited",
        params: { name: actor.name },
        link: "/app/technology-managers",
        dedupeKey: `engagement.invited:${id}`,
      });
      return toEngagementView(actor, await fetchEngagement(tx, actor, id));
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError("conflict", "technologyManager.already_invited");
    throw error;
  }
}

/** This side's yes. With the last one the manager is attached. */
export async function acceptEngagement(ctx: Ctx, raw: EngagementRef): Promise<EngagementView> {
  return decide(ctx, raw, "accept");
}

export async function declineEngagement(ctx: Ctx, raw: EngagementRef): Promise<EngagementView> {
  return decide(ctx, raw, "decline");
}

/** Any side ends it alone, at any time. */
export async function endEngagement(ctx: Ctx, raw: EngagementRef): Promise<EngagementView> {
  return decide(ctx, raw, "end");
}

async function decide(ctx: Ctx, raw: EngagementRef, action: "accept" | "decline" | "end"): Promise<EngagementView> {
  const actor = requireUser(ctx.actor);
  const { engagementId } = engagementRef.parse(raw);
  return ctx.transaction(async (tx) => {
    const row = await fetchEngagement(tx, actor, engagementId);
    const standing = standingOfEngagement(row);
    if (!engagementActions(actor, standing).includes(action))
      throw new DomainError("conflict", "technologyManager.action_not_allowed");
    const sides = mySides(actor, standing);
    const now = await appNow(tx);
    const left = awaits(standing).filter((side) => !sides.includes(side));
    const data: Prisma.EngagementUncheckedUpdateInput =
      action === "accept"
        ? {
            state: left.length === 0 ? "active" : "invited",
            ...Object.fromEntries(
              awaits(standing)
                .filter((s) => sides.includes(s))
                .map((side) => [COLUMN[side], now]),
            ),
          }
        : {
            state: action === "decline" ? "declined" : "ended",
            endedAt: now,
            endedById: actor.userId,
            endedBy: sides[0] as EngagementSide,
          };
    await tx.engagement.update({ where: { id: engagementId, state: row.state }, data });
    await recordAudit(tx, actor, `engagement.${action}`, {
      subjectKind: "entry",
      subjectId: row.entry_id,
      values: { engagementId, sides },
    });
    const everybody = [
      row.manager_user_id,
      ...(await membersOf(tx, row.owner_id)),
      ...(row.interest_id && row.asker_id ? await membersOf(tx, row.asker_id) : []),
    ];
    await notify(tx, {
      userIds: everybody.filter((id) => id !== actor.userId),
      kind: `notify.engagement_${action}`,
      params: { name: actor.name, manager: row.manager_name },
      link: "/app/technology-managers",
      dedupeKey: `engagement.${action}:${engagementId}:${now.getTime()}`,
    });
    return toEngagementView(actor, await fetchEngagement(tx, actor, engagementId));
  });
}
