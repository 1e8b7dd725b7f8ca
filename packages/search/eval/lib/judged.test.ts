import { describe, expect, it } from "vitest";
import { measure, readJudged } from "./judged.ts";

describe("the measures of the evaluation", () => {
  const judged = { a: { x: 3, y: 2, z: 0 }, b: { x: 1, y: 0 }, c: { x: 0 } };

  it("are 1 for the ideal order, and for tops that tell who has an answer", () => {
    const found = new Map([
      ["a", { ranked: ["x", "y", "z"], top: 3 }],
      ["b", { ranked: ["x", "y"], top: 2 }],
      ["c", { ranked: ["x"], top: 1 }],
    ]);
    expect(measure(judged, found)).toEqual({ ndcg: 1, recall: 1, auc: 1, demands: 2, answered: 1 });
  });

  it("count what nobody judged as nothing, and a tie of tops as half", () => {
    const found = new Map([
      ["a", { ranked: ["unknown", "y"], top: 1 }],
      ["b", { ranked: ["y", "x"], top: 1 }],
      ["c", { ranked: ["x"], top: 2 }],
    ]);
    const second = 1 / Math.log2(3);
    expect(measure(judged, found)).toEqual({
      ndcg: expect.closeTo(((3 * second) / (7 + 3 * second) + second) / 2, 9),
      recall: 0.5,
      auc: 0.25,
      demands: 2,
      answered: 1,
    });
  });

  it("stand on ids and grades alone", () => {
    const set = readJudged();
    expect(Object.keys(set).length).toBeGreaterThanOrEqual(60);
    const cells = Object.entries(set).flatMap(([demand, grades]) =>
      Object.entries(grades).map(([offer, g]) => [demand, offer, g]),
    );
    expect(
      cells.filter(
        ([d, o, g]) => !/^ZB-R\d+$/.test(`${d}`) || !/^ZB-A\d+$/.test(`${o}`) || ![0, 1, 2, 3].includes(Number(g)),
      ),
    ).toEqual([]);
  });
});
