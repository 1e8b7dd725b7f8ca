import type { Network } from "./network-simplex.ts";
import type { ObjectiveCosts } from "./objectives.ts";

interface Loads {
  least: Int32Array;
  most: Int32Array;
}

/** The steps of a load as exits: capacity and cost, the cheapest first; steps without room are left out. */
export type Step = readonly [capacity: number, cost: number];

export function networkOf(
  offsets: Int32Array,
  to: Int32Array,
  cost: Float64Array,
  supply: Int32Array,
  left: readonly (readonly Step[])[],
  right: readonly (readonly Step[])[],
): Network {
  const exitOffsets = new Int32Array(left.length + right.length + 1);
  const exitCost: number[] = [];
  const exitCapacity: number[] = [];
  const add = (steps: readonly Step[], x: number) => {
    const kept = steps.filter(([capacity]) => capacity > 0);
    // A party without any place has no pairs in the network; its exit only hangs it into the tree.
    for (const [capacity, c] of kept.length > 0 ? kept : [[1, 0] as const]) {
      exitCapacity.push(capacity);
      exitCost.push(c);
    }
    exitOffsets[x + 1] = exitCost.length;
  };
  left.forEach(add);
  right.forEach((steps, j) => void add(steps, left.length + j));
  return {
    offsets,
    to,
    cost,
    supply,
    sinks: right.length,
    exitOffsets,
    exitCost: Float64Array.from(exitCost),
    exitCapacity: Int32Array.from(exitCapacity),
  };
}

export const leftSteps = ({ least, most }: Loads, i: number, level: ObjectiveCosts): Step[] => [
  [most[i]! - least[i]!, level.emptyPlace],
  [least[i]!, level.emptyPlace + level.belowLeast],
];
export const rightSteps = ({ least, most }: Loads, j: number, level: ObjectiveCosts): Step[] => [
  [least[j]!, -level.belowLeast],
  [most[j]! - least[j]!, 0],
];

/** Keeps the pairs of which both parties have places and whose cost passes. */
export function usable(
  offsets: Int32Array,
  to: Int32Array,
  cost: Float64Array,
  left: Loads,
  right: Loads,
  highest = Number.POSITIVE_INFINITY,
): { offsets: Int32Array; to: Int32Array; cost: Float64Array } {
  const n = offsets.length - 1;
  const start = new Int32Array(n + 1);
  const keptTo = new Int32Array(to.length);
  const keptCost = new Float64Array(to.length);
  let at = 0;
  for (let i = 0; i < n; i++) {
    if (left.most[i]! > 0)
      for (let a = offsets[i]!; a < offsets[i + 1]!; a++) {
        if (right.most[to[a]!] === 0 || cost[a]! > highest) continue;
        keptTo[at] = to[a]!;
        keptCost[at++] = cost[a]!;
      }
    start[i + 1] = at;
  }
  return { offsets: start, to: keptTo.subarray(0, at), cost: keptCost.subarray(0, at) };
}
