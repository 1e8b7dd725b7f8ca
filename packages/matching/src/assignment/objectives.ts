import { MatchingError } from "../kernel/matching-error.ts";

/** One objective: what a pair costs by its value, an empty place of the left side, and a unit below a least load (either side). */
export interface ObjectiveCosts {
  pair(cost: number): number;
  emptyPlace: number;
  belowLeast: number;
}

/** Least loads first, then full places; nothing about values. */
export const FULLEST: ObjectiveCosts = { pair: () => 0, emptyPlace: 1, belowLeast: 3 };

/**
 * The objectives, the weightiest first; the lottery follows them. Several rules share one whole number where that is exact:
 * a change from one assignment to a better neighbour runs over a cycle of at most `cycle` pairs and two loads, so that a
 * weight above what a cycle can sum up to decides alone.
 */
export function objectivesOf(spec: {
  left: number;
  right: number;
  costs: Float64Array;
  /** Null: the fullest first. */
  emptyPlace: number | null;
  isLeximin: boolean;
}): ObjectiveCosts[] {
  const cycle = 2 * Math.min(spec.left, spec.right) + 2;
  if (!spec.isLeximin) {
    let largest = 0;
    for (const cost of spec.costs) largest = Math.max(largest, Math.abs(cost));
    const emptyPlace = spec.emptyPlace ?? cycle * largest + 1;
    const belowLeast = 2 * emptyPlace + cycle * largest + 1;
    if ((belowLeast + emptyPlace + cycle * largest) * 4 > Number.MAX_SAFE_INTEGER)
      throw new MatchingError("out_of_range", "pairs", largest);
    return [{ pair: (cost) => cost, emptyPlace, belowLeast }];
  }
  const values = Float64Array.from(new Set(spec.costs)).sort().reverse();
  const rank = new Map<number, number>();
  values.forEach((cost, k) => void rank.set(cost, k));
  const base = cycle + 1;
  let together = 1;
  while (base ** (together + 1) * cycle < 2 ** 50) together++;
  const levels = [FULLEST];
  for (let first = 0; first < values.length; first += together)
    levels.push({
      pair: (cost) => {
        const k = rank.get(cost)! - first;
        return k >= 0 && k < together ? base ** (together - 1 - k) : 0;
      },
      emptyPlace: 0,
      belowLeast: 0,
    });
  return levels;
}
