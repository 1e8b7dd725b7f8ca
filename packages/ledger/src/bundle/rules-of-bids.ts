import { Difference, expectEqual } from "./bundle-verdict.ts";
import { bidOf, itemOf, type ReplayedBid, type Rules, requireAction, type Step, textIn } from "./replay.ts";

// What becomes of sealed bids: the last envelope before the deadline counts, the opening holds exactly those, each is
// judged in form. A bid that is dropped, changed, late or slipped in shows here.

export const rulesOfBids: Rules = {
  "bid.sealed"(step) {
    const { replay, event, path } = step;
    requireAction(step, "bid.seal", "bid.start");
    const item = itemOf(step);
    requireOpenItem(step, item.id);
    const id = textIn(step, "bid");
    const before = replay.bids.get(id);
    expectEqual(`${path}.payload.seq`, "bid_sequence", (before?.seq ?? 0) + 1, event.payload.seq);
    if (before) {
      expectEqual(`${path}.payload.item`, "bidder_changed", before.itemId, item.id);
      expectEqual(`${path}.payload.bidder`, "bidder_changed", before.bidder, textIn(step, "bidder"));
    }
    replay.bids.set(id, {
      id,
      itemId: item.id,
      bidder: textIn(step, "bidder"),
      seq: Number(event.payload.seq),
      commitment: textIn(step, "commitment"),
      state: "sealed",
      hasDefects: false,
    });
  },

  "bid.withdrawn"(step) {
    requireAction(step, "bid.withdraw", "bid.start");
    const bid = requireState(step, "sealed");
    requireOpenItem(step, bid.itemId);
    expectEqual(`${step.path}.payload.commitment`, "bid_state", bid.commitment, step.event.payload.commitment);
    bid.commitment = null;
    bid.state = "withdrawn";
  },

  "bid.signed"(step) {
    const bid = bidOf(step);
    expectEqual(`${step.path}.payload.commitment`, "bid_state", bid.commitment, textIn(step, "commitment"));
  },

  "round.opened"(step) {
    const { replay, path } = step;
    requireAction(step, "round.open");
    const opened = listIn(step, "bids") as { bid: string; commitment: string; defects: string[] }[];
    const named = new Set(opened.map((b) => b.bid));
    for (const [i, { bid: id, commitment, defects }] of opened.entries()) {
      const bid = replay.bids.get(id);
      if (bid?.state !== "sealed")
        throw new Difference(`${path}.payload.bids[${i}].bid`, "bid_not_sealed", "a sealed bid", id);
      expectEqual(`${path}.payload.bids[${i}].commitment`, "bid_altered_at_opening", bid.commitment, commitment);
      bid.state = "opened";
      bid.hasDefects = defects.length > 0;
    }
    const dropped = [...replay.bids.values()].find(
      (b) => b.state === "sealed" && !named.has(b.id) && replay.items.get(b.itemId)?.state === "live",
    );
    if (dropped) throw new Difference(`${path}.payload.bids`, "bid_missing_at_opening", dropped.id, "");
  },

  "bid.handed_in"(step) {
    requireAction(step, "bid.handIn");
    const bid = requireState(step, "opened", "failed");
    expectEqual(
      `${step.path}.payload.commitment`,
      "bid_altered_at_opening",
      bid.commitment,
      textIn(step, "commitment"),
    );
    bid.hasDefects = listIn(step, "defects").length > 0;
    bid.state = "opened";
  },

  "bid.checked"(step) {
    requireAction(step, "bid.check");
    const bid = requireState(step, "opened", "valid", "failed");
    const result = textIn(step, "result");
    if (result === "pass") bid.state = "valid";
    if (result === "fail") bid.state = "failed";
  },

  "bid.corrected"(step) {
    requireAction(step, "bid.correct");
    requireState(step, "opened", "valid", "failed");
  },

  "round.checked"(step) {
    const { replay, path, event } = step;
    requireAction(step, "round.finishCheck");
    for (const bid of replay.bids.values()) {
      if (bid.state === "opened" && !bid.hasDefects && isLive(step, bid.itemId))
        throw new Difference(path, "check_missing", "a result of the formal check", bid.id);
    }
    const valid = [...replay.bids.values()].filter((b) => b.state === "valid").length;
    expectEqual(`${path}.payload.valid`, "count_differs", valid, event.payload.valid ?? 0);
  },
};

/**
 * Whether the bidding of an item is still on at the instant that was taken under the lock of the stage (the event is
 * written some milliseconds later): on the closing instant itself it is over.
 */
function requireOpenItem({ replay, event, path }: Step, itemId: string): void {
  const item = replay.items.get(itemId);
  const closesAt = item?.closesAt ?? replay.bidClosesAt;
  if (item?.state !== "live") throw new Difference(`${path}.payload.item`, "item_unknown", "a live item", itemId);
  const takenAt = typeof event.payload.takenAt === "string" ? event.payload.takenAt : event.at;
  if (takenAt > event.at) throw new Difference(`${path}.payload.takenAt`, "time_backwards", event.at, takenAt);
  if (!closesAt || takenAt >= closesAt)
    throw new Difference(`${path}.payload.takenAt`, "bid_late", `before ${closesAt}`, takenAt);
}

function requireState(step: Step, ...states: ReplayedBid["state"][]): ReplayedBid {
  const bid = bidOf(step);
  if (!states.includes(bid.state))
    throw new Difference(`${step.path}.payload.bid`, "bid_state", states.join(" | "), `${bid.id}: ${bid.state}`);
  return bid;
}

const isLive = ({ replay }: Step, itemId: string): boolean => replay.items.get(itemId)?.state === "live";

function listIn({ event, path }: Step, key: string): unknown[] {
  const value = event.payload[key];
  if (!Array.isArray(value)) throw new Difference(`${path}.payload.${key}`, "shape", "list", value);
  return value;
}
