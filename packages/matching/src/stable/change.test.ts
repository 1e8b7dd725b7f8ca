import { describe, expect, it } from "vitest";
import { applyChanges } from "./change.ts";
import { matchStable } from "./match-stable.ts";
import type { StableProblem } from "./problem.ts";
import { rematch } from "./rematch.ts";

const problem: StableProblem = {
  left: [
    { id: "a", prefers: [["x", "y"]] },
    { id: "b", prefers: ["x", "y"] },
    { id: "c", prefers: ["z"] },
  ],
  right: [
    { id: "x", prefers: ["a", "b"] },
    { id: "y", prefers: ["b", "a"], capacity: 2, lowerQuota: 2 },
    { id: "z", prefers: ["c"] },
  ],
  favour: "right",
  ties: { policy: "lottery", seed: "s" },
  forbidden: [{ left: "c", right: "x", reason: "same organisation" }],
};

describe("a change after the release", () => {
  it("takes who withdraws out of every list, and the re-match moves nobody else than it must", () => {
    const changed = applyChanges(problem, [{ kind: "withdrawal", side: "right", id: "x" }]);
    expect(changed).toEqual({
      ...problem,
      left: [
        { id: "a", prefers: [["y"]] },
        { id: "b", prefers: ["y"] },
        { id: "c", prefers: ["z"] },
      ],
      right: problem.right.slice(1),
      forbidden: [],
    });
    const before = matchStable(problem).pairs;
    const { difference } = rematch(changed, before);
    expect(difference.removed.every(([, right]) => right === "x")).toBe(true);
    expect(difference.kept).toContainEqual(["c", "z"]);
  });

  it("changes a capacity, a list and what is forbidden, and leaves the problem before untouched", () => {
    const was = structuredClone(problem);
    expect(
      applyChanges(problem, [
        { kind: "capacity", side: "right", id: "y", capacity: 1 },
        { kind: "list", side: "left", id: "c", prefers: ["z", "y"] },
        { kind: "forbidden", pair: { left: "a", right: "y", reason: "objection 7" } },
      ]),
    ).toEqual({
      ...was,
      left: [was.left[0], was.left[1], { id: "c", prefers: ["z", "y"] }],
      right: [was.right[0], { ...was.right[1], capacity: 1, lowerQuota: 1 }, was.right[2]],
      forbidden: [...was.forbidden!, { left: "a", right: "y", reason: "objection 7" }],
    });
    expect(problem).toEqual(was);
  });

  it("names the change that cannot be", () => {
    expect(() => applyChanges(problem, [{ kind: "withdrawal", side: "left", id: "q" }])).toThrow(
      "unknown_id at changes[0].id",
    );
    expect(() => applyChanges(problem, [{ kind: "capacity", side: "left", id: "a", capacity: Number.NaN }])).toThrow(
      "capacity_not_whole at changes[0].capacity",
    );
  });
});
