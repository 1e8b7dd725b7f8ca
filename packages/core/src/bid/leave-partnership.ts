import {
  type BidView,
  type DeclinePartnershipInput,
  DomainError,
  isMemberOf,
  type RemovePartnerInput,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { inRound } from "../round/in-round.ts";
import { findLedBid, findOwnBid, lockBid, requireBidding, roundIdOfBid } from "./bid-in-round.ts";
import { loadBidView } from "./to-bid-view.ts";

/** The lead takes a partner off its bid, until the deadline. */
export async function removePartner(ctx: Ctx, { bidId, organisationId }: RemovePartnerInput): Promise<BidView> {
  return inRound(ctx, await roundIdOfBid(ctx.db.prisma, bidId), async (tx) => {
    const { round, bid: seen } = await findLedBid(tx, ctx.actor, bidId);
    await requireBidding(tx, round, seen.itemId);
    const bid = await lockBid(tx, bidId);
    const partner = bid.partners.find((p) => p.organisationId === organisationId && p.state !== "removed");
    if (!partner) throw new DomainError("conflict", "bid.partner_unknown");
    await tx.bidPartner.update({ where: { id: partner.id }, data: { state: "removed", signedCommitment: null } });
    await tx.bid.update({ where: { id: bidId }, data: { version: { increment: 1 } } });
    await recordAudit(tx, ctx.actor, "bid.remove_partner", {
      subjectKind: "bid",
      subjectId: bidId,
      changed: ["partners"],
    });
    return loadBidView(tx, ctx.actor, bidId);
  });
}

/** A partner says no, until the deadline; a signature it gave is void with that. */
export async function declinePartnership(
  ctx: Ctx,
  { bidId, organisationId }: DeclinePartnershipInput,
): Promise<BidView> {
  return inRound(ctx, await roundIdOfBid(ctx.db.prisma, bidId), async (tx) => {
    const { round, bid: seen } = await findOwnBid(tx, ctx.actor, bidId);
    if (!isMemberOf(ctx.actor, organisationId)) throw new DomainError("forbidden", "bid.not_member");
    await requireBidding(tx, round, seen.itemId);
    const bid = await lockBid(tx, bidId);
    const partner = bid.partners.find(
      (p) => p.organisationId === organisationId && (p.state === "invited" || p.state === "signed"),
    );
    if (!partner) throw new DomainError("conflict", "bid.partner_unknown");
    await tx.bidPartner.update({ where: { id: partner.id }, data: { state: "declined", signedCommitment: null } });
    await notify(tx, {
      userIds: await membersOf(tx, bid.organisationId),
      kind: "notify.partner_declined",
      params: { round: round.title, item: bid.item.number ?? 0 },
      link: `/app/bids/${bidId}`,
      dedupeKey: `partner_declined:${partner.id}:${bid.version}`,
    });
    await tx.bid.update({ where: { id: bidId }, data: { version: { increment: 1 } } });
    await recordAudit(tx, ctx.actor, "bid.decline_partnership", { subjectKind: "bid", subjectId: bidId });
    return loadBidView(tx, ctx.actor, bidId);
  });
}
