import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MatchingError } from "../kernel/matching-error.ts";
import { matchStable } from "./match-stable.ts";
import type { Agent, Pair, StableProblem } from "./problem.ts";
import { allStable, problems } from "./testing/problems.ts";
import { verifyStable } from "./verify-stable.ts";
import { explainer } from "./why-not.ts";

const RUNS = { numRuns: 1000 };

const asSet = (pairs: readonly Pair[]) => pairs.map((pair) => pair.join(" ")).sort();

const rankOf = (agent: Agent, id: string) => agent.prefers.findIndex((entry) => entry === id || entry.includes(id));
/** The ranks of the partners of an agent, the best first, padded to its capacity with the worst. */
const outcome = (agent: Agent, pairs: readonly Pair[], at: 0 | 1) =>
  pairs
    .filter((pair) => pair[at] === agent.id)
    .map((pair) => rankOf(agent, pair[1 - at]!))
    .sort((a, b) => a - b);

describe("a stable matching", () => {
  it("is stable, within the capacities and free of forbidden pairs, whatever the lists", () => {
    fc.assert(
      fc.property(
        fc.boolean().chain((isTied) => problems({ isTied })),
        (problem) => {
          expect(verifyStable(problem, matchStable(problem).pairs)).toMatchObject({ isStable: true });
        },
      ),
      RUNS,
    );
  });

  it("gives every member of the favoured side the best it has in any stable matching", () => {
    fc.assert(
      fc.property(problems({ isTied: false, mostLeft: 3, mostRight: 4, mostCapacity: 2 }), (problem) => {
        const { pairs } = matchStable(problem);
        const [agents, at] = problem.favour === "left" ? [problem.left, 0 as const] : [problem.right, 1 as const];
        const all = allStable(problem);
        expect(all.map(asSet)).toContainEqual(asSet(pairs));
        for (const agent of agents) {
          const mine = outcome(agent, pairs, at);
          for (const other of all) {
            const theirs = outcome(agent, other, at);
            // Rural hospitals: everybody gets as many partners in every stable matching.
            expect(theirs).toHaveLength(mine.length);
            expect(mine.every((rank, k) => rank <= theirs[k]!)).toBe(true);
          }
        }
      }),
      RUNS,
    );
  });

  it("hangs neither on the order of the input nor, where lists are strict, on the names", () => {
    fc.assert(
      fc.property(
        fc.boolean().chain((isTied) => problems({ isTied })),
        fc.infiniteStream(fc.nat()),
        (problem, stream) => {
          const shuffle = <T>(items: readonly T[]) =>
            items
              .map((item) => [stream.next().value as number, item] as const)
              .sort(([x], [y]) => x - y)
              .map(([, item]) => item);
          const inTies = (agents: readonly Agent[]) =>
            agents.map((a) => ({ ...a, prefers: a.prefers.map((e) => (typeof e === "string" ? e : shuffle(e))) }));
          const again = { ...problem, left: shuffle(inTies(problem.left)), right: shuffle(inTies(problem.right)) };
          const { pairs } = matchStable(problem);
          expect(asSet(matchStable(again).pairs)).toEqual(asSet(pairs));
          if ([...problem.left, ...problem.right].some((a) => a.prefers.some((e) => typeof e !== "string"))) return;
          const renamed = (id: string) => `x${id.length}${id.split("").reverse().join("")}`;
          const rename = (agents: readonly Agent[]) =>
            agents.map((a) => ({ ...a, id: renamed(a.id), prefers: a.prefers.map((e) => renamed(e as string)) }));
          const other = {
            ...problem,
            left: rename(problem.left),
            right: rename(problem.right),
            forbidden: problem.forbidden?.map((f) => ({ left: renamed(f.left), right: renamed(f.right) })),
          };
          expect(asSet(matchStable(other).pairs)).toEqual(asSet(pairs.map(([a, b]) => [renamed(a), renamed(b)])));
        },
      ),
      RUNS,
    );
  });

  it("rewards nobody of the favoured side with one place for saying something else than the truth", () => {
    fc.assert(
      fc.property(
        problems({ isTied: false, mostLeft: 4, mostRight: 4, mostCapacity: 2 }),
        fc.shuffledSubarray(["b0", "b1", "b2", "b3"]),
        (given, lie) => {
          const left = given.left.map((a) => ({ ...a, capacity: 1 }));
          const problem = { ...given, left, favour: "left" as const };
          const liar = left[0]!;
          const told = lie.filter((id) => problem.right.some((b) => b.id === id));
          const truth = outcome(liar, matchStable(problem).pairs, 0)[0] ?? Number.POSITIVE_INFINITY;
          const lied = matchStable({ ...problem, left: [{ ...liar, prefers: told }, ...left.slice(1)] }).pairs.find(
            ([a]) => a === liar.id,
          );
          const gained = lied ? rankOf(liar, lied[1]) : -1;
          expect(gained >= 0 && gained < truth).toBe(false);
        },
      ),
      RUNS,
    );
  });

  it("explains every pair that is not matched, and a false matching is caught with its first blocking pair", () => {
    fc.assert(
      fc.property(
        fc.boolean().chain((isTied) => problems({ isTied })),
        (problem) => {
          const { pairs } = matchStable(problem);
          const why = explainer(problem, pairs);
          const matched = new Set(pairs.map((pair) => pair.join(" ")));
          for (const a of problem.left)
            for (const b of problem.right) {
              const reasons = why(a.id, b.id);
              expect(reasons.length).toBeGreaterThan(0);
              expect(reasons[0]!.kind === "matched").toBe(matched.has(`${a.id} ${b.id}`));
            }
          for (const [k, [left, right]] of pairs.entries()) {
            // Both lose a partner they took: at the latest they themselves block.
            const verdict = verifyStable(problem, pairs.toSpliced(k, 1));
            expect(verdict.isStable ? left + right : verdict.fault.kind).toBe("blocking_pair");
          }
        },
      ),
      RUNS,
    );
  });
});

describe("bad input", () => {
  const good: StableProblem = {
    left: [{ id: "a", prefers: ["b"] }],
    right: [{ id: "b", prefers: ["a"] }],
    favour: "left",
    ties: { policy: "lottery", seed: "" },
  };
  it.each([
    ["an unknown id", { left: [{ id: "a", prefers: ["x"] }] }, "unknown_id", "left[0].prefers[0]"],
    [
      "an id twice in a list",
      { left: [{ id: "a", prefers: [["b", "b"]] }] },
      "duplicate_in_list",
      "left[0].prefers[0][1]",
    ],
    [
      "two agents with one id",
      {
        right: [
          { id: "b", prefers: [] },
          { id: "b", prefers: [] },
        ],
      },
      "duplicate_id",
      "right[1]",
    ],
    [
      "a negative capacity",
      { right: [{ id: "b", prefers: ["a"], capacity: -1 }] },
      "capacity_not_whole",
      "right[0].capacity",
    ],
    [
      "no number",
      { left: [{ id: "a", prefers: ["b"], capacity: Number.NaN }] },
      "capacity_not_whole",
      "left[0].capacity",
    ],
    [
      "a quota above the capacity",
      { left: [{ id: "a", prefers: ["b"], lowerQuota: 2 }] },
      "quota_above_capacity",
      "left[0].lowerQuota",
    ],
    ["an empty tie", { left: [{ id: "a", prefers: [[]] }] }, "empty_tie", "left[0].prefers[0]"],
    ["a forbidden stranger", { forbidden: [{ left: "a", right: "z" }] }, "unknown_id", "forbidden[0].right"],
  ] as [string, Partial<StableProblem>, string, string][])("%s is named by its place", (_, change, reason, place) => {
    const attempt = () => matchStable({ ...good, ...change });
    expect(attempt).toThrow(MatchingError);
    expect(attempt).toThrow(`${reason} at ${place}`);
  });

  it("says what is unmet and who stays alone, with the reason", () => {
    const result = matchStable({
      left: [
        { id: "a", prefers: ["b", "c"], lowerQuota: 1 },
        { id: "d", prefers: ["b"], lowerQuota: 1 },
        { id: "e", prefers: [] },
        { id: "f", prefers: ["c"] },
      ],
      right: [
        { id: "b", prefers: ["a", "d"] },
        { id: "c", prefers: ["a"], capacity: 0 },
      ],
      favour: "left",
      ties: { policy: "lottery", seed: "s" },
    });
    expect(result.pairs).toEqual([["a", "b"]]);
    expect(result.unmatched).toEqual([
      { side: "left", id: "d", why: "rejected" },
      { side: "left", id: "e", why: "empty_list" },
      { side: "left", id: "f", why: "nobody_left" },
      { side: "right", id: "c", why: "no_capacity" },
    ]);
    expect(result.belowQuota).toEqual([{ side: "left", id: "d", lowerQuota: 1, got: 0 }]);
    expect(result.dropped).toEqual([{ side: "left", id: "f", listed: "c", why: "one_sided" }]);
    expect(result.statistics.left).toMatchObject({ agents: 4, matched: 1, taken: 1, ranks: [1], meanRank: 1 });
  });
});
