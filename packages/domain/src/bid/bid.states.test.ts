import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canMoveItem, ITEM_STATES, type ItemTransition, publicItemState } from "../board/board-item.states.ts";
import { BID_STATES, type BidTransition, canMoveBid, nextBidState } from "./bid.states.ts";
import { bidContent, missingParts } from "./bid-content.ts";

describe("a bid", () => {
  it("is replaced or withdrawn only while it is closed", () => {
    const before = ["draft", "sealed", "withdrawn"];
    for (const state of BID_STATES) {
      expect([state, canMoveBid(state, "seal")]).toEqual([state, before.includes(state)]);
      expect([state, canMoveBid(state, "withdraw")]).toEqual([state, state === "sealed"]);
    }
    expect(() => nextBidState("opened", "withdraw")).toThrow("bid.action_not_allowed");
  });

  it("never closes again once it was opened, whatever is done with it", () => {
    const actions: BidTransition[] = [
      "seal",
      "withdraw",
      "open",
      "findDefective",
      "recover",
      "pass",
      "select",
      "passOver",
      "reconsider",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...actions)), (steps) => {
        let state: (typeof BID_STATES)[number] = "opened";
        for (const step of steps) if (canMoveBid(state, step)) state = nextBidState(state, step);
        expect(["draft", "sealed", "withdrawn"]).not.toContain(state);
      }),
    );
  });

  it("names what is formally missing by what the round asks", () => {
    const content = bidContent.parse({
      title: "t",
      approach: "a",
      durationMonths: 3,
      ip: "i",
      contact: { name: "n", phone: "1" },
    });
    expect(missingParts(content, { targets: 1, creditDeclaration: true })).toEqual([
      "targets",
      "team",
      "plan",
      "creditDeclaration",
    ]);
    expect(
      missingParts({ ...content, teamSummary: "x", creditDeclaration: true }, { targets: 0, creditDeclaration: true }),
    ).toEqual(["plan"]);
  });
});

describe("an item", () => {
  it("that has ended stays so, and a pending decision shows to nobody", () => {
    const actions: ItemTransition[] = [
      "accept",
      "decline",
      "withdraw",
      "post",
      "startBidding",
      "open",
      "decide",
      "release",
      "sendBack",
      "confirm",
      "contract",
      "fail",
      "cancel",
    ];
    for (const ended of ["contracted", "failed", "cancelled", "declined", "withdrawn"] as const)
      expect(actions.filter((a) => canMoveItem(ended, a))).toEqual([]);
    expect(ITEM_STATES.map(publicItemState)).not.toContain("decided");
  });
});
