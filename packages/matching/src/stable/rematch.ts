import { bestClosure } from "../kernel/best-closure.ts";
import { byLottery } from "../kernel/lottery.ts";
import { edgeRanks, type StrictInstance, type StrictSide, sizeOf } from "./arrays.ts";
import { breakTies } from "./break-ties.ts";
import { deferredAcceptance } from "./deferred-acceptance.ts";
import { type EncodedProblem, type EncodedSide, encodeProblem } from "./encode.ts";
import { describe, type PartnerLists } from "./match-stable.ts";
import { largestWeaklyStable } from "./max-size.ts";
import type { Pair, StableProblem, StableResult } from "./problem.ts";
import { rotationsOf } from "./rotations.ts";

export interface Rematch {
  result: StableResult;
  difference: MatchDifference;
  /**
   * True when no stable matching of the new problem keeps more pairs (lists made strict by the published lottery). Under
   * `max-size` with ties it is the best that was found, never proved.
   */
  isFewest: boolean;
}

export interface MatchDifference {
  kept: Pair[];
  added: Pair[];
  removed: Pair[];
}

/**
 * After a withdrawal, a change of capacity or an upheld objection: a stable matching of the new problem with the fewest
 * changed pairs against the one that stood. All stable matchings have the same size, so keeping most and changing fewest
 * are one; they are the closed sets of rotations (Irving, Leather & Gusfield 1987), and the best of them is a minimum cut.
 * Among equally few changes the one nearest to the favoured side's best. Pairs of agents that are gone count as removed.
 */
export function rematch(problem: StableProblem, before: readonly Pair[]): Rematch {
  const encoded = encodeProblem(problem);
  const stood = standing(encoded, before);
  const isTied = encoded.left.group !== null || encoded.right.group !== null;
  if (!isTied || problem.ties.policy === "lottery") {
    const partners = nearest(encoded, problem, stood, lottery(encoded, problem.ties.seed));
    const ties: StableResult["ties"] = { kind: isTied ? "lottery" : "strict" };
    return compare(describe(problem, encoded, partners, ties), before, true);
  }
  return rematchLargest(problem, encoded, stood, before);
}

/** Ties settled towards what stood, then by the lottery; taken when that loses no pair against the largest that is known. */
function rematchLargest(
  problem: StableProblem,
  encoded: EncodedProblem,
  stood: Set<number>,
  before: readonly Pair[],
): Rematch {
  const largest = largestWeaklyStable(encoded, problem.favour, problem.ties.seed);
  const size = largest.partners.partners.length;
  const kept = nearest(encoded, problem, stood, towards(encoded, stood, problem.ties.seed));
  const isAsLarge = kept.partners.length >= size;
  // From the largest matching itself: ties settled towards it make it reachable, and the nearest beside it is no smaller.
  const beside = isAsLarge
    ? kept
    : nearest(encoded, problem, stood, towards(encoded, pairsOf(encoded, largest.partners), problem.ties.seed));
  const partners = beside.partners.length >= size ? beside : largest.partners;
  const ties: StableResult["ties"] = {
    kind: "max-size",
    isProvedLargest: largest.isProvedLargest && partners.partners.length === size,
  };
  return compare(describe(problem, encoded, partners, ties), before, false);
}

interface StrictSides {
  left: StrictSide;
  right: StrictSide;
}

function lottery({ left, right }: EncodedProblem, seed: string): StrictSides {
  const first = byLottery(seed);
  const strict = (own: EncodedSide, others: EncodedSide) =>
    breakTies(own, (a, b) => first(others.ids[a]!, others.ids[b]!));
  return { left: strict(left, right), right: strict(right, left) };
}

function towards({ left, right }: EncodedProblem, pairs: Set<number>, seed: string): StrictSides {
  const first = byLottery(seed);
  const m = right.ids.length;
  const favour = (a: boolean, b: boolean) => Number(b) - Number(a);
  return {
    left: breakTies(
      left,
      (a, b, i) => favour(pairs.has(i * m + a), pairs.has(i * m + b)) || first(right.ids[a]!, right.ids[b]!),
    ),
    right: breakTies(
      right,
      (a, b, h) => favour(pairs.has(a * m + h), pairs.has(b * m + h)) || first(left.ids[a]!, left.ids[b]!),
    ),
  };
}

/** The stable matching of these strict lists that keeps most of what stood. */
function nearest(
  encoded: EncodedProblem,
  { favour }: StableProblem,
  stood: Set<number>,
  { left, right }: StrictSides,
): PartnerLists {
  const instance: StrictInstance =
    favour === "left" ? { proposers: left, receivers: right } : { proposers: right, receivers: left };
  const ranks = edgeRanks(instance);
  const held = heldBy(instance, ranks);
  const rotations = rotationsOf(instance, ranks, held);
  const m = encoded.right.ids.length;
  const proposerOf = ownersOf(instance.proposers);
  const isStanding = (e: number): number => {
    const [i, h] = [proposerOf[e]!, instance.proposers.to[e]!];
    return Number(stood.has(favour === "left" ? i * m + h : h * m + i));
  };
  const weights = new Int32Array(rotations.count);
  for (let r = 0; r < rotations.count; r++)
    for (let k = rotations.start[r]!; k < rotations.start[r + 1]!; k++)
      weights[r]! += isStanding(rotations.gained[k]!) - isStanding(rotations.lost[k]!);
  const chosen = bestClosure(weights, rotations.arcs);
  for (let r = 0; r < rotations.count; r++) {
    if (!chosen[r]) continue;
    for (let k = rotations.start[r]!; k < rotations.start[r + 1]!; k++) {
      held[ranks[rotations.lost[k]!]!] = 0;
      held[ranks[rotations.gained[k]!]!] = 1;
    }
  }
  return favour === "left" ? fromProposers(instance.proposers, ranks, held) : fromReceivers(instance.receivers, held);
}

/** The places of the receivers' lists that the proposers' best matching holds. */
function heldBy(instance: StrictInstance, ranks: Int32Array): Uint8Array {
  const { offsets, partners } = deferredAcceptance(instance, ranks);
  const { offsets: po, to } = instance.proposers;
  const held = new Uint8Array(to.length);
  for (let i = 0; i < sizeOf(instance.proposers); i++) {
    // Partners stand in the order of the list.
    let k = offsets[i]!;
    for (let e = po[i]!; k < offsets[i + 1]! && e < po[i + 1]!; e++)
      if (to[e] === partners[k]) {
        held[ranks[e]!] = 1;
        k++;
      }
  }
  return held;
}

function ownersOf(side: StrictSide): Int32Array {
  const owners = new Int32Array(side.to.length);
  for (let i = 0; i < sizeOf(side); i++) owners.fill(i, side.offsets[i]!, side.offsets[i + 1]!);
  return owners;
}

function fromProposers(side: StrictSide, ranks: Int32Array, held: Uint8Array): PartnerLists {
  return gather(side, (e) => held[ranks[e]!] === 1);
}

function fromReceivers(side: StrictSide, held: Uint8Array): PartnerLists {
  return gather(side, (p) => held[p] === 1);
}

function gather(side: StrictSide, isHeld: (entry: number) => boolean): PartnerLists {
  const n = sizeOf(side);
  const offsets = new Int32Array(n + 1);
  const partners: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let e = side.offsets[i]!; e < side.offsets[i + 1]!; e++) if (isHeld(e)) partners.push(side.to[e]!);
    offsets[i + 1] = partners.length;
  }
  return { offsets, partners: Int32Array.from(partners) };
}

/** Former pairs of agents that are still there, as `left * right.length + right`. */
function standing({ left, right }: EncodedProblem, before: readonly Pair[]): Set<number> {
  const pairs = new Set<number>();
  for (const [a, b] of before) {
    const i = left.index.get(a);
    const h = right.index.get(b);
    if (i !== undefined && h !== undefined) pairs.add(i * right.ids.length + h);
  }
  return pairs;
}

function pairsOf({ left, right }: EncodedProblem, { offsets, partners }: PartnerLists): Set<number> {
  const pairs = new Set<number>();
  for (let i = 0; i < left.ids.length; i++)
    for (let k = offsets[i]!; k < offsets[i + 1]!; k++) pairs.add(i * right.ids.length + partners[k]!);
  return pairs;
}

function compare(result: StableResult, before: readonly Pair[], isFewest: boolean): Rematch {
  const key = ([a, b]: Pair) => JSON.stringify([a, b]);
  const former = new Set(before.map(key));
  const now = new Set(result.pairs.map(key));
  return {
    result,
    isFewest,
    difference: {
      kept: result.pairs.filter((pair) => former.has(key(pair))),
      added: result.pairs.filter((pair) => !former.has(key(pair))),
      removed: before.filter((pair) => !now.has(key(pair))),
    },
  };
}
