import { type BidView, DomainError, isMemberOf, requireUser, type SignBidInput, signBidInput } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { lockStage } from "../procedure/lock-stage.ts";
import { pseudonymFor } from "../procedure/pseudonym-for.ts";
import { inRound } from "../round/in-round.ts";
import { findOwnBid, lockBid, requireBidding, roundIdOfBid } from "./bid-in-round.ts";
import { loadBidView } from "./to-bid-view.ts";

/** A partner stands behind exactly this envelope: what it signs is the commitment. Late signatures are a formal correction. */
export async function signBid(ctx: Ctx, raw: SignBidInput): Promise<BidView> {
  const { bidId, organisationId, commitment } = signBidInput.parse(raw);
  return inRound(ctx, await roundIdOfBid(ctx.db.prisma, bidId), async (tx) => {
    const user = requireUser(ctx.actor);
    const { round, bid: seen } = await findOwnBid(tx, ctx.actor, bidId);
    if (!isMemberOf(ctx.actor, organisationId)) throw new DomainError("forbidden", "bid.not_member");
    const check = seen.checks.at(-1);
    const isCorrection =
      check?.result === "correct" && !check.correctedAt && check.reasons.includes("unsigned_partner");
    const stage = isCorrection ? await lockStage(tx, round.id, "share") : await requireBidding(tx, round, seen.itemId);
    if (isCorrection && (stage.key !== "check" || !check.dueAt || check.dueAt <= stage.now))
      throw new DomainError("conflict", "bid.correction_late");
    const bid = await lockBid(tx, bidId);
    const partner = bid.partners.find(
      (p) => p.organisationId === organisationId && (p.state === "invited" || p.state === "signed"),
    );
    if (!partner) throw new DomainError("conflict", "bid.partner_unknown");
    const envelope = bid.envelopes[0];
    if (!envelope) throw new DomainError("conflict", "bid.not_sealed_yet");
    // The lead may just have replaced the envelope: what the partner saw is then not what counts.
    if (envelope.commitment !== commitment) throw new DomainError("conflict", "bid.envelope_replaced");
    await tx.bidPartner.update({
      where: { id: partner.id },
      data: { state: "signed", signedCommitment: commitment, signedById: user.userId, signedAt: stage.now },
    });
    await appendLedger(tx, round.id, "bid.signed", {
      bid: bidId,
      commitment,
      partner: await pseudonymFor(tx, round.id, { kind: "partner", id: partner.id }, organisationId),
    });
    await notify(tx, {
      userIds: await membersOf(tx, bid.organisationId),
      kind: "notify.partner_signed",
      params: { round: round.title, item: bid.item.number ?? 0 },
      link: `/app/bids/${bidId}`,
      dedupeKey: `partner_signed:${partner.id}:${envelope.id}`,
    });
    await recordAudit(tx, ctx.actor, "bid.sign", { subjectKind: "bid", subjectId: bidId, values: { commitment } });
    return loadBidView(tx, ctx.actor, bidId);
  });
}
