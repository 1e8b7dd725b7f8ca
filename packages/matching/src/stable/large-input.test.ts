import { describe, expect, it } from "vitest";
import { deferredAcceptance } from "./deferred-acceptance.ts";
import { matchStable } from "./match-stable.ts";
import type { Agent, StableProblem } from "./problem.ts";

const TEN_MILLION = 10_000_000;
const problem = (left: Agent[]): StableProblem => ({
  left,
  right: [{ id: "post", prefers: ["person"] }],
  favour: "left",
  ties: { policy: "lottery", seed: "seed" },
});
/** As long as it says, and empty: it takes no memory. */
function longAs<T>(length: number): T[] {
  const list: T[] = [];
  list.length = length;
  return list;
}

describe("input that is too large, or large and wrong", () => {
  it("names the second of ten million equal entries", () => {
    const prefers = new Array<string>(TEN_MILLION).fill("post");
    expect(() => matchStable(problem([{ id: "person", prefers }]))).toThrow(
      "duplicate_in_list at left[0].prefers[1]: post",
    );
  });

  it("names the tie that holds ten million", () => {
    const tie = new Array<string>(TEN_MILLION).fill("post");
    expect(() => matchStable(problem([{ id: "person", prefers: [tie] }]))).toThrow(
      "duplicate_in_list at left[0].prefers[0][1]: post",
    );
  });

  it.each([
    ["a list", [{ id: "person", prefers: longAs<string>(70_000_000) }], "too_large at left[0].prefers: 70000000"],
    ["a tie", [{ id: "person", prefers: [longAs<string>(70_000_000)] }], "too_large at left[0].prefers[0]: 70000000"],
    ["a side", longAs<Agent>(TEN_MILLION), "too_large at left: 10000000"],
    ["a list of nothing", [{ id: "person", prefers: longAs<string>(TEN_MILLION) }], "shape at left[0].prefers[0]"],
    ["a side of nothing", longAs<Agent>(3), "shape at left[0].id"],
  ] as const)("names %s", (_, left, message) => {
    expect(() => matchStable(problem(left as Agent[]))).toThrow(message);
  });

  it("names the fault among ten million entries of arrays", () => {
    const to = new Int32Array(TEN_MILLION);
    for (let e = 0; e < to.length; e++) to[e] = e;
    const offsets = new Int32Array(TEN_MILLION + 1);
    for (let h = 0; h < offsets.length; h++) offsets[h] = h;
    const match = () =>
      deferredAcceptance({
        proposers: { offsets: Int32Array.of(0, TEN_MILLION), to, capacity: 1 },
        receivers: { offsets, to: new Int32Array(TEN_MILLION), capacity: 1 },
      });
    to[7_654_321] = TEN_MILLION;
    expect(match).toThrow("unknown_id at proposers[0][7654321]: 10000000");
    to[7_654_321] = 5;
    expect(match).toThrow("duplicate_in_list at proposers[0][7654321]: 5");
  });
});
