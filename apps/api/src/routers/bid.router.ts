import {
  checkBid,
  correctBid,
  declinePartnership,
  getBid,
  getReceipt,
  handInPlaintext,
  invitePartner,
  listMyBids,
  removePartner,
  sealBid,
  signBid,
  startBid,
  withdrawBid,
} from "@jiebang/core";
import {
  bidRef,
  bidView,
  checkBidInput,
  correctBidInput,
  declinePartnershipInput,
  handInPlaintextInput,
  invitePartnerInput,
  listMyBidsInput,
  myBidPage,
  openedBidView,
  receipt,
  removePartnerInput,
  sealBidInput,
  signBidInput,
  startBidInput,
} from "@jiebang/domain";
import { access, router } from "../trpc.ts";

export const bidRouter = router({
  listMine: access("user")
    .input(listMyBidsInput)
    .output(myBidPage)
    .query(({ ctx, input }) => listMyBids(ctx.ctx, input)),
  get: access("user")
    .input(bidRef)
    .output(bidView)
    .query(({ ctx, input }) => getBid(ctx.ctx, input)),
  receipt: access("user")
    .input(bidRef)
    .output(receipt)
    .query(({ ctx, input }) => getReceipt(ctx.ctx, input)),
  start: access("user")
    .input(startBidInput)
    .output(bidView)
    .mutation(({ ctx, input }) => startBid(ctx.ctx, input)),
  invitePartner: access("user")
    .input(invitePartnerInput)
    .output(bidView)
    .mutation(({ ctx, input }) => invitePartner(ctx.ctx, input)),
  removePartner: access("user")
    .input(removePartnerInput)
    .output(bidView)
    .mutation(({ ctx, input }) => removePartner(ctx.ctx, input)),
  decline: access("user")
    .input(declinePartnershipInput)
    .output(bidView)
    .mutation(({ ctx, input }) => declinePartnership(ctx.ctx, input)),
  sign: access("user")
    .input(signBidInput)
    .output(bidView)
    .mutation(({ ctx, input }) => signBid(ctx.ctx, input)),
  seal: access("user")
    .input(sealBidInput)
    .output(bidView)
    .mutation(({ ctx, input }) => sealBid(ctx.ctx, input)),
  withdraw: access("user")
    .input(bidRef)
    .output(bidView)
    .mutation(({ ctx, input }) => withdrawBid(ctx.ctx, input)),
  handInPlaintext: access("user")
    .input(handInPlaintextInput)
    .output(bidView)
    .mutation(({ ctx, input }) => handInPlaintext(ctx.ctx, input)),
  check: access("coordinator")
    .input(checkBidInput)
    .output(openedBidView)
    .mutation(({ ctx, input }) => checkBid(ctx.ctx, input)),
  correct: access("user")
    .input(correctBidInput)
    .output(bidView)
    .mutation(({ ctx, input }) => correctBid(ctx.ctx, input)),
});
