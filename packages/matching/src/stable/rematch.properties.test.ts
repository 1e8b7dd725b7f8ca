import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchStable } from "./match-stable.ts";
import type { Pair, StableProblem } from "./problem.ts";
import { rematch } from "./rematch.ts";
import { allStable, problems } from "./testing/problems.ts";
import { verifyStable } from "./verify-stable.ts";

const RUNS = { numRuns: 1000 };
const texts = (pairs: readonly Pair[]) => pairs.map((pair) => pair.join(" ")).sort();

/** Somebody withdraws, a capacity changes, or a pair is forbidden after an upheld objection. */
const changes = fc.record({
  kind: fc.constantFrom("withdrawal", "capacity", "objection"),
  who: fc.nat(),
  capacity: fc.integer({ min: 0, max: 3 }),
});

function changed(problem: StableProblem, { kind, who, capacity }: { kind: string; who: number; capacity: number }) {
  const all = [...problem.left, ...problem.right];
  const id = all[who % all.length]!.id;
  const side = (agents: StableProblem["left"]) =>
    agents.map((agent) =>
      agent.id !== id
        ? agent
        : {
            ...agent,
            capacity: kind === "capacity" ? capacity : agent.capacity,
            prefers: kind === "withdrawal" ? [] : agent.prefers,
          },
    );
  const { pairs } = matchStable(problem);
  const forbidden =
    kind === "objection" && pairs.length > 0
      ? [...(problem.forbidden ?? []), { left: pairs[who % pairs.length]![0], right: pairs[who % pairs.length]![1] }]
      : problem.forbidden;
  return { ...problem, left: side(problem.left), right: side(problem.right), forbidden };
}

describe("a re-match after a change", () => {
  it("changes as few pairs as any stable matching could, with strict lists and capacities on both sides", () => {
    fc.assert(
      fc.property(
        problems({ isTied: false, mostLeft: 4, mostRight: 3, mostCapacity: 2 }),
        changes,
        (problem, change) => {
          const before = matchStable(problem).pairs;
          const after = changed(problem, change);
          const { result, difference, isFewest } = rematch(after, before);
          expect(isFewest).toBe(true);
          expect(verifyStable(after, result.pairs)).toMatchObject({ isStable: true });
          const kept = (pairs: readonly Pair[]) => pairs.filter((p) => texts(before).includes(p.join(" "))).length;
          const most = Math.max(...allStable(after).map(kept));
          expect(kept(result.pairs)).toBe(most);
          expect(texts([...difference.kept, ...difference.added])).toEqual(texts(result.pairs));
          expect(texts([...difference.kept, ...difference.removed])).toEqual(texts(before));
        },
      ),
      RUNS,
    );
  });

  it("changes nothing where nothing has changed, whichever stable matching stood", () => {
    fc.assert(
      fc.property(
        problems({ isTied: false, mostLeft: 4, mostRight: 3, mostCapacity: 2 }),
        fc.nat(),
        (problem, which) => {
          const all = allStable(problem);
          const stood = all[which % all.length]!;
          expect(rematch(problem, stood).difference).toMatchObject({ added: [], removed: [] });
        },
      ),
      RUNS,
    );
  });

  it("is stable with ties too, loses no pair against the largest found, and says that it is not proved to be the nearest", () => {
    fc.assert(
      fc.property(problems({ isTied: true }), changes, (problem, change) => {
        const before = matchStable(problem).pairs;
        const after = changed(problem, change);
        const { result, isFewest } = rematch(after, before);
        expect(verifyStable(after, result.pairs)).toMatchObject({ isStable: true });
        if (result.ties.kind === "max-size") {
          expect(isFewest).toBe(false);
          expect(result.pairs.length).toBeGreaterThanOrEqual(matchStable(after).pairs.length);
        }
      }),
      RUNS,
    );
  });

  it("counts the pairs of somebody who is gone as removed", () => {
    const agent = (id: string, prefers: string[]) => ({ id, prefers });
    const problem: StableProblem = {
      left: [agent("a1", ["b1", "b2"])],
      right: [agent("b1", ["a1"]), agent("b2", ["a1"])],
      favour: "left",
      ties: { policy: "lottery", seed: "s" },
    };
    expect(
      rematch(problem, [
        ["a1", "b1"],
        ["a2", "b2"],
      ]).difference,
    ).toEqual({ kept: [["a1", "b1"]], added: [], removed: [["a2", "b2"]] });
  });

  it("keeps what stood in one of a million million stable matchings", () => {
    // Forty squares of two that may each stand either way; every third one stood turned.
    const squares = 40;
    const side = (own: string, other: string, isLeft: boolean) =>
      Array.from({ length: 2 * squares }, (_, i) => ({
        id: `${own}${i}`,
        prefers: isLeft ? [`${other}${i}`, `${other}${i ^ 1}`] : [`${other}${i ^ 1}`, `${other}${i}`],
      }));
    const problem: StableProblem = {
      left: side("a", "b", true),
      right: side("b", "a", false),
      favour: "left",
      ties: { policy: "lottery", seed: "s" },
    };
    const stood = problem.left.map(({ id }, i): Pair => [id, `b${(i >> 1) % 3 === 0 ? i ^ 1 : i}`]);
    expect(rematch(problem, stood).result.pairs).toEqual(stood);
  });
});
