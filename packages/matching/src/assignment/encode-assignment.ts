import { lotteryNumber } from "../kernel/lottery.ts";
import { finiteNumber, MatchingError, MOST_AGENTS, MOST_EDGES, wholeNumber } from "../kernel/matching-error.ts";
import type { AssignmentParty, AssignmentProblem } from "./problem.ts";

/** One side in the order of its ids (UTF-16 code units), so that the order of the input can change nothing. */
export interface EncodedParties {
  ids: string[];
  /** Place in the input of each. */
  given: Int32Array;
  index: Map<string, number>;
  least: Int32Array;
  most: Int32Array;
  relaxLeast: (number | null)[];
  relaxMost: (number | null)[];
}

export interface EncodedAssignment {
  left: EncodedParties;
  right: EncodedParties;
  /** Allowed pairs of left `i`: `offsets[i] .. offsets[i+1])`, by right; costs are whole, the lower the better. */
  offsets: Int32Array;
  to: Int32Array;
  cost: Float64Array;
  /** Listed pairs that are forbidden, each once. */
  forbidden: { i: number; j: number; relax: number | null }[];
  scale: number;
  /** In units of `cost`; null: fill first. */
  emptyPlace: number | null;
}

const LARGEST = 2 ** 40;

/** Ids to numbers, and every fault of the input named by its place. */
export function encodeAssignment(problem: AssignmentProblem): EncodedAssignment {
  if (typeof problem.seed !== "string") throw new MatchingError("shape", "seed", typeof problem.seed);
  if (problem.better !== "higher" && problem.better !== "lower")
    throw new MatchingError("shape", "better", String(problem.better));
  const decimals = problem.decimals === undefined ? 6 : wholeNumber(problem.decimals, "decimals");
  if (decimals > 9) throw new MatchingError("out_of_range", "decimals", decimals);
  const scale = 10 ** decimals;
  const left = encodeParties(problem.left, "left");
  const right = encodeParties(problem.right, "right");
  const n = left.ids.length;
  const m = right.ids.length;

  const banned = new Map<number, number | null>();
  problem.forbidden?.forEach(({ left: l, right: r, relax }, k) => {
    const i = numberOf(left, l, `forbidden[${k}].left`);
    const j = numberOf(right, r, `forbidden[${k}].right`);
    banned.set(i * m + j, relaxCost(relax, null, `forbidden[${k}].relax`));
  });

  const { pairs } = problem;
  if (!Array.isArray(pairs)) throw new MatchingError("shape", "pairs", typeof pairs);
  if (pairs.length > MOST_EDGES) throw new MatchingError("too_large", "pairs", pairs.length);
  const sign = problem.better === "higher" ? -1 : 1;
  const from = new Int32Array(pairs.length);
  const towards = new Int32Array(pairs.length);
  const costs = new Float64Array(pairs.length);
  for (let k = 0; k < pairs.length; k++) {
    const pair = pairs[k]!;
    from[k] = numberOf(left, pair.left, `pairs[${k}].left`);
    towards[k] = numberOf(right, pair.right, `pairs[${k}].right`);
    costs[k] = sign * scaled(pair.value, scale, `pairs[${k}].value`) + 0;
  }
  limitMost(left, from);
  limitMost(right, towards);
  const order = byRow(from, byRow(towards, null, m), n);
  const offsets = new Int32Array(n + 1);
  const to: number[] = [];
  const cost: number[] = [];
  const forbidden: EncodedAssignment["forbidden"] = [];
  for (let q = 0; q < order.length; q++) {
    const k = order[q]!;
    const i = from[k]!;
    const j = towards[k]!;
    if (q > 0 && from[order[q - 1]!] === i && towards[order[q - 1]!] === j)
      throw new MatchingError("duplicate_in_list", `pairs[${k}]`, `${left.ids[i]} ${right.ids[j]}`);
    const relax = banned.size > 0 ? banned.get(i * m + j) : undefined;
    if (relax !== undefined) {
      forbidden.push({ i, j, relax });
      continue;
    }
    to.push(j);
    cost.push(costs[k]!);
    offsets[i + 1]!++;
  }
  for (let i = 0; i < n; i++) offsets[i + 1]! += offsets[i]!;
  return {
    left,
    right,
    offsets,
    to: Int32Array.from(to),
    cost: Float64Array.from(cost),
    forbidden,
    scale,
    emptyPlace: emptyPlace(problem, scale),
  };
}

/** Nobody gets more partners than it has listed pairs: more places than that say nothing. */
function limitMost({ least, most }: EncodedParties, ends: Int32Array): void {
  const listed = new Int32Array(most.length);
  for (const x of ends) listed[x]!++;
  for (let x = 0; x < most.length; x++) most[x] = Math.max(least[x]!, Math.min(most[x]!, listed[x]!));
}

function emptyPlace({ fill = "most", fairness }: AssignmentProblem, scale: number): number | null {
  if (fairness !== undefined && fairness !== "leximin" && fairness?.floor !== "search")
    throw new MatchingError("shape", "fairness", String(fairness));
  if (fill === "most") return null;
  if (typeof fill !== "object" || fill === null) throw new MatchingError("shape", "fill", String(fill));
  const cost = scaled(fill.emptyPlace, scale, "fill.emptyPlace");
  if (cost < 0) throw new MatchingError("out_of_range", "fill.emptyPlace", fill.emptyPlace);
  // How many pairs there are would hang on their values, and a floor could not be compared.
  if (fairness !== undefined) throw new MatchingError("shape", "fill", "fairness asks for the fullest assignment");
  return cost;
}

function scaled(value: number, scale: number, place: string): number {
  const whole = Math.round(finiteNumber(value, place) * scale);
  if (Math.abs(whole) > LARGEST) throw new MatchingError("out_of_range", place, value);
  return whole;
}

function encodeParties(parties: readonly AssignmentParty[], side: string): EncodedParties {
  if (!Array.isArray(parties)) throw new MatchingError("shape", side, typeof parties);
  if (parties.length > MOST_AGENTS) throw new MatchingError("too_large", side, parties.length);
  const seen = new Set<string>();
  parties.forEach(({ id }, k) => {
    if (typeof id !== "string") throw new MatchingError("shape", `${side}[${k}].id`, typeof id);
    if (seen.has(id)) throw new MatchingError("duplicate_id", `${side}[${k}]`, id);
    seen.add(id);
  });
  const given = Int32Array.from(parties, (_, k) => k);
  given.sort((a, b) => (parties[a]!.id < parties[b]!.id ? -1 : 1));
  const index = new Map<string, number>();
  const least = new Int32Array(parties.length);
  const most = new Int32Array(parties.length);
  const relaxLeast: (number | null)[] = [];
  const relaxMost: (number | null)[] = [];
  given.forEach((k, x) => {
    const party = parties[k]!;
    index.set(party.id, x);
    most[x] = party.most === undefined ? 1 : wholeNumber(party.most, `${side}[${k}].most`);
    least[x] = party.least === undefined ? 0 : wholeNumber(party.least, `${side}[${k}].least`);
    if (least[x]! > MOST_AGENTS) throw new MatchingError("out_of_range", `${side}[${k}].least`, least[x]!);
    if (least[x]! > most[x]!) throw new MatchingError("quota_above_capacity", `${side}[${k}].least`, least[x]!);
    relaxLeast.push(relaxCost(party.relax?.least, 1, `${side}[${k}].relax.least`));
    relaxMost.push(relaxCost(party.relax?.most, 1, `${side}[${k}].relax.most`));
  });
  return { ids: Array.from(given, (k) => parties[k]!.id), given, index, least, most, relaxLeast, relaxMost };
}

function relaxCost(value: number | null | undefined, otherwise: number | null, place: string): number | null {
  if (value === undefined) return otherwise;
  return value === null ? null : wholeNumber(value, place);
}

function numberOf(side: EncodedParties, id: string, place: string): number {
  const x = side.index.get(id);
  if (x === undefined) throw new MatchingError("unknown_id", place, String(id));
  return x;
}

/** A stable counting sort of places by their key. */
function byRow(keys: Int32Array, before: Int32Array | null, rows: number): Int32Array {
  const next = new Int32Array(rows + 1);
  for (const key of keys) next[key + 1]!++;
  for (let r = 0; r < rows; r++) next[r + 1]! += next[r]!;
  const out = new Int32Array(keys.length);
  for (let q = 0; q < keys.length; q++) {
    const k = before ? before[q]! : q;
    out[next[keys[k]!]!++] = k;
  }
  return out;
}

/** The first 32 bits of each party's lottery number. */
export function lotteryWords(seed: string, ids: readonly string[]): Uint32Array {
  return Uint32Array.from(ids, (id) => Math.floor(lotteryNumber(seed, id) / 0x10_0000));
}

const finish = (word: number) => {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
};

/**
 * The draw of a pair, 31 bits: MurmurHash3's finisher over the left party's lottery word (plus the round times 0x9E3779B9),
 * then over the result xor the right party's. Equal sums in one round (next to impossible) are told apart by the next.
 */
export function pairDraw(left: number, right: number, round: number): number {
  return finish(finish((left + Math.imul(round + 1, 0x9e3779b9)) | 0) ^ right) >>> 1;
}
export const DRAW_ROUNDS = 3;
