import { MatchingError } from "../kernel/matching-error.ts";
import { type EncodedProblem, type EncodedSide, encodeProblem } from "./encode.ts";
import type { Pair, StableProblem } from "./problem.ts";

/** What a check from the inputs alone found: stable, or the first fault in the order of the left side. */
export type StableVerdict =
  | { isStable: true; pairs: number; comparisons: number }
  | { isStable: false; fault: StableFault };

export type StableFault =
  /** Both would rather have each other: `left` and `right` name the pair, ranks are of the given lists. */
  | { kind: "blocking_pair"; left: string; right: string }
  | { kind: "over_capacity"; side: "left" | "right"; id: string; capacity: number; got: number }
  | { kind: "not_acceptable"; left: string; right: string }
  | { kind: "forbidden"; left: string; right: string; reason?: string }
  | { kind: "twice"; left: string; right: string };

/**
 * Checks a matching against the problem, whoever made it. A pair blocks when both are acceptable to each other, not matched
 * to each other, and each has a free place or strictly prefers the other to one of its partners (weak stability when lists
 * have ties).
 */
export function verifyStable(problem: StableProblem, pairs: readonly Pair[]): StableVerdict {
  return verifyEncoded(encodeProblem(problem), pairs);
}

export function verifyEncoded(encoded: EncodedProblem, pairs: readonly Pair[]): StableVerdict {
  const { left, right, forbidden } = encoded;
  const m = right.ids.length;
  const ends = { left: endsOf(pairs, 0, left), right: endsOf(pairs, 1, right) };
  if (forbidden.size > 0)
    for (let k = 0; k < pairs.length; k++) {
      const key = ends.left[k]! * m + ends.right[k]!;
      if (forbidden.has(key))
        return fault({ kind: "forbidden", left: pairs[k]![0], right: pairs[k]![1], reason: forbidden.get(key) });
    }
  const partners = partnersOf(ends, left.ids.length);
  const twice = firstTwice(partners, m);
  if (twice) return fault({ kind: "twice", left: left.ids[twice.left]!, right: right.ids[twice.right]! });
  for (const side of ["left", "right"] as const) {
    const own = encoded[side];
    const got = new Int32Array(own.ids.length);
    for (let k = 0; k < pairs.length; k++) got[ends[side][k]!]!++;
    for (let i = 0; i < got.length; i++)
      if (got[i]! > own.capacity[i]!)
        return fault({ kind: "over_capacity", side, id: own.ids[i]!, capacity: own.capacity[i]!, got: got[i]! });
  }
  return findBlocking(encoded, partners, pairs);
}

const fault = (found: StableFault): StableVerdict => ({ isStable: false, fault: found });

/** The agents of one side of the pairs, by number. */
function endsOf(pairs: readonly Pair[], at: 0 | 1, side: EncodedSide): Int32Array {
  const ids = new Array<unknown>(pairs.length);
  for (let k = 0; k < pairs.length; k++) ids[k] = pairs[k]?.[at];
  const ends = new Int32Array(pairs.length).fill(-1);
  side.index.findAll(ids, ends, 0);
  const unknown = ends.indexOf(-1);
  if (unknown >= 0) throw new MatchingError("unknown_id", `pairs[${unknown}]`, String(ids[unknown]));
  return ends;
}

interface Partners {
  offsets: Int32Array;
  partners: Int32Array;
}

function partnersOf(ends: { left: Int32Array; right: Int32Array }, n: number): Partners {
  const offsets = new Int32Array(n + 1);
  for (let k = 0; k < ends.left.length; k++) offsets[ends.left[k]! + 1]!++;
  for (let i = 0; i < n; i++) offsets[i + 1]! += offsets[i]!;
  const next = offsets.slice(0, n);
  const partners = new Int32Array(ends.left.length);
  for (let k = 0; k < partners.length; k++) partners[next[ends.left[k]!]!++] = ends.right[k]!;
  return { offsets, partners };
}

function firstTwice({ offsets, partners }: Partners, m: number): { left: number; right: number } | null {
  const seen = new Int32Array(m);
  for (let i = 0; i + 1 < offsets.length; i++)
    for (let k = offsets[i]!; k < offsets[i + 1]!; k++) {
      if (seen[partners[k]!] === i + 1) return { left: i, right: partners[k]! };
      seen[partners[k]!] = i + 1;
    }
  return null;
}

const FREE = 0x7fffffff;

function findBlocking(
  { left, right, places }: EncodedProblem,
  { offsets, partners }: Partners,
  pairs: readonly Pair[],
): StableVerdict {
  const n = left.ids.length;
  const m = right.ids.length;
  const isPartner = new Int32Array(m);
  // The rank of the worst partner; beyond every list where a place is free.
  const worstLeft = new Int32Array(n);
  const worstRight = new Int32Array(m).fill(-1);
  const open = right.capacity.slice();
  for (let i = 0; i < n; i++) {
    let got = 0;
    for (let k = offsets[i]!; k < offsets[i + 1]!; k++) {
      isPartner[partners[k]!] = i + 1;
      open[partners[k]!]!--;
      got++;
    }
    let worst = -1;
    for (let e = left.offsets[i]!; got > 0 && e < left.offsets[i + 1]!; e++) {
      const h = left.to[e]!;
      if (isPartner[h] !== i + 1) continue;
      got--;
      worst = rankIn(left, i, e);
      worstRight[h] = Math.max(worstRight[h]!, rankIn(right, h, places[e]!));
    }
    if (got > 0) return fault(strangers(left, right, pairs));
    worstLeft[i] = offsets[i + 1]! - offsets[i]! < left.capacity[i]! ? FREE : worst;
  }
  for (let h = 0; h < m; h++) if (open[h]! > 0) worstRight[h] = FREE;
  isPartner.fill(0);
  let comparisons = 0;
  for (let i = 0; i < n; i++) {
    for (let k = offsets[i]!; k < offsets[i + 1]!; k++) isPartner[partners[k]!] = i + 1;
    for (let e = left.offsets[i]!; e < left.offsets[i + 1]! && rankIn(left, i, e) < worstLeft[i]!; e++) {
      comparisons++;
      const h = left.to[e]!;
      if (rankIn(right, h, places[e]!) < worstRight[h]! && isPartner[h] !== i + 1)
        return fault({ kind: "blocking_pair", left: left.ids[i]!, right: right.ids[h]! });
    }
  }
  return { isStable: true, pairs: partners.length, comparisons };
}

const rankIn = (side: EncodedSide, i: number, e: number) => (side.group ? side.group[e]! : e - side.offsets[i]!);

/** The first pair that does not list each other; there is one. */
function strangers(left: EncodedSide, right: EncodedSide, pairs: readonly Pair[]): StableFault {
  const [a, b] = pairs.find(([a, b]) => {
    const i = left.index.get(a)!;
    return !left.to.subarray(left.offsets[i]!, left.offsets[i + 1]!).includes(right.index.get(b)!);
  })!;
  return { kind: "not_acceptable", left: a, right: b };
}
