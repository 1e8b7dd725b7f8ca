import { MatchingError } from "../kernel/matching-error.ts";
import { type EncodedProblem, encodeProblem } from "./encode.ts";
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
  const n = left.ids.length;
  const m = right.ids.length;
  const gotLeft = new Int32Array(n);
  const gotRight = new Int32Array(m);
  const partners = new Set<number>();
  for (const [k, [a, b]] of pairs.entries()) {
    const i = left.index.get(a);
    const h = right.index.get(b);
    if (i === undefined || h === undefined)
      throw new MatchingError("unknown_id", `pairs[${k}]`, i === undefined ? a : b);
    const key = i * m + h;
    if (forbidden.has(key)) return fault({ kind: "forbidden", left: a, right: b, reason: forbidden.get(key) });
    if (partners.has(key)) return fault({ kind: "twice", left: a, right: b });
    partners.add(key);
    gotLeft[i]!++;
    gotRight[h]!++;
  }
  for (const [side, own, got] of [
    ["left", left, gotLeft],
    ["right", right, gotRight],
  ] as const)
    for (let i = 0; i < own.ids.length; i++)
      if (got[i]! > own.capacity[i]!)
        return fault({ kind: "over_capacity", side, id: own.ids[i]!, capacity: own.capacity[i]!, got: got[i]! });
  // The rank (of groups) of the worst partner; beyond every list where a place is free.
  const worstLeft = new Int32Array(n).fill(-1);
  const worstRight = new Int32Array(m).fill(-1);
  let found = 0;
  for (let i = 0; i < n; i++)
    for (let e = left.offsets[i]!; e < left.offsets[i + 1]!; e++)
      if (gotLeft[i]! > 0 && partners.has(i * m + left.to[e]!)) {
        worstLeft[i] = rankIn(left, i, e);
        found++;
      }
  if (found < partners.size) return fault(strangers(encoded, pairs)!);
  for (let h = 0; h < m; h++)
    for (let p = right.offsets[h]!; p < right.offsets[h + 1]!; p++)
      if (gotRight[h]! > 0 && partners.has(right.to[p]! * m + h)) worstRight[h] = rankIn(right, h, p);
  for (let i = 0; i < n; i++) if (gotLeft[i]! < left.capacity[i]!) worstLeft[i] = 0x7fffffff;
  for (let h = 0; h < m; h++) if (gotRight[h]! < right.capacity[h]!) worstRight[h] = 0x7fffffff;
  return findBlocking(encoded, partners, worstLeft, worstRight);
}

const rankIn = (side: EncodedProblem["left"], i: number, e: number) =>
  side.group ? side.group[e]! : e - side.offsets[i]!;

const fault = (found: StableFault): StableVerdict => ({ isStable: false, fault: found });

/** A pair that does not list each other. */
function strangers({ left, right }: EncodedProblem, pairs: readonly Pair[]): StableFault | null {
  for (const [a, b] of pairs) {
    const i = left.index.get(a)!;
    const h = right.index.get(b)!;
    if (!left.to.subarray(left.offsets[i]!, left.offsets[i + 1]!).includes(h))
      return { kind: "not_acceptable", left: a, right: b };
  }
  return null;
}

/** Goes through the entries that a right agent would rather have, and asks whether the listed one would, too. */
function findBlocking(
  { left, right }: EncodedProblem,
  partners: Set<number>,
  worstLeft: Int32Array,
  worstRight: Int32Array,
): StableVerdict {
  const n = left.ids.length;
  const m = right.ids.length;
  let comparisons = 0;
  // Wanted by the right side: left agents listed above its worst partner. Collected per left agent.
  const wanted = new Int32Array(n + 1);
  for (let h = 0; h < m; h++)
    for (let p = right.offsets[h]!; p < right.offsets[h + 1]! && rankIn(right, h, p) < worstRight[h]!; p++)
      wanted[right.to[p]! + 1]!++;
  for (let i = 0; i < n; i++) wanted[i + 1]! += wanted[i]!;
  const next = wanted.slice(0, n);
  const by = new Int32Array(wanted[n]!);
  for (let h = 0; h < m; h++)
    for (let p = right.offsets[h]!; p < right.offsets[h + 1]! && rankIn(right, h, p) < worstRight[h]!; p++)
      by[next[right.to[p]!]!++] = h;
  const isWanting = new Int32Array(m);
  for (let i = 0; i < n; i++) {
    for (let k = wanted[i]!; k < wanted[i + 1]!; k++) isWanting[by[k]!] = i + 1;
    for (let e = left.offsets[i]!; e < left.offsets[i + 1]! && rankIn(left, i, e) < worstLeft[i]!; e++) {
      comparisons++;
      const h = left.to[e]!;
      if (isWanting[h] === i + 1 && !partners.has(i * m + h))
        return fault({ kind: "blocking_pair", left: left.ids[i]!, right: right.ids[h]! });
    }
  }
  return { isStable: true, pairs: partners.size, comparisons };
}
