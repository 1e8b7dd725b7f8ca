import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeRubric, RUBRIC_CRITERIA, type RubricScores } from "./rubric.ts";

const scores = (innovation: number, clarity: number, cooperation: number, conformity: number): RubricScores => ({
  innovation,
  clarity,
  cooperation,
  conformity,
});

describe("the rubric", () => {
  it.each([
    [scores(5, 5, 5, 5), { total: 20, hasZero: false, suggestion: "publish" }],
    [scores(3, 3, 2, 2), { total: 10, hasZero: false, suggestion: "publish" }],
    [scores(3, 2, 2, 2), { total: 9, hasZero: false, suggestion: "hold" }],
    [scores(5, 5, 5, 0), { total: 15, hasZero: true, suggestion: "hold" }],
    [scores(2, 1, 1, 1), { total: 5, hasZero: false, suggestion: "hold" }],
    [scores(1, 1, 1, 1), { total: 4, hasZero: false, suggestion: "reject" }],
    [scores(0, 1, 1, 1), { total: 3, hasZero: true, suggestion: "reject" }],
  ])("judges %o", (given, expected) => {
    expect(judgeRubric(given)).toEqual(expected);
  });

  it("never lets a zero or fewer than ten points through", () => {
    const score = fc.integer({ min: 0, max: 5 });
    fc.assert(
      fc.property(fc.tuple(score, score, score, score), ([a, b, c, d]) => {
        const given = scores(a, b, c, d);
        const { suggestion, total } = judgeRubric(given);
        const hasZero = RUBRIC_CRITERIA.some((k) => given[k] === 0);
        expect(suggestion === "publish").toBe(total >= 10 && !hasZero);
      }),
    );
  });
});
