import { MatchingError } from "../kernel/matching-error.ts";

/**
 * One side of an instance as compressed lists: agent `i` lists `to[offsets[i] .. offsets[i+1])`, the best first, and takes
 * at most `capacity[i]` partners (a number stands for all). Lists are strict, and mutual: whoever is listed lists back.
 */
export interface StrictSide {
  offsets: Int32Array;
  to: Int32Array;
  capacity: Int32Array | number;
}
export interface StrictInstance {
  proposers: StrictSide;
  receivers: StrictSide;
}

/** For each proposer its partners, the best first: `partners[offsets[i] .. offsets[i+1])`. */
export interface ArrayMatching {
  offsets: Int32Array;
  partners: Int32Array;
}

export const sizeOf = (side: StrictSide): number => side.offsets.length - 1;
export const capacityOf = (side: StrictSide, i: number): number =>
  typeof side.capacity === "number" ? side.capacity : side.capacity[i]!;

/**
 * For each entry of a proposer's list the place of that proposer in the receivers' lists (an index into `receivers.to`).
 * One transposition and one scatter; throws `shape` where a list is not mutual.
 */
export function edgeRanks({ proposers, receivers }: StrictInstance): Int32Array {
  const { offsets: po, to: pt } = proposers;
  const { offsets: ro, to: rt } = receivers;
  const n = sizeOf(proposers);
  const m = sizeOf(receivers);
  const edges = pt.length;
  if (rt.length !== edges || po[n] !== edges || ro[m] !== edges)
    throw new MatchingError("shape", "lists", `${edges} and ${rt.length} entries`);
  const next = ro.slice(0, m);
  // Edge and proposer beside each other: the scatter below reads both.
  const transposed = new Int32Array(2 * edges);
  for (let i = 0; i < n; i++) {
    const end = po[i + 1]!;
    for (let e = po[i]!; e < end; e++) {
      const h = pt[e]!;
      const at = next[h]!;
      if (!(at < ro[h + 1]!)) throw new MatchingError("shape", `proposers[${i}]`, "listed by more than it lists");
      next[h] = at + 1;
      transposed[2 * at] = e;
      transposed[2 * at + 1] = i;
    }
  }
  const ranks = new Int32Array(edges);
  const placeOf = new Int32Array(n).fill(-1);
  for (let h = 0; h < m; h++) {
    const start = ro[h]!;
    const end = ro[h + 1]!;
    for (let p = start; p < end; p++) placeOf[rt[p]!] = p;
    for (let p = start; p < end; p++) {
      const place = placeOf[transposed[2 * p + 1]!]!;
      if (place < start) throw new MatchingError("shape", `receivers[${h}]`, "a list is not mutual");
      ranks[transposed[2 * p]!] = place;
    }
  }
  return ranks;
}
