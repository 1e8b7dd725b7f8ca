import { MatchingError } from "../kernel/matching-error.ts";
import { type EncodedProblem, type EncodedSide, encodeProblem } from "./encode.ts";
import type { Pair, StableProblem } from "./problem.ts";

/** Why two are not matched, in data; `domain` makes sentences of it. `equal`: stands in the same tie, and the tie was settled otherwise. */
export type WhyNot =
  | { kind: "matched" }
  | { kind: "forbidden"; reason?: string }
  | { kind: "never_listed"; by: ("left" | "right")[] }
  | { kind: "no_capacity"; side: "left" | "right" }
  /** The agent of `side` is full with partners it ranks better, or equal. */
  | { kind: "full_with_better"; side: "left" | "right"; better: string[]; equal: string[] };

/** Answers from the inputs and the released pairs alone; ask `explainer` once and then for many pairs. */
export function explainer(problem: StableProblem, pairs: readonly Pair[]): (left: string, right: string) => WhyNot[] {
  const encoded = encodeProblem(problem);
  const partnersOfLeft = partnersBy(encoded.left, pairs, 0);
  const partnersOfRight = partnersBy(encoded.right, pairs, 1);
  return (a, b) => {
    const i = encoded.left.index.get(a);
    const h = encoded.right.index.get(b);
    if (i === undefined) throw new MatchingError("unknown_id", "left", a);
    if (h === undefined) throw new MatchingError("unknown_id", "right", b);
    return explain(problem, encoded, i, h, partnersOfLeft, partnersOfRight);
  };
}

/** One pair; the reasons of both sides where both have one. */
export function whyNot(problem: StableProblem, pairs: readonly Pair[], left: string, right: string): WhyNot[] {
  return explainer(problem, pairs)(left, right);
}

function partnersBy(side: EncodedSide, pairs: readonly Pair[], at: 0 | 1): Map<string, string[]> {
  const of = new Map<string, string[]>();
  for (const [k, pair] of pairs.entries()) {
    if (!side.index.has(pair[at])) throw new MatchingError("unknown_id", `pairs[${k}]`, pair[at]);
    const list = of.get(pair[at]);
    if (list) list.push(pair[1 - at]!);
    else of.set(pair[at], [pair[1 - at]!]);
  }
  return of;
}

function explain(
  problem: StableProblem,
  { left, right, forbidden }: EncodedProblem,
  i: number,
  h: number,
  partnersOfLeft: Map<string, string[]>,
  partnersOfRight: Map<string, string[]>,
): WhyNot[] {
  const [a, b] = [left.ids[i]!, right.ids[h]!];
  if (partnersOfLeft.get(a)?.includes(b)) return [{ kind: "matched" }];
  const key = i * right.ids.length + h;
  if (forbidden.has(key)) {
    const reason = forbidden.get(key);
    return [reason === undefined ? { kind: "forbidden" } : { kind: "forbidden", reason }];
  }
  const by: ("left" | "right")[] = [];
  if (!lists(problem.left[i]!.prefers, b)) by.push("left");
  if (!lists(problem.right[h]!.prefers, a)) by.push("right");
  if (by.length > 0) return [{ kind: "never_listed", by }];
  return [
    fullWithBetter("left", left, right, i, h, partnersOfLeft.get(a) ?? []),
    fullWithBetter("right", right, left, h, i, partnersOfRight.get(b) ?? []),
  ].filter((why): why is WhyNot => why !== null);
}

const lists = (prefers: StableProblem["left"][number]["prefers"], id: string): boolean =>
  prefers.some((entry) => (typeof entry === "string" ? entry === id : entry.includes(id)));

function fullWithBetter(
  side: "left" | "right",
  own: EncodedSide,
  others: EncodedSide,
  i: number,
  other: number,
  partners: string[],
): WhyNot | null {
  if (own.capacity[i] === 0) return { kind: "no_capacity", side };
  if (partners.length < own.capacity[i]!) return null;
  const rankOf = new Map<string, number>();
  for (let e = own.offsets[i]!; e < own.offsets[i + 1]!; e++)
    rankOf.set(others.ids[own.to[e]!]!, own.group ? own.group[e]! : e - own.offsets[i]!);
  const rank = rankOf.get(others.ids[other]!)!;
  // With a free place or a worse partner it would have taken the other: not on this side.
  if (partners.some((p) => rankOf.get(p)! > rank)) return null;
  return {
    kind: "full_with_better",
    side,
    better: partners.filter((p) => rankOf.get(p)! < rank),
    equal: partners.filter((p) => rankOf.get(p)! === rank),
  };
}
