import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type TransportArrays, transport } from "./network-simplex.ts";

const OVERFLOW = 100_000;

function costOf(problem: TransportArrays): number {
  const { flow, unsent, lacking } = transport(problem);
  const sum = (values: Int32Array, cost: (k: number) => number) =>
    values.reduce((total, f, k) => total + f * cost(k), 0);
  return (
    sum(flow, (k) => problem.cost[k]!) +
    sum(unsent, () => problem.overflowCost) +
    sum(lacking, () => problem.shortfallCost ?? 0)
  );
}

/** The cheapest by trying every choice of arcs, each used once or not. */
function bruteForce(problem: TransportArrays): number {
  const edges: [number, number, number][] = [];
  problem.supply.forEach((_, i) => {
    for (let a = problem.offsets[i]!; a < problem.offsets[i + 1]!; a++)
      edges.push([i, problem.to[a]!, problem.cost[a]!]);
  });
  let best = Number.POSITIVE_INFINITY;
  for (let mask = 0; mask < 1 << edges.length; mask++) {
    const sent = [...problem.supply];
    const taken = problem.demand.map(() => 0);
    let cost = 0;
    edges.forEach(([i, j, c], k) => {
      if (!(mask & (1 << k))) return;
      sent[i]!--;
      taken[j]!++;
      cost += c;
    });
    if (sent.some((left) => left < 0) || taken.some((t, j) => t > problem.demand[j]!)) continue;
    cost += sent.reduce((a, b) => a + b, 0) * problem.overflowCost;
    cost +=
      taken.reduce((sum, t, j) => sum + Math.max(0, (problem.demandLeast?.[j] ?? 0) - t), 0) *
      (problem.shortfallCost ?? 0);
    best = Math.min(best, cost);
  }
  return best;
}

const small = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([n, m]) =>
    fc.record({
      edges: fc.uniqueArray(
        fc.record({
          i: fc.nat({ max: n - 1 }),
          j: fc.nat({ max: m - 1 }),
          cost: fc.integer({ min: 0, max: 20 }),
        }),
        { maxLength: 10, selector: ({ i, j }) => i * m + j },
      ),
      supply: fc.array(fc.nat({ max: 3 }), { minLength: n, maxLength: n }),
      sinks: fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })), { minLength: m, maxLength: m }),
    }),
  )
  .map(({ edges, supply, sinks }): TransportArrays => {
    const sorted = [...edges].sort((a, b) => a.i - b.i || a.j - b.j);
    const offsets = new Int32Array(supply.length + 1);
    for (const { i } of sorted) offsets[i + 1]!++;
    for (let i = 0; i < supply.length; i++) offsets[i + 1]! += offsets[i]!;
    return {
      offsets,
      to: Int32Array.from(sorted, (e) => e.j),
      cost: Float64Array.from(sorted, (e) => e.cost),
      capacity: new Int32Array(sorted.length).fill(1),
      supply: Int32Array.from(supply),
      demand: Int32Array.from(sinks, ([a, b]) => Math.max(a, b)),
      demandLeast: Int32Array.from(sinks, ([a, b]) => Math.min(a, b)),
      overflowCost: OVERFLOW,
      shortfallCost: 1000,
    };
  });

describe("the network simplex", () => {
  it("finds what trying everything finds, with upper and least loads", () => {
    fc.assert(
      fc.property(small, (problem) => {
        expect(costOf(problem)).toBe(bruteForce(problem));
      }),
      { numRuns: 1000 },
    );
  });

  it("gives the same flow each time", () => {
    fc.assert(
      fc.property(small, (problem) => {
        expect(transport(problem)).toEqual(transport(problem));
      }),
      { numRuns: 200 },
    );
  });

  const file = path.resolve(import.meta.dirname, "../../../../../shared/data/matching/orlib_assign100.txt");
  it.skipIf(!fs.existsSync(file))("solves assign100 of the OR-Library at its optimum, 305", () => {
    const [n, ...costs] = fs.readFileSync(file, "utf8").trim().split(/\s+/).map(Number);
    const size = n!;
    const problem: TransportArrays = {
      offsets: Int32Array.from({ length: size + 1 }, (_, i) => i * size),
      to: Int32Array.from({ length: size * size }, (_, a) => a % size),
      cost: Float64Array.from(costs),
      capacity: new Int32Array(size * size).fill(1),
      supply: new Int32Array(size).fill(1),
      demand: new Int32Array(size).fill(1),
      overflowCost: OVERFLOW,
    };
    expect(costOf(problem)).toBe(305);
  });
});
