import { byLottery } from "../kernel/lottery.ts";
import { breakTies } from "./break-ties.ts";
import { deferredAcceptance } from "./deferred-acceptance.ts";
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
  if (favour === "left") return deferredAcceptance({ proposers: left, receivers: right });
  return turn(deferredAcceptance({ proposers: right, receivers: left }), left, encoded.left.ids.length);
}

/** From the partners of the right side to those of the left, in the order of its lists. */
function turn({ offsets, partners }: PartnerLists, left: Strict, n: number): PartnerLists {
  const has = new Set<number>();
  const m = offsets.length - 1;
  const count = new Int32Array(n + 1);
  for (let h = 0; h < m; h++)
    for (let k = offsets[h]!; k < offsets[h + 1]!; k++) {
      count[partners[k]! + 1]!++;
      has.add(partners[k]! * m + h);
    }
  for (let i = 0; i < n; i++) count[i + 1]! += count[i]!;
  const out = new Int32Array(count[n]!);
  for (let i = 0; i < n; i++) {
    let at = count[i]!;
    for (let e = left.offsets[i]!; at < count[i + 1]! && e < left.offsets[i + 1]!; e++)
      if (has.has(i * m + left.to[e]!)) out[at++] = left.to[e]!;
  }
  return { offsets: count, partners: out };
}

export function describe(
  problem: StableProblem,
  encoded: EncodedProblem,
  { offsets, partners }: PartnerLists,
  ties: StableResult["ties"],
): StableResult {
  const { left, right } = encoded;
  const pairs: Pair[] = [];
  const gotLeft = new Int32Array(left.ids.length);
  const gotRight = new Int32Array(right.ids.length);
  for (let i = 0; i < left.ids.length; i++) {
    for (let k = offsets[i]!; k < offsets[i + 1]!; k++) {
      pairs.push([left.ids[i]!, right.ids[partners[k]!]!]);
      gotRight[partners[k]!]!++;
    }
    gotLeft[i] = offsets[i + 1]! - offsets[i]!;
  }
  const partnersOfRight = new Int32Array(partners.length);
  const start = new Int32Array(right.ids.length + 1);
  for (let h = 0; h < right.ids.length; h++) start[h + 1] = start[h]! + gotRight[h]!;
  const next = start.slice(0, right.ids.length);
  for (let i = 0; i < left.ids.length; i++)
    for (let k = offsets[i]!; k < offsets[i + 1]!; k++) partnersOfRight[next[partners[k]!]!++] = i;
  return {
    pairs,
    unmatched: [...unmatched("left", left, gotLeft), ...unmatched("right", right, gotRight)],
    belowQuota: [...belowQuota("left", problem.left, gotLeft), ...belowQuota("right", problem.right, gotRight)],
    dropped: encoded.dropped,
    droppedCount: encoded.droppedCount,
    statistics: {
      left: statistics(left, gotLeft, offsets, partners),
      right: statistics(right, gotRight, start, partnersOfRight),
    },
    ties,
  };
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

/** `partners` of each agent may stand in any order; ranks are places in the own list, ties by their first place. */
function statistics(own: EncodedSide, got: Int32Array, start: Int32Array, partners: Int32Array): SideStatistics {
  const ranks: number[] = [];
  let sum = 0;
  let matched = 0;
  let capacity = 0;
  const isPartner = new Set<number>();
  for (let i = 0; i < own.ids.length; i++) {
    capacity += own.capacity[i]!;
    if (got[i] === 0) continue;
    matched++;
    isPartner.clear();
    for (let k = start[i]!; k < start[i + 1]!; k++) isPartner.add(partners[k]!);
    let left = isPartner.size;
    for (let e = own.offsets[i]!; left > 0 && e < own.offsets[i + 1]!; e++) {
      if (!isPartner.has(own.to[e]!)) continue;
      const rank = own.group ? own.group[e]! : e - own.offsets[i]!;
      ranks[rank] = (ranks[rank] ?? 0) + 1;
      sum += rank + 1;
      left--;
    }
  }
  const taken = partners.length;
  return {
    agents: own.ids.length,
    matched,
    taken,
    capacity,
    ranks: Array.from(ranks, (count) => count ?? 0),
    meanRank: taken === 0 ? null : sum / taken,
  };
}
