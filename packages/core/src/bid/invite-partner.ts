import { type BidView, DomainError, type InvitePartnerInput, invitePartnerInput, newId } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { inRound } from "../round/in-round.ts";
import { parametersOf } from "../round/load-round.ts";
import { findLedBid, lockBid, requireBidding, roundIdOfBid } from "./bid-in-round.ts";
import { isPosterHidden, requireEligible } from "./bid-obstacle.ts";
import { loadBidView } from "./to-bid-view.ts";

/** The lead asks another organisation to stand beside it; that organisation must sign the sealed envelope itself. */
export async function invitePartner(ctx: Ctx, raw: InvitePartnerInput): Promise<BidView> {
  const { bidId, organisationId, task } = invitePartnerInput.parse(raw);
  return inRound(ctx, await roundIdOfBid(ctx.db.prisma, bidId), async (tx) => {
    const { round } = await findLedBid(tx, ctx.actor, bidId);
    const seen = await tx.bid.findUniqueOrThrow({ where: { id: bidId }, select: { itemId: true } });
    await requireBidding(tx, round, seen.itemId);
    const bid = await lockBid(tx, bidId);
    const parameters = parametersOf(round);
    if (organisationId === bid.organisationId) throw new DomainError("conflict", "bid.partner_is_lead");
    await requireEligible(
      tx,
      organisationId,
      { ...bid.item, isPosterHidden: isPosterHidden(bid.item) },
      parameters,
      "partner",
    );
    const others = bid.partners.filter(
      (p) => (p.state === "invited" || p.state === "signed") && p.organisationId !== organisationId,
    );
    if (others.length >= parameters.maxPartners)
      throw new DomainError("conflict", "bid.too_many_partners", { max: parameters.maxPartners });
    const before = bid.partners.find((p) => p.organisationId === organisationId);
    const fresh = { task, state: "invited", signedCommitment: null, signedById: null, signedAt: null };
    if (before) await tx.bidPartner.update({ where: { id: before.id }, data: fresh });
    else await tx.bidPartner.create({ data: { id: newId("ptn"), bidId, organisationId, ...fresh } });
    await notify(tx, {
      userIds: await membersOf(tx, organisationId),
      kind: "notify.partner_invited",
      params: { round: round.title, item: bid.item.number ?? 0 },
      link: `/app/bids/${bidId}`,
      dedupeKey: `invited:${bidId}:${organisationId}:${bid.version}`,
      mail: true,
    });
    await tx.bid.update({ where: { id: bidId }, data: { version: { increment: 1 } } });
    await recordAudit(tx, ctx.actor, "bid.invite_partner", {
      subjectKind: "bid",
      subjectId: bidId,
      changed: ["partners"],
    });
    return loadBidView(tx, ctx.actor, bidId);
  });
}
