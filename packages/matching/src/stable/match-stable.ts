import { byLottery } from "../kernel/lottery.ts";
import { edgeRanks } from "./arrays.ts";
import { breakTies } from "./break-ties.ts";
import { deferredAcceptance, sortByPreference } from "./deferred-acceptance.ts";
import { type EncodedProblem, type EncodedSide, encodeProblem } from "./encode.ts";
import { largestWeaklyStable } from "./max-size.ts";
import type { Pair, SideStatistics, StableProblem, StableResult, UnmatchedAgent } from "./problem.ts";

/**
 * Stable matching with capacities on both sides, incomplete and tied lists. Same input, same output, on every machine;
 * the order of agents in the input changes nothing but the order of the output. Throws `MatchingError` naming the place of
 * bad input. Source: Gale & Shapley 1962; Roth & Sotomayor 1990; ties: Király 2013 (`max-size`).
 */
export function matchStable(problem: StableProblem): StableResult {
  const encoded = encodeProblem(problem);
  const { left, right } = encoded;
  const isTied = left.group !== null || right.group !== null;
  let partners: PartnerLists;
  let ties: StableResult["ties"] = { kind: "strict" };
  if (isTied && problem.ties.policy === "max-size") {
    const found = largestWeaklyStable(encoded, problem.favour, problem.ties.seed);
    partners = found.partners;
    ties = { kind: "max-size", isProvedLargest: found.isProvedLargest };
  } else {
    partners = proposeByLottery(encoded, problem.favour, problem.ties.seed);
    if (isTied) ties = { kind: "lottery" };
  }
  return describe(problem, encoded, partners, ties);
}

/** For each left agent its partners, the best first. */
export interface PartnerLists {
  offsets: Int32Array;
  partners: Int32Array;
}

export function proposeByLottery(encoded: EncodedProblem, favour: "left" | "right", seed: string): PartnerLists {
  const before = byLottery(seed);
  const strict = (own: EncodedSide, others: EncodedSide) =>
    breakTies(own, (a, b) => before(others.ids[a]!, others.ids[b]!));
  return propose(encoded, favour, strict(encoded.left, encoded.right), strict(encoded.right, encoded.left));
}

type Strict = ReturnType<typeof breakTies>;

export function propose(encoded: EncodedProblem, favour: "left" | "right", left: Strict, right: Strict): PartnerLists {
  // Lists without ties are still the ones whose places are known.
  const isAsEncoded = encoded.left.group === null && encoded.right.group === null;
  if (favour === "left") {
    const instance = { proposers: left, receivers: right };
    return deferredAcceptance(instance, isAsEncoded ? encoded.places : edgeRanks(instance));
  }
  const instance = { proposers: right, receivers: left };
  const ranks = isAsEncoded ? inverse(encoded.places) : edgeRanks(instance);
  return turn(deferredAcceptance(instance, ranks), left, encoded.left.ids.length);
}

function inverse(places: Int32Array): Int32Array {
  const back = new Int32Array(places.length);
  for (let e = 0; e < places.length; e++) back[places[e]!] = e;
  return back;
}

/** From the partners of the right side to those of the left, in the order of its lists. */
function turn({ offsets, partners }: PartnerLists, left: Strict, n: number): PartnerLists {
  const m = offsets.length - 1;
  const start = new Int32Array(n + 1);
  for (let k = 0; k < partners.length; k++) start[partners[k]! + 1]!++;
  for (let i = 0; i < n; i++) start[i + 1]! += start[i]!;
  const next = start.slice(0, n);
  const out = new Int32Array(partners.length);
  for (let h = 0; h < m; h++) for (let k = offsets[h]!; k < offsets[h + 1]!; k++) out[next[partners[k]!]!++] = h;
  sortByPreference(left, { offsets: start, partners: out });
  return { offsets: start, partners: out };
}

export function describe(
  problem: StableProblem,
  encoded: EncodedProblem,
  { offsets, partners }: PartnerLists,
  ties: StableResult["ties"],
): StableResult {
  const { left, right, places } = encoded;
  const n = left.ids.length;
  const pairs = new Array<Pair>(partners.length);
  const gotLeft = new Int32Array(n);
  const gotRight = new Int32Array(right.ids.length);
  const ranksLeft: number[] = [];
  const ranksRight: number[] = [];
  const rightOf = rankOfPlace(right);
  const isPartner = new Int32Array(right.ids.length);
  for (let i = 0; i < n; i++) {
    const from = offsets[i]!;
    const to = offsets[i + 1]!;
    gotLeft[i] = to - from;
    for (let k = from; k < to; k++) {
      const h = partners[k]!;
      pairs[k] = [left.ids[i]!, right.ids[h]!];
      gotRight[h]!++;
      isPartner[h] = i + 1;
    }
    const start = left.offsets[i]!;
    for (let e = start, open = to - from; open > 0; e++) {
      const h = left.to[e]!;
      if (isPartner[h] !== i + 1) continue;
      open--;
      count(ranksLeft, left.group ? left.group[e]! : e - start);
      count(ranksRight, rightOf(places[e]!, h));
    }
  }
  return {
    pairs,
    unmatched: [...unmatched("left", left, gotLeft), ...unmatched("right", right, gotRight)],
    belowQuota: [...belowQuota("left", problem.left, gotLeft), ...belowQuota("right", problem.right, gotRight)],
    dropped: encoded.dropped,
    droppedCount: encoded.droppedCount,
    statistics: { left: statistics(left, gotLeft, ranksLeft), right: statistics(right, gotRight, ranksRight) },
    ties,
  };
}

const rankOfPlace =
  ({ group, offsets }: EncodedSide) =>
  (place: number, owner: number): number =>
    group ? group[place]! : place - offsets[owner]!;

function count(ranks: number[], rank: number): void {
  while (ranks.length <= rank) ranks.push(0);
  ranks[rank]!++;
}

function* unmatched(side: "left" | "right", own: EncodedSide, got: Int32Array): Generator<UnmatchedAgent> {
  for (let i = 0; i < own.ids.length; i++) {
    if (got[i]! > 0) continue;
    const length = own.offsets[i + 1]! - own.offsets[i]!;
    const why =
      own.given[i] === 0
        ? "empty_list"
        : own.capacity[i] === 0
          ? "no_capacity"
          : length === 0
            ? "nobody_left"
            : "rejected";
    yield { side, id: own.ids[i]!, why };
  }
}

function belowQuota(
  side: "left" | "right",
  agents: StableProblem["left"],
  got: Int32Array,
): StableResult["belowQuota"] {
  return agents.flatMap(({ id, lowerQuota = 0 }, i) =>
    got[i]! < lowerQuota ? [{ side, id, lowerQuota, got: got[i]! }] : [],
  );
}

function statistics(own: EncodedSide, got: Int32Array, ranks: number[]): SideStatistics {
  let matched = 0;
  let taken = 0;
  let capacity = 0;
  for (let i = 0; i < got.length; i++) {
    capacity += own.capacity[i]!;
    taken += got[i]!;
    if (got[i]! > 0) matched++;
  }
  const sum = ranks.reduce((total, pairs, rank) => total + pairs * (rank + 1), 0);
  return { agents: got.length, matched, taken, capacity, ranks, meanRank: taken === 0 ? null : sum / taken };
}
