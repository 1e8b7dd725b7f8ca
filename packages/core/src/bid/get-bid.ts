import { type BidRef, type BidView, notFound, type Receipt } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { findLedBid } from "./bid-in-round.ts";
import { loadBidView } from "./to-bid-view.ts";

export const getBid = (ctx: Ctx, { bidId }: BidRef): Promise<BidView> => loadBidView(ctx.db.prisma, ctx.actor, bidId);

/** The receipt of the envelope that counts, as often as its owner wants it. */
export async function getReceipt(ctx: Ctx, { bidId }: BidRef): Promise<Receipt> {
  const { bid } = await findLedBid(ctx.db.prisma, ctx.actor, bidId);
  const receipt = bid.envelopes[0]?.receipt as Receipt | undefined;
  if (!receipt) throw notFound();
  return receipt;
}
