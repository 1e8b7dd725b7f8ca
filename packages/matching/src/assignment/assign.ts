import { explainInfeasible } from "./conflict.ts";
import { DRAW_ROUNDS, type EncodedAssignment, encodeAssignment, lotteryWords, pairDraw } from "./encode-assignment.ts";
import { leftSteps, networkOf, rightSteps, usable } from "./load-network.ts";
import { NetworkSimplex, type Potentials } from "./network-simplex.ts";
import { FULLEST, type ObjectiveCosts, objectivesOf } from "./objectives.ts";
import type { Assigned, AssignmentProblem, AssignmentResult, Duals } from "./problem.ts";

/**
 * The best assignment under least and most loads, with a proof that `verifyAssignment` checks; or, when the least loads
 * cannot all be met, which limits conflict and the cheapest relaxation. The result depends on values and ids only, not on
 * the order of the input: among equally good assignments the one with the smallest sum of pair draws is taken.
 * Throws `MatchingError` naming the place of bad input.
 */
export function assign(problem: AssignmentProblem): AssignmentResult {
  const encoded = encodeAssignment(problem);
  const { left, right } = encoded;
  const pairs = usable(encoded.offsets, encoded.to, encoded.cost, left, right);
  const isFloor = typeof problem.fairness === "object";
  const fullest = isFloor ? solve(encoded, pairs, [FULLEST], null) : null;
  if (fullest && lackingOf(encoded, fullest) > 0) return explainInfeasible(encoded);
  const floor = fullest && searchFloor(encoded, pairs, fullest);
  const kept = floor ? usable(pairs.offsets, pairs.to, pairs.cost, left, right, floor.highest) : pairs;
  const objectives = objectivesOf({
    left: left.ids.length,
    right: right.ids.length,
    costs: kept.cost,
    emptyPlace: encoded.emptyPlace,
    isLeximin: problem.fairness === "leximin",
  });
  const words = { left: lotteryWords(problem.seed, left.ids), right: lotteryWords(problem.seed, right.ids) };
  const solved = solve(encoded, kept, objectives, words);
  if (lackingOf(encoded, solved) > 0) return explainInfeasible(encoded);
  return describe(problem, encoded, solved, floor);
}

export interface Pairs {
  offsets: Int32Array;
  to: Int32Array;
  cost: Float64Array;
}
export interface Solved extends Pairs {
  /** 1 for each pair that is made. */
  flow: Int32Array;
  levels: Potentials[];
}
export interface LotteryWords {
  left: Uint32Array;
  right: Uint32Array;
}

function solve(
  { left, right }: EncodedAssignment,
  pairs: Pairs,
  objectives: readonly ObjectiveCosts[],
  words: LotteryWords | null,
): Solved {
  const first = objectives[0]!;
  const network = (level: ObjectiveCosts) =>
    networkOf(
      pairs.offsets,
      pairs.to,
      pairs.cost.map((c) => level.pair(c)),
      left.most,
      left.ids.map((_, i) => leftSteps(left, i, level)),
      right.ids.map((_, j) => rightSteps(right, j, level)),
    );
  const start = network(first);
  const simplex = new NetworkSimplex(start);
  simplex.run();
  const levels = [simplex.potentials()];
  const m = pairs.to.length;
  // Later objectives say nothing about loads.
  for (const level of objectives.slice(1)) {
    if (!simplex.runNext((a) => (a < m ? level.pair(pairs.cost[a]!) : 0))) break;
    levels.push(simplex.potentials());
  }
  if (words && levels.length === objectives.length) {
    const source = sourceOf(pairs);
    for (let round = 0; round < DRAW_ROUNDS; round++) {
      const draw = (a: number) => (a < m ? pairDraw(words.left[source[a]!]!, words.right[pairs.to[a]!]!, round) : 0);
      if (!simplex.runNext(draw)) break;
      levels.push(simplex.potentials());
    }
  }
  return { ...pairs, flow: simplex.flows().subarray(0, m), levels };
}

export function sourceOf({ offsets, to }: Pairs): Int32Array {
  const source = new Int32Array(to.length);
  for (let i = 0; i + 1 < offsets.length; i++) source.fill(i, offsets[i]!, offsets[i + 1]!);
  return source;
}

function loadsOf(encoded: EncodedAssignment, { offsets, to, flow }: Solved): { left: Int32Array; right: Int32Array } {
  const left = new Int32Array(encoded.left.ids.length);
  const right = new Int32Array(encoded.right.ids.length);
  for (let i = 0; i < left.length; i++)
    for (let a = offsets[i]!; a < offsets[i + 1]!; a++) {
      left[i]! += flow[a]!;
      right[to[a]!]! += flow[a]!;
    }
  return { left, right };
}

function lackingOf(encoded: EncodedAssignment, solved: Solved): number {
  const loads = loadsOf(encoded, solved);
  const lacking = (least: Int32Array, load: Int32Array) =>
    least.reduce((sum, l, x) => sum + Math.max(0, l - load[x]!), 0);
  return lacking(encoded.left.least, loads.left) + lacking(encoded.right.least, loads.right);
}

interface Floor {
  /** The highest cost a pair may have; -Infinity without pairs. */
  highest: number;
  fullest: Potentials;
  /** Of the assignment with the pairs above the floor only; null where there are none. */
  above: Potentials | null;
}

/** The highest floor that leaves the assignment as full and its least loads met, by halving over the values there are. */
function searchFloor(encoded: EncodedAssignment, pairs: Pairs, fullest: Solved): Floor {
  const made = (solved: Solved) => solved.flow.reduce((sum, f) => sum + f, 0);
  const wanted = made(fullest);
  if (wanted === 0) return { highest: Number.NEGATIVE_INFINITY, fullest: fullest.levels[0]!, above: null };
  const values = Float64Array.from(new Set(pairs.cost)).sort();
  const tried = (highest: number) => {
    const solved = solve(
      encoded,
      usable(pairs.offsets, pairs.to, pairs.cost, encoded.left, encoded.right, highest),
      [FULLEST],
      null,
    );
    return { isAsFull: made(solved) === wanted && lackingOf(encoded, solved) === 0, duals: solved.levels[0]! };
  };
  let low = -1;
  let high = values.length - 1;
  let above: Potentials | null = null;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const { isAsFull, duals } = tried(values[middle]!);
    if (isAsFull) high = middle;
    else {
      low = middle;
      above = duals;
    }
  }
  return { highest: values[high]!, fullest: fullest.levels[0]!, above };
}

function describe(
  problem: AssignmentProblem,
  encoded: EncodedAssignment,
  solved: Solved,
  floor: Floor | null,
): Assigned {
  const { left, right, scale } = encoded;
  const sign = problem.better === "higher" ? -1 : 1;
  const toValue = (cost: number) => (sign * cost) / scale + 0;
  const n = left.ids.length;
  const byInput = (side: EncodedAssignment["left"], values: ArrayLike<number>) => {
    const out = new Array<number>(values.length);
    side.given.forEach((k, x) => {
      out[k] = values[x]! + 0;
    });
    return out;
  };
  const duals = ({ source, sink }: Potentials): Duals => ({ left: byInput(left, source), right: byInput(right, sink) });
  const place = new Int32Array(n);
  left.given.forEach((k, i) => {
    place[k] = i;
  });
  const pairs: Assigned["pairs"] = [];
  let total = 0;
  let worst = Number.NEGATIVE_INFINITY;
  for (const i of place) {
    const mine: number[] = [];
    for (let a = solved.offsets[i]!; a < solved.offsets[i + 1]!; a++) if (solved.flow[a]) mine.push(a);
    mine.sort((a, b) => right.given[solved.to[a]!]! - right.given[solved.to[b]!]!);
    for (const a of mine) {
      const cost = solved.cost[a]!;
      pairs.push({ left: left.ids[i]!, right: right.ids[solved.to[a]!]!, value: toValue(cost) });
      total += cost;
      worst = Math.max(worst, cost);
    }
  }
  const loads = loadsOf(encoded, solved);
  const given = { left: byInput(left, loads.left), right: byInput(right, loads.right) };
  return {
    kind: "assigned",
    pairs,
    total: toValue(total),
    unfilled: problem.left.flatMap(({ id, most = 1 }, k) => {
      const empty = most - given.left[k]!;
      return empty > 0 ? [{ id, empty }] : [];
    }),
    loads: given,
    worst: pairs.length === 0 ? null : toValue(worst),
    ...(floor ? { floor: Number.isFinite(floor.highest) ? toValue(floor.highest) : null } : {}),
    certificate: {
      levels: solved.levels.map(duals),
      ...(floor ? { floor: { fullest: duals(floor.fullest), above: floor.above && duals(floor.above) } } : {}),
    },
  };
}
