import fc from "fast-check";
import { lotteryWords, pairDraw } from "../encode-assignment.ts";
import type { AssignmentParty, AssignmentProblem, PossiblePair } from "../problem.ts";

/** Small problems: least and most loads on both sides, forbidden pairs, few different values, all rules. */
export function assignmentProblems(shape: {
  mostPairs?: number;
  isLeastHeavy?: boolean;
  fairness?: AssignmentProblem["fairness"][];
}): fc.Arbitrary<AssignmentProblem> {
  const { mostPairs = 9, isLeastHeavy = false, fairness = [undefined] } = shape;
  const size = fc.integer({ min: 1, max: 4 });
  const load = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }));
  const price = fc.constantFrom(undefined, null, 0, 1, 2, 5);
  const party = fc.tuple(load, isLeastHeavy ? fc.constant(true) : fc.boolean(), price, price);
  const parties = (letter: string, n: number) =>
    fc.array(party, { minLength: n, maxLength: n }).map((list) =>
      list.map(
        ([[a, b], hasLeast, least, most], k): AssignmentParty => ({
          id: `${letter}${k}`,
          most: Math.max(a, b),
          ...(hasLeast && { least: Math.min(a, b) }),
          relax: { least, most },
        }),
      ),
    );
  return fc.tuple(size, size).chain(([n, m]) => {
    const places = fc.subarray(
      Array.from({ length: n * m }, (_, k) => k),
      { maxLength: Math.min(mostPairs, n * m) },
    );
    return fc
      .record({
        left: parties("a", n),
        right: parties("b", m),
        places,
        values: fc.array(fc.constantFrom(-2, 0, 0.5, 1, 1.25, 3, 7), { minLength: n * m, maxLength: n * m }),
        bans: fc.array(fc.tuple(fc.nat({ max: n * m - 1 }), fc.constantFrom(undefined, null, 0, 1, 3)), {
          maxLength: 3,
        }),
        better: fc.constantFrom("higher" as const, "lower" as const),
        emptyPlace: fc.constantFrom(null, 0, 1, 4.5),
        fairness: fc.constantFrom(...fairness),
        seed: fc.string({ maxLength: 3 }),
      })
      .map((p): AssignmentProblem => {
        const pairOf = (k: number) => ({ left: `a${Math.floor(k / m)}`, right: `b${k % m}` });
        return {
          left: p.left,
          right: p.right,
          pairs: p.places.map((k): PossiblePair => ({ ...pairOf(k), value: p.values[k]! })),
          forbidden: [...new Map(p.bans)].map(([k, relax]) => ({ ...pairOf(k), relax })),
          better: p.better,
          ...(p.emptyPlace !== null && p.fairness === undefined && { fill: { emptyPlace: p.emptyPlace } }),
          ...(p.fairness !== undefined && { fairness: p.fairness }),
          seed: p.seed,
        };
      });
  });
}

export type ChosenPairs = { left: string; right: string; value: number }[];

/** Every choice of allowed pairs that keeps all loads. */
export function allAssignments(problem: AssignmentProblem): ChosenPairs[] {
  const isBanned = new Set(problem.forbidden?.map(({ left, right }) => `${left} ${right}`));
  const pairs = problem.pairs.filter(({ left, right }) => !isBanned.has(`${left} ${right}`));
  const found: ChosenPairs[] = [];
  for (let mask = 0; mask < 1 << pairs.length; mask++) {
    const chosen = pairs.filter((_, k) => mask & (1 << k));
    const keeps = (side: "left" | "right") =>
      problem[side].every(({ id, least = 0, most = 1 }) => {
        const got = chosen.filter((pair) => pair[side] === id).length;
        return got >= least && got <= most;
      });
    if (keeps("left") && keeps("right")) found.push([...chosen]);
  }
  return found;
}

/** What an assignment is judged by, the lower the better, entry by entry. */
export function judge(problem: AssignmentProblem, chosen: ChosenPairs): number[] {
  const sign = problem.better === "higher" ? -1 : 1;
  const costs = chosen.map(({ value }) => sign * value).sort((a, b) => b - a);
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  const places = problem.left.reduce((sum, { most = 1 }) => sum + most, 0);
  const rule = (): number[] => {
    if (problem.fairness === "leximin") {
      const values = [...new Set(problem.pairs.map(({ value }) => sign * value))].sort((a, b) => b - a);
      return [-chosen.length, ...values.map((value) => costs.filter((cost) => cost === value).length)];
    }
    if (problem.fairness) return [-chosen.length, costs[0] ?? 0, total];
    if (typeof problem.fill === "object") return [total + problem.fill.emptyPlace * (places - chosen.length)];
    return [-chosen.length, total];
  };
  const word = (id: string) => lotteryWords(problem.seed, [id])[0]!;
  const draw = (round: number) =>
    chosen.reduce((sum, { left, right }) => sum + pairDraw(word(left), word(right), round), 0);
  return [...rule(), draw(0), draw(1), draw(2)];
}

export function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return a[k]! - b[k]!;
  return 0;
}
