import { z } from "zod";
import { DomainError } from "../kernel/domain-error.ts";

// A demand is proposed for the board by its poster, or by a coordinator with the poster's consent; a coordinator accepts
// or declines it with a reason. The announcement posts what was accepted and freezes it. Bidding opens and closes with the
// clock, the opening makes its bids readable. The poster's decision stays pending until a release carries it; after the
// notice period a released item is confirmed, and contracted when its agreements are recorded. An upheld objection sends
// a released item back to be decided again. A live item can fail (流标) with a reason, all live items go with a cancelled round.
export const ITEM_STATES = [
  "proposed",
  "accepted",
  "declined",
  "withdrawn",
  "posted",
  "bidding",
  "opened",
  "decided",
  "released",
  "confirmed",
  "contracted",
  "failed",
  "cancelled",
] as const;
export const itemState = z.enum(ITEM_STATES);
export type ItemState = z.infer<typeof itemState>;

const transitions = {
  accept: { from: ["proposed"], to: "accepted" },
  decline: { from: ["proposed", "accepted"], to: "declined" },
  withdraw: { from: ["proposed", "accepted"], to: "withdrawn" },
  post: { from: ["accepted"], to: "posted" },
  startBidding: { from: ["posted"], to: "bidding" },
  open: { from: ["bidding"], to: "opened" },
  decide: { from: ["opened", "decided"], to: "decided" },
  release: { from: ["decided"], to: "released" },
  sendBack: { from: ["released"], to: "opened" },
  confirm: { from: ["released"], to: "confirmed" },
  contract: { from: ["confirmed"], to: "contracted" },
  fail: { from: ["posted", "bidding", "opened", "decided", "released", "confirmed"], to: "failed" },
  cancel: { from: ["posted", "bidding", "opened", "decided", "released", "confirmed"], to: "cancelled" },
} satisfies Record<string, { from: ItemState[]; to: ItemState }>;
export type ItemTransition = keyof typeof transitions;

export function canMoveItem(state: ItemState, action: ItemTransition): boolean {
  return (transitions[action].from as ItemState[]).includes(state);
}

export function nextItemState(state: ItemState, action: ItemTransition): ItemState {
  if (!canMoveItem(state, action)) throw new DomainError("conflict", "board.action_not_allowed", { state, action });
  return transitions[action].to;
}

/** On the board and not at its end. */
export const LIVE_ITEM_STATES = [
  "posted",
  "bidding",
  "opened",
  "decided",
  "released",
  "confirmed",
] as const satisfies ItemState[];
/** What stands on the board for everybody. */
export const POSTED_ITEM_STATES = [
  ...LIVE_ITEM_STATES,
  "contracted",
  "failed",
  "cancelled",
] as const satisfies ItemState[];

/** What everybody may know of an item's state: a pending decision shows as an opened item. */
export function publicItemState(state: ItemState): ItemState {
  return state === "decided" ? "opened" : state;
}

export const ITEM_END_REASONS = [
  "too_few_bids", // 有效揭榜数不足
  "no_suitable_bid", // 无合适揭榜方
  "contract_not_reached", // 未达成合作协议
  "demand_withdrawn", // 发榜方撤回需求
  "objection_upheld", // 异议成立
  "round_ended", // 轮次终止
  "other",
] as const;
export const itemEndReason = z.enum(ITEM_END_REASONS);
export type ItemEndReason = z.infer<typeof itemEndReason>;

export const ITEM_DECLINE_REASONS = [
  "not_suited",
  "incomplete",
  "duplicate",
  "poster_not_eligible",
  "secret",
  "other",
] as const;
export const itemDeclineReason = z.enum(ITEM_DECLINE_REASONS);
