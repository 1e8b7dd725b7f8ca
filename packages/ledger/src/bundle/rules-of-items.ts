import { Difference, expectEqual } from "./bundle-verdict.ts";
import { itemOf, type Rules, requireAction, type Step, textIn } from "./replay.ts";

// What becomes of the items of the board beside their bids: proposals, extensions, ends, confirmations, agreements.

const proposal =
  (...actions: string[]) =>
  (step: Step): void =>
    requireAction(step, ...actions);

export const rulesOfItems: Rules = {
  "item.proposed": proposal("item.propose", "item.proposeByCoordinator"),
  "item.consented": () => undefined,
  "item.accepted": proposal("item.judge"),
  "item.declined": proposal("item.judge"),
  "item.withdrawn": () => undefined,

  "item.extended"(step) {
    requireAction(step, "item.extendBids");
    const item = requireLive(step);
    const [now, to] = [item.closesAt ?? step.replay.bidClosesAt ?? "", textIn(step, "to")];
    if (to <= now) throw new Difference(`${step.path}.payload.to`, "stage_differs", `after ${now}`, to);
    item.closesAt = to;
  },

  "item.continued"(step) {
    requireAction(step, "item.continue");
    const item = requireLive(step);
    const { replay, path, event } = step;
    const bids = [...replay.bids.values()].filter((b) => b.itemId === item.id);
    const counted = (states: string[]) => bids.filter((b) => states.includes(b.state)).length;
    const found = Number(event.payload.bids);
    // Before the opening envelopes are counted, after it bids that may still be or are valid.
    if (![counted(["sealed"]), counted(["valid"]), counted(["valid", "opened"])].includes(found))
      throw new Difference(`${path}.payload.bids`, "count_differs", counted(["valid"]), found);
  },

  "item.failed"(step) {
    itemOf(step).state = "ended";
  },

  "item.sent_back"(step) {
    requireAction(step, "objection.answer");
    const item = itemOf(step);
    if (item.state !== "released") throw new Difference(step.path, "action_not_allowed", "released", item.state);
    item.state = "live";
    for (const bid of step.replay.bids.values())
      if (bid.itemId === item.id && (bid.state === "selected" || bid.state === "not_selected")) bid.state = "valid";
  },

  "item.confirmed"(step) {
    requireAction(step, "item.confirm");
    const item = itemOf(step);
    if (item.state !== "released") throw new Difference(step.path, "action_not_allowed", "released", item.state);
    item.state = "confirmed";
  },

  "item.contracted": (step) => requireConfirmed(step),
  "agreement.recorded": (step) => requireConfirmed(step),
  "agreement.abandoned": (step) => requireConfirmed(step),
};

function requireLive(step: Step) {
  const item = itemOf(step);
  if (item.state !== "live") throw new Difference(step.path, "action_not_allowed", "live", item.state);
  return item;
}

function requireConfirmed(step: Step): void {
  expectEqual(step.path, "action_not_allowed", "confirmed", itemOf(step).state);
}
