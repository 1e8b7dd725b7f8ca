import { z } from "zod";
import { entryCard, publicEntry } from "../entry/public-entry.ts";
import { instant } from "../kernel/instants.ts";
import { itemDeclineReason, itemEndReason, itemState } from "./board-item.states.ts";

const reasonText = z.string().trim().min(2, "round.reason_missing").max(2000, "round.too_long");

export const partyRef = z.object({ id: z.string(), name: z.string(), nameEn: z.string().nullable() });
export type PartyRef = z.infer<typeof partyRef>;

export const ITEM_ACTIONS = [
  "consent",
  "accept",
  "decline",
  "withdraw",
  "startBid",
  "extendBids",
  "continue",
  "fail",
  "decide",
  "confirm",
] as const;
export const itemAction = z.enum(ITEM_ACTIONS);
export type ItemAction = z.infer<typeof itemAction>;

/** One row of the round screen. What the reader may not know is null. */
export const boardItemView = z.object({
  id: z.string(),
  roundId: z.string(),
  number: z.number().int().nullable(),
  state: itemState,
  entry: entryCard,
  /** Null when the poster is hidden and the reader is neither the poster nor a coordinator. */
  poster: partyRef.nullable(),
  isMine: z.boolean(),
  /** The poster's consent; a proposal by a coordinator waits for it. */
  consentedAt: instant.nullable(),
  declineReason: z.string().nullable(),
  endReason: z.string().nullable(),
  endText: z.string().nullable(),
  hash: z.string().nullable(),
  /** Envelopes that count now. */
  sealedBids: z.number().int(),
  /** After the formal check; null before the opening and for those who may not see bids. */
  validBids: z.number().int().nullable(),
  /** Instant until which this item takes bids (an extension may be later than the stage). */
  bidsCloseAt: instant.nullable(),
  extensions: z.number().int(),
  continuedReason: z.string().nullable(),
  /** Names of the selected, once released; the poster and coordinators see the pending ones. */
  selected: z.array(partyRef),
  openObjections: z.number().int().nullable(),
  noticeNumber: z.string().nullable(),
  /** The reader's own bid on this item. */
  myBidId: z.string().nullable(),
  /** Why the reader's organisations cannot bid here (an i18n reason), with the evidence. */
  myBidObstacle: z.object({ reason: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
  agreements: z.array(z.object({ id: z.string(), bidId: z.string(), bidder: partyRef, state: z.string() })),
  allowedActions: z.array(itemAction),
  version: z.number().int(),
});
export type BoardItemView = z.infer<typeof boardItemView>;

/** One item with its frozen text (before the announcement: the published text of today). */
export const boardItemDetail = boardItemView.extend({ snapshot: publicEntry });
export type BoardItemDetail = z.infer<typeof boardItemDetail>;

export const itemRef = z.object({ itemId: z.string() });
export type ItemRef = z.infer<typeof itemRef>;
export const proposeItemInput = z.object({ roundId: z.string(), entryId: z.string() });
export type ProposeItemInput = z.infer<typeof proposeItemInput>;
export const declineItemInput = itemRef.extend({ reason: itemDeclineReason, text: reasonText });
export type DeclineItemInput = z.infer<typeof declineItemInput>;
export const extendItemBidsInput = itemRef.extend({ closesAt: instant, reason: reasonText });
export type ExtendItemBidsInput = z.infer<typeof extendItemBidsInput>;
export const continueItemInput = itemRef.extend({ reason: reasonText });
export type ContinueItemInput = z.infer<typeof continueItemInput>;
export const failItemInput = itemRef.extend({ reason: itemEndReason, text: reasonText });
export type FailItemInput = z.infer<typeof failItemInput>;
