import {
  type BidState,
  type BidView,
  DomainError,
  type HandInPlaintextInput,
  handInPlaintextInput,
  nextBidState,
} from "@jiebang/domain";
import { checkBinding, commitmentOf } from "@jiebang/ledger";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { inRound } from "../round/in-round.ts";
import { formalDefects, isUnreadable } from "../round/open-round.ts";
import { findLedBid, lockBid, roundIdOfBid } from "./bid-in-round.ts";
import { loadBidView } from "./to-bid-view.ts";

/** A lost key costs nobody: the bidder hands in the plaintext, which must hash to the commitment that was sealed. */
export async function handInPlaintext(ctx: Ctx, raw: HandInPlaintextInput): Promise<BidView> {
  const { bidId, plaintext } = handInPlaintextInput.parse(raw);
  return inRound(ctx, await roundIdOfBid(ctx.db.prisma, bidId), async (tx) => {
    const { round } = await findLedBid(tx, ctx.actor, bidId);
    const stage = await requireStage(tx, round.id, "bid.handIn");
    const bid = await lockBid(tx, bidId);
    const envelope = bid.envelopes[0];
    if (!envelope || bid.state !== "defective" || !isUnreadable(bid.defects) || bid.checks.at(-1)?.result === "fail")
      throw new DomainError("conflict", "bid.action_not_allowed", { state: bid.state, action: "handInPlaintext" });
    const isSealed =
      commitmentOf(plaintext) === envelope.commitment &&
      checkBinding(plaintext, { procedureId: round.id, itemId: bid.itemId, bidId }).isOk;
    if (!isSealed) throw new DomainError("invalid", "bid.plaintext_differs");
    const defects = formalDefects(plaintext, bid, envelope, round);
    const state = defects.length > 0 ? "defective" : nextBidState(bid.state as BidState, "recover");
    await tx.bid.update({
      where: { id: bidId, state: bid.state },
      data: { state, defects, content: plaintext.content, version: { increment: 1 }, updatedAt: stage.now },
    });
    await appendLedger(tx, round.id, "bid.handed_in", { bid: bidId, commitment: envelope.commitment, defects });
    await recordAudit(tx, ctx.actor, "bid.hand_in", { subjectKind: "bid", subjectId: bidId, changed: ["content"] });
    return loadBidView(tx, ctx.actor, bidId);
  });
}
