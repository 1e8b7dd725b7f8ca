import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignComplete, type CompleteCosts } from "./assign-complete.ts";

const matrices = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.boolean())
  .chain(([size, isWhole]) =>
    fc
      .array(
        isWhole
          ? fc.oneof(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -1_000_000, max: 1_000_000 }))
          : fc.integer({ min: -50, max: 50 }).map((c) => c / 10),
        { minLength: size * size, maxLength: size * size },
      )
      .map((cost): CompleteCosts => ({ size, cost: isWhole ? Int32Array.from(cost) : Float64Array.from(cost) })),
  );

/** The lowest total over all orders of the columns. */
function bruteForce({ size, cost }: CompleteCosts, i = 0, taken = 0): number {
  if (i === size) return 0;
  let best = Number.POSITIVE_INFINITY;
  for (let j = 0; j < size; j++)
    if (!(taken & (1 << j)))
      best = Math.min(best, cost[i * size + j]! + bruteForce({ size, cost }, i + 1, taken | (1 << j)));
  return best;
}

/** Every row and column once, and duals that prove the total. */
function expectProved({ size, cost }: CompleteCosts): number {
  const { columns, rows, total, duals } = assignComplete({ size, cost });
  expect([...columns].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, j) => j));
  expect(Array.from(columns, (j) => rows[j])).toEqual(Array.from({ length: size }, (_, i) => i));
  let sum = 0;
  let above = 0;
  for (let i = 0; i < size; i++) {
    sum += cost[i * size + columns[i]!]!;
    for (let j = 0; j < size; j++) above = Math.max(above, duals.row[i]! + duals.column[j]! - cost[i * size + j]!);
  }
  const proved = [...duals.row, ...duals.column].reduce((a, b) => a + b, 0);
  expect(above).toBeLessThan(1e-9);
  expect(total).toBeCloseTo(sum, 6);
  expect(proved).toBeCloseTo(total, 6);
  return total;
}

describe("a complete assignment", () => {
  it("is what trying every order finds, with duals that prove it", () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        expect(expectProved(matrix)).toBeCloseTo(bruteForce(matrix), 6);
      }),
      { numRuns: 1000 },
    );
  });

  it("holds for large matrices of few different costs", () => {
    let word = 1;
    const cost = Int32Array.from({ length: 150 * 150 }, () => {
      word = (Math.imul(word, 1664525) + 1013904223) | 0;
      return (word >>> 20) % 7;
    });
    expectProved({ size: 150, cost });
    expect(assignComplete({ size: 150, cost })).toEqual(assignComplete({ size: 150, cost: cost.slice() }));
  });

  it("names the place of a cost that is none", () => {
    const cost = Float64Array.from([1, 2, 3, Number.NaN]);
    expect(() => assignComplete({ size: 2, cost })).toThrow("not_a_number at cost[1][1]: NaN");
    expect(() => assignComplete({ size: 3, cost })).toThrow("shape at cost: 4 instead of 9");
    expect(() => assignComplete({ size: -1, cost })).toThrow("capacity_not_whole at size: -1");
  });

  const file = path.resolve(import.meta.dirname, "../../../../../shared/data/matching/orlib_assign100.txt");
  it.skipIf(!fs.existsSync(file))("solves assign100 of the OR-Library at its optimum, 305", () => {
    const [size, ...costs] = fs.readFileSync(file, "utf8").trim().split(/\s+/).map(Number);
    expect(expectProved({ size: size!, cost: Int32Array.from(costs) })).toBe(305);
  });
});
