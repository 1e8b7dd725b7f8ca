import { type Infeasible, infeasible } from "@jiebang/domain";
import { describe, expect, it } from "vitest";
import { infeasibleWords } from "./infeasible-words.ts";

const names: Record<string, string> = { b1: "第1号申请", b2: "第2号申请", li: "李评", chen: "陈审" };
const nameOf = (_: "left" | "right", id: string) => names[id]!;

/** As the matching engine gives it. */
const found: Infeasible = {
  lacking: 1,
  conflict: [
    { limit: "least", side: "left", id: "b1", value: 2 },
    { limit: "most", side: "right", id: "li", value: 1 },
    { limit: "forbidden", left: "b1", right: "chen" },
  ],
  relaxation: {
    cost: 4,
    changes: [
      { limit: "least", side: "left", id: "b2", from: 2, to: 1, cost: 1 },
      { limit: "most", side: "right", id: "li", from: 1, to: 2, cost: 1 },
      { limit: "forbidden", left: "b1", right: "chen", cost: 2 },
    ],
  },
};

describe("an assignment that cannot be", () => {
  it("is told limit by limit with the smallest change, in both languages", () => {
    expect(infeasible.parse(found)).toEqual(found);
    expect(infeasibleWords("zh", found, nameOf)).toEqual({
      opening: "按现有条件无法完成指派：最少人数的要求合计至少还差 1 个。",
      limits: ["第1号申请至少要 2 个。", "李评至多 1 个。", "第1号申请与陈审应当回避。"],
      wayOut: "改动最小的办法（3 处）：",
      changes: ["把第2号申请的最少人数从 2 降到 1。", "把李评的最多人数从 1 增到 2。", "允许第1号申请与陈审配对。"],
    });
    expect(infeasibleWords("en", found, nameOf)).toEqual({
      opening: "These limits allow no assignment: the least numbers asked for lack at least 1 in all.",
      limits: ["第1号申请 needs at least 2.", "李评 takes at most 1.", "第1号申请 and 陈审 must be kept apart."],
      wayOut: "The smallest change that helps (3):",
      changes: [
        "Lower the least number of 第2号申请 from 2 to 1.",
        "Raise the most that 李评 takes from 1 to 2.",
        "Let 第1号申请 and 陈审 be paired.",
      ],
    });
  });

  it("says so where nothing that may be changed helps", () => {
    const { wayOut, changes } = infeasibleWords("zh", { ...found, relaxation: null }, nameOf);
    expect([wayOut, ...changes]).toEqual(["允许改动的条件都改了也无法完成，请重新商定不能改动的条件。"]);
  });
});
