import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assign } from "./assign.ts";
import type { Assigned, AssignmentLimit, AssignmentProblem, RelaxedLimit } from "./problem.ts";
import { allAssignments, assignmentProblems, compareKeys, judge } from "./testing/problems.ts";
import { verifyAssignment } from "./verify-assignment.ts";

const RUNS = { numRuns: 1000 };

const asSet = (pairs: readonly { left: string; right: string }[]) =>
  pairs.map(({ left, right }) => `${left} ${right}`).sort();

function expectTheBest(problem: AssignmentProblem): void {
  const result = assign(problem);
  const all = allAssignments(problem);
  if (all.length === 0) {
    expect(result.kind).toBe("infeasible");
    return;
  }
  const best = all
    .map((chosen) => ({ chosen, key: judge(problem, chosen) }))
    .sort((a, b) => compareKeys(a.key, b.key))[0]!;
  expect(result).toMatchObject({ kind: "assigned" });
  const { pairs, total, worst } = result as Assigned;
  expect(asSet(pairs)).toEqual(asSet(best.chosen));
  const values = best.chosen.map(({ value }) => value);
  expect(total).toBeCloseTo(
    values.reduce((sum, value) => sum + value, 0),
    9,
  );
  const worstOf = problem.better === "higher" ? Math.min : Math.max;
  expect(worst).toBe(values.length === 0 ? null : worstOf(...values));
}

describe("an assignment", () => {
  it("is what trying everything finds, ties by the smallest sum of draws", () => {
    fc.assert(fc.property(assignmentProblems({}), expectTheBest), RUNS);
  });

  it("raises the worst-off first as trying everything does: leximin", () => {
    fc.assert(fc.property(assignmentProblems({ fairness: ["leximin"] }), expectTheBest), RUNS);
  });

  it("finds the highest floor that keeps it as full, as trying everything does", () => {
    fc.assert(
      fc.property(assignmentProblems({ fairness: [{ floor: "search" }] }), (problem) => {
        expectTheBest(problem);
        const result = assign(problem);
        if (result.kind === "assigned") expect(result.floor).toBe(result.worst);
      }),
      RUNS,
    );
  });

  it("does not hang on the order of the input", () => {
    fc.assert(
      fc.property(
        assignmentProblems({ fairness: [undefined, "leximin", { floor: "search" }] }),
        fc.infiniteStream(fc.nat()),
        (problem, words) => {
          const shuffled = <T>(list: readonly T[]): T[] =>
            list
              .map((entry) => ({ entry, word: words.next().value as number }))
              .sort((a, b) => a.word - b.word)
              .map(({ entry }) => entry);
          const other = assign({
            ...problem,
            left: shuffled(problem.left),
            right: shuffled(problem.right),
            pairs: shuffled(problem.pairs),
            forbidden: shuffled(problem.forbidden ?? []),
          });
          const result = assign(problem);
          if (result.kind === "infeasible") expect(other).toEqual(result);
          else expect(asSet((other as Assigned).pairs)).toEqual(asSet(result.pairs));
        },
      ),
      RUNS,
    );
  });

  it("does not hang on the names where only one assignment is the best", () => {
    fc.assert(
      fc.property(assignmentProblems({}), fc.boolean(), (problem, isReversed) => {
        const all = allAssignments(problem).map((chosen) => judge(problem, chosen).slice(0, -3));
        const sorted = all.sort(compareKeys);
        fc.pre(sorted.length === 1 || (sorted.length > 1 && compareKeys(sorted[0]!, sorted[1]!) < 0));
        const rename = (id: string) => (isReversed ? `${9 - Number(id.slice(1))}-${id}` : `x${id}`);
        const renamed = <T extends { left: string; right: string }>(list: readonly T[]) =>
          list.map((pair) => ({ ...pair, left: rename(pair.left), right: rename(pair.right) }));
        const other = assign({
          ...problem,
          left: problem.left.map((party) => ({ ...party, id: rename(party.id) })),
          right: problem.right.map((party) => ({ ...party, id: rename(party.id) })),
          pairs: renamed(problem.pairs),
          forbidden: renamed(problem.forbidden ?? []),
        }) as Assigned;
        expect(asSet(other.pairs)).toEqual(asSet(renamed((assign(problem) as Assigned).pairs)));
      }),
      RUNS,
    );
  });
});

describe("the check of an assignment", () => {
  const anyRule = assignmentProblems({ fairness: [undefined, "leximin", { floor: "search" }] });

  it("accepts what assign made, with its proof and without", () => {
    fc.assert(
      fc.property(anyRule, (problem) => {
        const result = assign(problem);
        fc.pre(result.kind === "assigned");
        const right = { isRight: true, pairs: result.pairs.length, total: result.total };
        expect(verifyAssignment(problem, result)).toEqual(right);
        expect(verifyAssignment(problem, { pairs: result.pairs })).toEqual(right);
      }),
      RUNS,
    );
  });

  it("refuses every other choice of pairs, with whatever proof", () => {
    fc.assert(
      fc.property(anyRule, fc.nat(), (problem, pick) => {
        const result = assign(problem);
        const all = allAssignments(problem);
        fc.pre(result.kind === "assigned" && all.length > 1);
        const others = all.filter((chosen) => String(asSet(chosen)) !== String(asSet(result.pairs)));
        const other = others[pick % others.length]!;
        expect(verifyAssignment(problem, { pairs: other })).toMatchObject({ isRight: false });
        expect(verifyAssignment(problem, { ...result, pairs: other, total: undefined })).toMatchObject({
          isRight: false,
        });
      }),
      RUNS,
    );
  });
});

describe("an assignment that cannot be", () => {
  const hard = assignmentProblems({ isLeastHeavy: true, mostPairs: 7 });
  const bansOf = (problem: AssignmentProblem, kept: (left: string, right: string) => boolean) =>
    problem.forbidden?.filter(({ left, right }) => kept(left, right));

  /** Only the limits given hold; whoever has no most load here may have everybody. */
  function only(problem: AssignmentProblem, limits: readonly AssignmentLimit[]): AssignmentProblem {
    const value = (limit: "least" | "most", side: "left" | "right", id: string) =>
      limits.find((l) => l.limit === limit && l.side === side && l.id === id) as { value: number } | undefined;
    const parties = (side: "left" | "right") =>
      problem[side].map(({ id }) => ({
        id,
        least: value("least", side, id)?.value ?? 0,
        most: value("most", side, id)?.value ?? 100,
      }));
    return {
      ...problem,
      left: parties("left"),
      right: parties("right"),
      forbidden: bansOf(problem, (left, right) =>
        limits.some((l) => l.limit === "forbidden" && l.left === left && l.right === right),
      ),
    };
  }

  it("names limits that conflict, and any one of them less would do", () => {
    let seen = 0;
    fc.assert(
      fc.property(hard, (problem) => {
        const result = assign(problem);
        fc.pre(result.kind === "infeasible");
        seen++;
        const { conflict } = result;
        expect(allAssignments(only(problem, conflict))).toEqual([]);
        conflict.forEach((_, k) => {
          expect(allAssignments(only(problem, conflict.toSpliced(k, 1))).length).toBeGreaterThan(0);
        });
      }),
      RUNS,
    );
    expect(seen).toBe(RUNS.numRuns);
  });

  function apply(problem: AssignmentProblem, changes: readonly RelaxedLimit[]): AssignmentProblem {
    const parties = (side: "left" | "right") =>
      problem[side].map((party) => {
        const changed = { ...party };
        for (const change of changes)
          if (change.limit !== "forbidden" && change.side === side && change.id === party.id)
            changed[change.limit] = change.to;
        return changed;
      });
    return {
      ...problem,
      left: parties("left"),
      right: parties("right"),
      forbidden: bansOf(
        problem,
        (left, right) => !changes.some((c) => c.limit === "forbidden" && c.left === left && c.right === right),
      ),
    };
  }

  /** Prices of every set of pairs taken as it is: what its loads and bans would cost. */
  function cheapestByTrying(problem: AssignmentProblem): number | null {
    let best: number | null = null;
    for (let mask = 0; mask < 1 << problem.pairs.length; mask++) {
      const chosen = problem.pairs.filter((_, k) => mask & (1 << k));
      const prices: (number | null)[] = [];
      for (const side of ["left", "right"] as const)
        for (const { id, least = 0, most = 1, relax } of problem[side]) {
          const got = chosen.filter((pair) => pair[side] === id).length;
          const price = (of: number | null | undefined, units: number) => (of === null ? null : (of ?? 1) * units);
          if (got < least) prices.push(price(relax?.least, least - got));
          if (got > most) prices.push(price(relax?.most, got - most));
        }
      for (const { left, right, relax = null } of problem.forbidden ?? [])
        if (chosen.some((pair) => pair.left === left && pair.right === right)) prices.push(relax);
      if (prices.includes(null)) continue;
      const sum = prices.reduce<number>((total, price) => total + price!, 0);
      best = best === null ? sum : Math.min(best, sum);
    }
    return best;
  }

  it("has a way out that works when applied and that nothing undercuts", () => {
    fc.assert(
      fc.property(hard, (problem) => {
        const result = assign(problem);
        fc.pre(result.kind === "infeasible");
        const { relaxation } = result;
        expect(relaxation?.cost ?? null).toBe(cheapestByTrying(problem));
        if (!relaxation) return;
        expect(relaxation.changes.reduce((sum, { cost }) => sum + cost, 0)).toBe(relaxation.cost);
        expect(assign(apply(problem, relaxation.changes)).kind).toBe("assigned");
      }),
      RUNS,
    );
  });
});
