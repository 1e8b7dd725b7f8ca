import { below, byLottery, wordsOf } from "../kernel/lottery.ts";
import { breakTies } from "./break-ties.ts";
import type { EncodedProblem, EncodedSide } from "./encode.ts";
import { exactLargest } from "./exact-largest.ts";
import { kiraly, type OneToOne } from "./kiraly.ts";
import { type PartnerLists, propose } from "./match-stable.ts";
import { maximumMatching } from "./maximum-matching.ts";

// The largest weakly stable matching is NP-hard to find with ties (Manlove et al. 2002). Small problems are searched
// exactly; larger ones take the best of Király's 3/2-approximation from both sides with restarts, bounded in work, not in
// time, so that every machine finds the same one.
const EXACT_UP_TO = 24;
const RESTART_WORK = 6_000_000;
const MOST_RESTARTS = 60;

export interface Largest {
  partners: PartnerLists;
  /** Reached the size of a largest matching at all, or searched exactly. */
  isProvedLargest: boolean;
}

export function largestWeaklyStable(encoded: EncodedProblem, favour: "left" | "right", seed: string): Largest {
  const { left, right } = encoded;
  if (left.capacity.some((c) => c > 1) && right.capacity.some((c) => c > 1))
    return bestOfLotteries(encoded, favour, seed);
  // Whoever takes several is several who take one: copies with the same list, tied with each other.
  const clones = cloneSides(encoded, seed);
  const bound = maximumMatching(clones.problem);
  let best = largerOf(null, kiralyBothWays(clones.problem, favour));
  const words = wordsOf(`${seed}\nmax-size`);
  const restarts = Math.min(MOST_RESTARTS, Math.ceil(RESTART_WORK / (clones.problem.entries + 1)));
  for (let k = 0; k < restarts && best.size < bound; k++)
    best = largerOf(best, kiralyBothWays(shuffleTies(clones.problem, words), favour));
  let isProvedLargest = best.size === bound;
  if (!isProvedLargest && clones.problem.n <= EXACT_UP_TO && clones.problem.m <= EXACT_UP_TO) {
    const exact = exactLargest(clones.problem, best.mate, bound);
    best = largerOf(best, exact.mate);
    isProvedLargest = exact.isComplete;
  }
  return { partners: clones.merge(best.mate), isProvedLargest };
}

type Found = { mate: Int32Array; size: number };

function largerOf(best: Found | null, mate: Int32Array): Found {
  let size = 0;
  for (const h of mate) if (h >= 0) size++;
  return best && best.size >= size ? best : { mate, size };
}

/** From the favoured side first: it stands when the other is not larger. */
function kiralyBothWays(problem: OneToOne, favour: "left" | "right"): Int32Array {
  const byLeft = kiraly(problem);
  const byRight = invert(kiraly(swap(problem)), problem.n);
  const [own, other] = favour === "left" ? [byLeft, byRight] : [byRight, byLeft];
  return largerOf({ mate: own, size: largerOf(null, own).size }, other).mate;
}

const swap = (p: OneToOne): OneToOne => ({ ...p, n: p.m, m: p.n, left: p.right, right: p.left });

function invert(mate: Int32Array, n: number): Int32Array {
  const out = new Int32Array(n).fill(-1);
  mate.forEach((i, h) => {
    if (i >= 0) out[i] = h;
  });
  return out;
}

/** The same lists with the members of each tie in another order. */
function shuffleTies(problem: OneToOne, next: () => number): OneToOne {
  const shuffled = (lists: OneToOne["left"]) =>
    lists.map((groups) =>
      groups.map((tie) => {
        const out = [...tie];
        for (let k = out.length - 1; k > 0; k--) {
          const j = below(next, k + 1);
          [out[k], out[j]] = [out[j]!, out[k]!];
        }
        return out;
      }),
    );
  return { ...problem, left: shuffled(problem.left), right: shuffled(problem.right) };
}

/**
 * One-to-one with ties. Agents stand in the order of their lottery numbers, so that neither the order of the input nor
 * the names decide beyond the seed.
 */
function cloneSides(
  { left, right }: EncodedProblem,
  seed: string,
): { problem: OneToOne; merge(mate: Int32Array): PartnerLists } {
  const before = byLottery(seed);
  const orderOf = (side: EncodedSide) => Array.from(side.ids.keys()).sort((a, b) => before(side.ids[a]!, side.ids[b]!));
  const copiesOf = (side: EncodedSide, others: EncodedSide) => {
    const firstCopy = new Map<number, number>();
    const owner: number[] = [];
    for (const i of orderOf(side)) {
      firstCopy.set(i, owner.length);
      const used = Math.min(side.capacity[i]!, others.ids.length, side.offsets[i + 1]! - side.offsets[i]!);
      for (let c = 0; c < used; c++) owner.push(i);
    }
    return { firstCopy, owner };
  };
  const l = copiesOf(left, right);
  const r = copiesOf(right, left);
  let entries = 0;
  const listsOf = (side: EncodedSide, owner: number[], others: typeof l, otherSide: EncodedSide) =>
    owner.map((i) => {
      const groups: number[][] = [];
      let was = -1;
      for (let e = side.offsets[i]!; e < side.offsets[i + 1]!; e++) {
        const group = side.group ? side.group[e]! : e;
        if (group !== was) groups.push([]);
        was = group;
        const j = side.to[e]!;
        const start = others.firstCopy.get(j)!;
        const used = Math.min(
          otherSide.capacity[j]!,
          side.ids.length,
          otherSide.offsets[j + 1]! - otherSide.offsets[j]!,
        );
        for (let c = 0; c < used; c++) groups.at(-1)!.push(start + c);
      }
      for (const group of groups) {
        group.sort((a, b) => a - b);
        entries += group.length;
      }
      return groups.filter((group) => group.length > 0);
    });
  const problem: OneToOne = {
    n: l.owner.length,
    m: r.owner.length,
    left: listsOf(left, l.owner, r, right),
    right: listsOf(right, r.owner, l, left),
    entries: 0,
  };
  problem.entries = entries;
  const merge = (mate: Int32Array): PartnerLists => {
    const of: number[][] = left.ids.map(() => []);
    mate.forEach((h, i) => {
      if (h >= 0) of[l.owner[i]!]!.push(r.owner[h]!);
    });
    const offsets = new Int32Array(of.length + 1);
    of.forEach((list, i) => {
      offsets[i + 1] = offsets[i]! + list.length;
    });
    const partners = new Int32Array(offsets.at(-1)!);
    of.forEach((list, i) => {
      const place = new Map<number, number>();
      for (let e = left.offsets[i]!; e < left.offsets[i + 1]!; e++) place.set(left.to[e]!, e);
      partners.set(
        list.sort((a, b) => place.get(a)! - place.get(b)!),
        offsets[i]!,
      );
    });
    return { offsets, partners };
  };
  return { problem, merge };
}

/** Both sides take several: the largest of many tie-breaks. */
function bestOfLotteries(encoded: EncodedProblem, favour: "left" | "right", seed: string): Largest {
  const { left, right } = encoded;
  const tries = Math.min(MOST_RESTARTS, Math.ceil(RESTART_WORK / (left.to.length + 1)));
  let best: PartnerLists | null = null;
  for (let k = 0; k < tries; k++) {
    const before = byLottery(k === 0 ? seed : `${seed}\n${k}`);
    const found = propose(
      encoded,
      favour,
      breakTies(left, (a, b) => before(right.ids[a]!, right.ids[b]!)),
      breakTies(right, (a, b) => before(left.ids[a]!, left.ids[b]!)),
    );
    if (!best || found.partners.length > best.partners.length) best = found;
  }
  return { partners: best!, isProvedLargest: false };
}
