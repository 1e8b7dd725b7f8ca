import {
  acceptItem,
  confirmItem,
  consentItem,
  continueItem,
  decideItem,
  declineItem,
  extendItemBids,
  failItem,
  getItem,
  listItemBids,
  listItemCandidates,
  proposeItem,
  withdrawItem,
} from "@jiebang/core";
import {
  boardItemDetail,
  continueItemInput,
  decideItemInput,
  declineItemInput,
  entryCard,
  extendItemBidsInput,
  failItemInput,
  itemRef,
  openedBidView,
  proposeItemInput,
  roundRef,
  roundView,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const boardRouter = router({
  get: access("user")
    .input(itemRef)
    .output(boardItemDetail)
    .query(({ ctx, input }) => getItem(ctx.ctx, input)),
  candidates: access("user")
    .input(roundRef)
    .output(z.array(entryCard))
    .query(({ ctx, input }) => listItemCandidates(ctx.ctx, input)),
  propose: access("user")
    .input(proposeItemInput)
    .output(roundView)
    .mutation(({ ctx, input }) => proposeItem(ctx.ctx, input)),
  consent: access("user")
    .input(itemRef)
    .output(roundView)
    .mutation(({ ctx, input }) => consentItem(ctx.ctx, input)),
  withdraw: access("user")
    .input(itemRef)
    .output(roundView)
    .mutation(({ ctx, input }) => withdrawItem(ctx.ctx, input)),
  accept: access("coordinator")
    .input(itemRef)
    .output(roundView)
    .mutation(({ ctx, input }) => acceptItem(ctx.ctx, input)),
  decline: access("coordinator")
    .input(declineItemInput)
    .output(roundView)
    .mutation(({ ctx, input }) => declineItem(ctx.ctx, input)),
  extendBids: access("coordinator")
    .input(extendItemBidsInput)
    .output(roundView)
    .mutation(({ ctx, input }) => extendItemBids(ctx.ctx, input)),
  continue: access("coordinator")
    .input(continueItemInput)
    .output(roundView)
    .mutation(({ ctx, input }) => continueItem(ctx.ctx, input)),
  fail: access("coordinator")
    .input(failItemInput)
    .output(roundView)
    .mutation(({ ctx, input }) => failItem(ctx.ctx, input)),
  bids: access("user")
    .input(itemRef)
    .output(z.array(openedBidView))
    .query(({ ctx, input }) => listItemBids(ctx.ctx, input)),
  decide: access("user")
    .input(decideItemInput)
    .output(roundView)
    .mutation(({ ctx, input }) => decideItem(ctx.ctx, input)),
  confirm: access("coordinator")
    .input(itemRef)
    .output(roundView)
    .mutation(({ ctx, input }) => confirmItem(ctx.ctx, input)),
});
