import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { assign } from "./assign.ts";
import type { AssignmentProblem } from "./problem.ts";
import { verifyAssignment } from "./verify-assignment.ts";

/** Two bids want two experts each; Chen is of the same organisation as the first. */
const panel: AssignmentProblem = {
  left: [
    { id: "bid-1", least: 2, most: 2 },
    { id: "bid-2", least: 2, most: 2 },
  ],
  right: [{ id: "chen" }, { id: "li", most: 2 }, { id: "wang", least: 1 }],
  pairs: [
    { left: "bid-1", right: "chen", value: 0.9 },
    { left: "bid-1", right: "li", value: 0.5 },
    { left: "bid-1", right: "wang", value: 0.4 },
    { left: "bid-2", right: "chen", value: 0.6 },
    { left: "bid-2", right: "li", value: 0.8 },
    { left: "bid-2", right: "wang", value: 0.7 },
  ],
  forbidden: [{ left: "bid-1", right: "chen", reason: "same organisation" }],
  better: "higher",
  seed: "round-7",
};

describe("experts for bids", () => {
  it("go where they serve best, within loads and without conflicts", () => {
    const result = assign(panel);
    expect(result).toMatchObject({
      kind: "assigned",
      pairs: [
        { left: "bid-1", right: "li", value: 0.5 },
        { left: "bid-1", right: "wang", value: 0.4 },
        { left: "bid-2", right: "chen", value: 0.6 },
        { left: "bid-2", right: "li", value: 0.8 },
      ],
      total: 2.3,
      unfilled: [],
      loads: { left: [2, 2], right: [1, 2, 1] },
      worst: 0.4,
    });
    expect(verifyAssignment(panel, { pairs: result.kind === "assigned" ? result.pairs : [] })).toEqual({
      isRight: true,
      pairs: 4,
      total: 2.3,
    });
  });

  it("cannot be found when too few are left, and the answer says which limits and the cheapest way out", () => {
    const fewer: AssignmentProblem = {
      ...panel,
      left: panel.left.map((bid) => ({ ...bid, relax: { least: null } })),
      right: [{ id: "chen" }, { id: "li" }, { id: "wang", relax: { most: 3 } }],
    };
    expect(assign(fewer)).toEqual({
      kind: "infeasible",
      lacking: 1,
      conflict: [
        { limit: "least", side: "left", id: "bid-1", value: 2 },
        { limit: "least", side: "left", id: "bid-2", value: 2 },
        { limit: "most", side: "right", id: "li", value: 1 },
        { limit: "most", side: "right", id: "wang", value: 1 },
        { limit: "forbidden", left: "bid-1", right: "chen" },
      ],
      relaxation: {
        cost: 1,
        changes: [{ limit: "most", side: "right", id: "li", from: 1, to: 2, cost: 1 }],
      },
    });
  });

  it("are refused by the check with the first fault", () => {
    const pairs = [
      { left: "bid-1", right: "li" },
      { left: "bid-1", right: "wang" },
      { left: "bid-2", right: "chen" },
    ];
    const faultOf = (list: { left: string; right: string }[], total?: number) => {
      const verdict = verifyAssignment(panel, { pairs: list, total });
      return verdict.isRight ? null : verdict.fault;
    };
    expect(faultOf(pairs)).toEqual({ kind: "below_least", side: "left", id: "bid-2", least: 2, got: 1 });
    expect(faultOf([...pairs, { left: "bid-2", right: "wang" }])).toEqual({
      kind: "over_most",
      side: "right",
      id: "wang",
      most: 1,
      got: 2,
    });
    expect(faultOf([...pairs, pairs[0]!])).toEqual({ kind: "twice", left: "bid-1", right: "li" });
    expect(faultOf([{ left: "bid-1", right: "chen" }])).toEqual({ kind: "forbidden", left: "bid-1", right: "chen" });
    expect(faultOf([...pairs, { left: "bid-2", right: "li" }], 9)).toEqual({ kind: "total", is: 2.3 });
    expect(() => faultOf([{ left: "bid-1", right: "zhao" }])).toThrow("unknown_id at pairs[0]: zhao");
  });
});

describe("bad input", () => {
  const cases: [string, Partial<AssignmentProblem>, string][] = [
    [
      "a value that is no number",
      { pairs: [{ left: "bid-1", right: "li", value: Number.NaN }] },
      "not_a_number at pairs[0].value: NaN",
    ],
    [
      "a value beyond all measure",
      { pairs: [{ left: "bid-1", right: "li", value: 1e12 }] },
      "out_of_range at pairs[0].value",
    ],
    ["a load below nothing", { right: [{ id: "li", most: -1 }] }, "capacity_not_whole at right[0].most: -1"],
    ["half a partner", { left: [{ id: "bid-1", least: 0.5 }] }, "capacity_not_whole at left[0].least: 0.5"],
    [
      "more at least than at most",
      { left: [{ id: "bid-1", least: 3, most: 2 }] },
      "quota_above_capacity at left[0].least: 3",
    ],
    ["a party given twice", { right: [{ id: "li" }, { id: "li" }] }, "duplicate_id at right[1]: li"],
    [
      "a pair with somebody unknown",
      { pairs: [{ left: "bid-1", right: "zhao", value: 1 }] },
      "unknown_id at pairs[0].right: zhao",
    ],
    [
      "a ban on somebody unknown",
      { forbidden: [{ left: "bid-9", right: "li" }] },
      "unknown_id at forbidden[0].left: bid-9",
    ],
    [
      "a pair given twice",
      { pairs: [...panel.pairs, { left: "bid-2", right: "li", value: 0.1 }] },
      "duplicate_in_list at pairs[6]: bid-2 li",
    ],
    [
      "a price below nothing",
      { left: [{ id: "bid-1", relax: { least: -2 } }] },
      "capacity_not_whole at left[0].relax.least: -2",
    ],
    ["too many decimals", { decimals: 12 }, "out_of_range at decimals: 12"],
  ];
  it.each(cases)("%s is named with its place", (_, change, message) => {
    expect(() => assign({ ...panel, forbidden: [], ...change })).toThrow(message);
  });
});

describe("a published case", () => {
  const file = path.resolve(import.meta.dirname, "../../../../../shared/data/matching/orlib_assign100.txt");
  it.skipIf(!fs.existsSync(file))(
    "assign100 of the OR-Library costs 305 through string ids, with a proof that holds",
    () => {
      const [size, ...costs] = fs.readFileSync(file, "utf8").trim().split(/\s+/).map(Number);
      const ids = (letter: string) => Array.from({ length: size! }, (_, k) => ({ id: `${letter}${k}`, least: 1 }));
      const problem: AssignmentProblem = {
        left: ids("a"),
        right: ids("b"),
        pairs: costs.map((value, k) => ({ left: `a${Math.floor(k / size!)}`, right: `b${k % size!}`, value })),
        better: "lower",
        seed: "orlib",
      };
      const result = assign(problem);
      expect(result).toMatchObject({ kind: "assigned", total: 305 });
      if (result.kind === "assigned")
        expect(verifyAssignment(problem, result)).toEqual({ isRight: true, pairs: 100, total: 305 });
    },
  );
});
