import { MatchingError } from "../kernel/matching-error.ts";
import { assign } from "./assign.ts";
import { DRAW_ROUNDS, type EncodedAssignment, encodeAssignment, lotteryWords, pairDraw } from "./encode-assignment.ts";
import { FULLEST, type ObjectiveCosts, objectivesOf } from "./objectives.ts";
import type { AssignmentProblem, Certificate, Duals } from "./problem.ts";
import { ProvedFlow } from "./proved-flow.ts";

/** What a check from the inputs alone found: within every limit and the best there is, or the first fault. */
export type AssignmentVerdict =
  | { isRight: true; pairs: number; total: number }
  | { isRight: false; fault: AssignmentFault };

export type AssignmentFault =
  | { kind: "below_least"; side: "left" | "right"; id: string; least: number; got: number }
  | { kind: "over_most"; side: "left" | "right"; id: string; most: number; got: number }
  | { kind: "forbidden" | "not_possible" | "twice"; left: string; right: string }
  /** A pair lies under the floor, or a higher floor would do. */
  | { kind: "floor" }
  | { kind: "total"; is: number }
  /**
   * The proof does not hold. `objective` counts from 0: the values first (with `leximin`: fullness, then values from the
   * worst), then the lottery.
   */
  | { kind: "not_best"; objective: number };

export interface CheckedAssignment {
  pairs: readonly { left: string; right: string }[];
  total?: number;
  floor?: number | null;
  /** Potentials that prove the optimum. Without them `assign` is asked for some; they are checked all the same. */
  certificate?: Certificate;
}

/**
 * Checks an assignment against the problem, whoever made it: loads, forbidden pairs, and the optimum by potentials
 * (complementary slackness in whole numbers, objective by objective), which prove it wherever they come from.
 */
export function verifyAssignment(problem: AssignmentProblem, checked: CheckedAssignment): AssignmentVerdict {
  const encoded = encodeAssignment(problem);
  const { cost, scale } = encoded;
  const made = new Uint8Array(encoded.to.length);
  const fault = placePairs(encoded, checked, made) ?? loadFault(encoded, made);
  if (fault) return { isRight: false, fault };
  let sum = 0;
  for (let a = 0; a < made.length; a++) if (made[a]) sum += cost[a]!;
  const total = ((problem.better === "higher" ? -1 : 1) * sum) / scale + 0;
  if (checked.total !== undefined && checked.total !== total)
    return { isRight: false, fault: { kind: "total", is: total } };

  const certificate = checked.certificate ?? certificateOf(problem);
  let highest = Number.POSITIVE_INFINITY;
  if (typeof problem.fairness === "object") {
    const sign = problem.better === "higher" ? -1 : 1;
    const worst = cost.reduce((most, c, a) => (made[a] ? Math.max(most, c) : most), Number.NEGATIVE_INFINITY);
    highest = typeof checked.floor === "number" ? Math.round(sign * checked.floor * scale) : worst;
    if (worst > highest || !isHighestFloor(encoded, made, highest, certificate.floor))
      return { isRight: false, fault: { kind: "floor" } };
  }
  const objective = firstNotBest(problem, encoded, made, highest, certificate.levels);
  if (objective !== null) return { isRight: false, fault: { kind: "not_best", objective } };
  return { isRight: true, pairs: checked.pairs.length, total };
}

function certificateOf(problem: AssignmentProblem): Certificate {
  const best = assign(problem);
  return best.kind === "assigned" ? best.certificate : { levels: [] };
}

function placePairs(
  encoded: EncodedAssignment,
  { pairs }: CheckedAssignment,
  made: Uint8Array,
): AssignmentFault | null {
  const { left, right, offsets, to } = encoded;
  const banned = new Set(encoded.forbidden.map(({ i, j }) => i * right.ids.length + j));
  for (const [k, pair] of pairs.entries()) {
    const i = left.index.get(pair.left);
    const j = right.index.get(pair.right);
    if (i === undefined || j === undefined)
      throw new MatchingError("unknown_id", `pairs[${k}]`, i === undefined ? pair.left : pair.right);
    const ends = { left: pair.left, right: pair.right };
    if (banned.has(i * right.ids.length + j)) return { kind: "forbidden", ...ends };
    const a = findArc(to, offsets[i]!, offsets[i + 1]!, j);
    if (a < 0) return { kind: "not_possible", ...ends };
    if (made[a]) return { kind: "twice", ...ends };
    made[a] = 1;
  }
  return null;
}

/** Arcs of a row stand in the order of their ends. */
function findArc(to: Int32Array, start: number, end: number, j: number): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (to[middle]! < j) low = middle + 1;
    else high = middle;
  }
  return low < end && to[low] === j ? low : -1;
}

function loadFault(encoded: EncodedAssignment, made: Uint8Array): AssignmentFault | null {
  const load = {
    left: new Int32Array(encoded.left.ids.length),
    right: new Int32Array(encoded.right.ids.length),
  };
  for (let i = 0; i < load.left.length; i++)
    for (let a = encoded.offsets[i]!; a < encoded.offsets[i + 1]!; a++) {
      load.left[i]! += made[a]!;
      load.right[encoded.to[a]!]! += made[a]!;
    }
  for (const side of ["left", "right"] as const) {
    const { ids, least, most } = encoded[side];
    for (let x = 0; x < ids.length; x++) {
      const got = load[side][x]!;
      if (got > most[x]!) return { kind: "over_most", side, id: ids[x]!, most: most[x]!, got };
      if (got < least[x]!) return { kind: "below_least", side, id: ids[x]!, least: least[x]!, got };
    }
  }
  return null;
}

/** As full as without any floor, and with only the pairs above this floor less full (or some least load unmet). */
function isHighestFloor(
  encoded: EncodedAssignment,
  made: Uint8Array,
  highest: number,
  proof: Certificate["floor"],
): boolean {
  if (!proof) return false;
  const all = new ProvedFlow(encoded, made, Number.POSITIVE_INFINITY);
  if (!all.prove(FULLEST, proof.fullest)) return false;
  const isHighestOfAll = !all.costs().some((c) => c < highest);
  if (isHighestOfAll || !made.includes(1)) return true;
  return proof.above !== null && all.leastCost(FULLEST, proof.above, highest) > all.costOf(FULLEST);
}

/** The first objective that its potentials do not prove. */
function firstNotBest(
  problem: AssignmentProblem,
  encoded: EncodedAssignment,
  made: Uint8Array,
  highest: number,
  levels: readonly Duals[],
): number | null {
  const { left, right } = encoded;
  const flow = new ProvedFlow(encoded, made, highest);
  const objectives: ObjectiveCosts[] = objectivesOf({
    left: left.ids.length,
    right: right.ids.length,
    costs: flow.costs(),
    emptyPlace: encoded.emptyPlace,
    isLeximin: problem.fairness === "leximin",
  });
  const words = { left: lotteryWords(problem.seed, left.ids), right: lotteryWords(problem.seed, right.ids) };
  for (let k = 0; k < objectives.length + DRAW_ROUNDS; k++) {
    const duals = levels[k];
    // A certificate ends where only one assignment is left.
    if (!duals) return k > 0 && flow.isOnlyOne() ? null : k;
    const round = k - objectives.length;
    const isProved =
      round < 0
        ? flow.prove(objectives[k]!, duals)
        : flow.prove((i, j) => pairDraw(words.left[i]!, words.right[j]!, round), duals);
    if (!isProved) return k;
  }
  return null;
}
