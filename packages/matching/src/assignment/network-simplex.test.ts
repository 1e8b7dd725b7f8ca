import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { networkOf } from "./load-network.ts";
import { NetworkSimplex } from "./network-simplex.ts";

const OVERFLOW = 100_000;

/** What a source cannot send costs `OVERFLOW` a unit, what a sink lacks to its least `SHORTFALL`. */
interface TransportArrays {
  offsets: Int32Array;
  to: Int32Array;
  cost: Float64Array;
  supply: Int32Array;
  demand: Int32Array;
  demandLeast?: Int32Array;
}
const SHORTFALL = 1000;

function transport(p: TransportArrays): { flow: Int32Array; unsent: Int32Array; lacking: Int32Array } {
  const least = (j: number) => p.demandLeast?.[j] ?? 0;
  const isOpen = p.to.map((j) => (p.demand[j]! > 0 ? 1 : 0));
  const simplex = new NetworkSimplex({
    ...networkOf(
      p.offsets,
      p.to,
      p.cost,
      p.supply,
      Array.from(p.supply, (units) => [[units, OVERFLOW]]),
      Array.from(p.demand, (most, j) => [
        [least(j), -SHORTFALL],
        [most - least(j), 0],
      ]),
    ),
    capacity: isOpen,
  });
  simplex.run();
  const flow = simplex.flows().slice(0, p.to.length);
  const unsent = p.supply.slice();
  const lacking = p.demand.map((_, j) => least(j));
  for (let i = 0; i < unsent.length; i++)
    for (let a = p.offsets[i]!; a < p.offsets[i + 1]!; a++) {
      unsent[i]! -= flow[a]!;
      lacking[p.to[a]!] = lacking[p.to[a]!]! - flow[a]!;
    }
  return { flow, unsent, lacking: lacking.map((l) => Math.max(0, l)) };
}

function costOf(problem: TransportArrays): number {
  const { flow, unsent, lacking } = transport(problem);
  const sum = (values: Int32Array, cost: (k: number) => number) =>
    values.reduce((total, f, k) => total + f * cost(k), 0);
  return sum(flow, (k) => problem.cost[k]!) + sum(unsent, () => OVERFLOW) + sum(lacking, () => SHORTFALL);
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
    cost += sent.reduce((a, b) => a + b, 0) * OVERFLOW;
    cost += taken.reduce((sum, t, j) => sum + Math.max(0, (problem.demandLeast?.[j] ?? 0) - t), 0) * SHORTFALL;
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
      supply: Int32Array.from(supply),
      demand: Int32Array.from(sinks, ([a, b]) => Math.max(a, b)),
      demandLeast: Int32Array.from(sinks, ([a, b]) => Math.min(a, b)),
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
      supply: new Int32Array(size).fill(1),
      demand: new Int32Array(size).fill(1),
    };
    expect(costOf(problem)).toBe(305);
  });
});
