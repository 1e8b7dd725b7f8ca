import fc from "fast-check";
import type { Agent, Pair, Preference, StableProblem } from "../problem.ts";
import { verifyStable } from "../verify-stable.ts";

/** Small problems: incomplete and one-sided lists, capacities 0 to 3 on both sides, ties where asked, forbidden pairs. */
export function problems({
  isTied,
  mostLeft = 5,
  mostRight = 5,
  mostCapacity = 3,
}: Shape): fc.Arbitrary<StableProblem> {
  return fc.tuple(fc.integer({ min: 1, max: mostLeft }), fc.integer({ min: 1, max: mostRight })).chain(([n, m]) =>
    fc.record({
      left: side("a", n, "b", m, isTied, mostCapacity),
      right: side("b", m, "a", n, isTied, mostCapacity),
      favour: fc.constantFrom("left" as const, "right" as const),
      ties: fc.record({
        policy: isTied ? fc.constantFrom("lottery" as const, "max-size" as const) : fc.constant("lottery" as const),
        seed: fc.string({ maxLength: 4 }),
      }),
      forbidden: fc.array(
        fc.record({
          left: fc.integer({ min: 0, max: n - 1 }).map((i) => `a${i}`),
          right: fc.integer({ min: 0, max: m - 1 }).map((i) => `b${i}`),
        }),
        { maxLength: 2 },
      ),
    }),
  );
}
interface Shape {
  isTied: boolean;
  mostLeft?: number;
  mostRight?: number;
  mostCapacity?: number;
}
function side(own: string, n: number, other: string, m: number, isTied: boolean, mostCapacity: number) {
  const ids = Array.from({ length: m }, (_, i) => `${other}${i}`);
  const list = fc
    .tuple(fc.shuffledSubarray(ids), fc.array(fc.boolean(), { minLength: m, maxLength: m }))
    .map(([order, joins]): Preference => {
      const groups: string[][] = [];
      order.forEach((id, k) => {
        if (isTied && k > 0 && joins[k]) groups.at(-1)!.push(id);
        else groups.push([id]);
      });
      return groups.map((group) => (group.length === 1 ? group[0]! : group));
    });
  return fc
    .tuple(
      fc.array(list, { minLength: n, maxLength: n }),
      fc.array(fc.integer({ min: 0, max: mostCapacity }), { minLength: n, maxLength: n }),
    )
    .map(([lists, capacities]): Agent[] =>
      lists.map((prefers, i) => ({ id: `${own}${i}`, prefers, capacity: capacities[i]! })),
    );
}

/** Every matching within the capacities that the verifier calls stable; for very small problems. */
export function allStable(problem: StableProblem): Pair[][] {
  const edges: Pair[] = [];
  for (const a of problem.left)
    for (const b of problem.right)
      if (a.prefers.flat().includes(b.id) && b.prefers.flat().includes(a.id)) edges.push([a.id, b.id]);
  const found: Pair[][] = [];
  for (let mask = 0; mask < 1 << edges.length; mask++) {
    const pairs = edges.filter((_, k) => mask & (1 << k));
    if (verifyStable(problem, pairs).isStable) found.push(pairs);
  }
  return found;
}
