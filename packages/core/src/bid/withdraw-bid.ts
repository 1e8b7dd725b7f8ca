import { type BidRef, type BidState, type BidView, nextBidState } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { inRound } from "../round/in-round.ts";
import { findLedBid, lockBid, requireBidding, roundIdOfBid } from "./bid-in-round.ts";
import { loadBidView } from "./to-bid-view.ts";

/** Takes a sealed bid back, until the deadline and never afterwards. Its envelopes stay closed for good. */
export async function withdrawBid(ctx: Ctx, { bidId }: BidRef): Promise<BidView> {
  return inRound(ctx, await roundIdOfBid(ctx.db.prisma, bidId), async (tx) => {
    const { round, bid: seen } = await findLedBid(tx, ctx.actor, bidId);
    const stage = await requireBidding(tx, round, seen.itemId);
    const bid = await lockBid(tx, bidId);
    const state = nextBidState(bid.state as BidState, "withdraw");
    await tx.envelope.updateMany({ where: { bidId, supersededAt: null }, data: { supersededAt: stage.now } });
    await tx.bid.update({
      where: { id: bidId, state: bid.state },
      data: { state, envelopeId: null, version: { increment: 1 }, updatedAt: stage.now },
    });
    await appendLedger(tx, round.id, "bid.withdrawn", {
      item: bid.itemId,
      bid: bidId,
      commitment: bid.envelopes[0]?.commitment ?? null,
      takenAt: stage.now.toISOString(),
    });
    await recordAudit(tx, ctx.actor, "bid.withdraw", { subjectKind: "bid", subjectId: bidId, changed: ["state"] });
    return loadBidView(tx, ctx.actor, bidId);
  });
}
