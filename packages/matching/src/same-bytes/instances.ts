import type { AggregateInput, Aggregation } from "../aggregate/aggregate.ts";
import type { AssignmentProblem } from "../assignment/problem.ts";
import type { DrawInput } from "../draw/draw.ts";
import { below } from "../kernel/lottery.ts";
import { fastWords } from "../kernel/random.ts";
import type { StableChange } from "../stable/change.ts";
import type { Agent, Preference, StableProblem, TiePolicy } from "../stable/problem.ts";
import type { TimetableProblem } from "../timetable/problem.ts";
import { makeInterviews } from "../timetable/testing/interviews.ts";

/** One question to the engine, as plain values. */
export type Instance =
  | { task: "stable"; problem: StableProblem }
  | { task: "rematch"; problem: StableProblem; changes: StableChange[] }
  | { task: "timetable"; problem: TimetableProblem }
  | { task: "draw"; input: DrawInput }
  | { task: "aggregate"; input: AggregateInput }
  | { task: "assign"; problem: AssignmentProblem };

type Words = () => number;

/** A hundred instances of every kind, the same ones each time. */
export function hundredInstances(): Instance[] {
  const next = fastWords("same bytes");
  const lottery = (): TiePolicy => ({ policy: "lottery", seed: `lottery ${next()}` });
  const largest = (): TiePolicy => ({ policy: "max-size", seed: `largest ${next()}` });
  const many = (count: number, make: (k: number) => Instance): Instance[] =>
    Array.from({ length: count }, (_, k) => make(k));
  return [
    ...many(12, (k) => ({
      task: "stable",
      problem: stable(next, { isTied: k % 2 === 1, most: [1, 1], ties: lottery() }),
    })),
    ...many(12, (k) => ({
      task: "stable",
      problem: stable(next, { isTied: k % 2 === 1, most: [1, 6], ties: lottery() }),
    })),
    ...many(12, (k) => ({
      task: "stable",
      problem: stable(next, { isTied: k % 2 === 1, most: [3, 4], ties: lottery() }),
    })),
    ...many(10, (k) => ({
      task: "stable",
      problem: stable(next, { isTied: true, most: [1, 1 + (k % 3)], ties: largest() }),
    })),
    ...many(4, () => ({ task: "stable", problem: stable(next, { isTied: true, most: [2, 3], ties: largest() }) })),
    ...many(12, (k) => rematchOf(next, k % 4 === 3 ? largest() : lottery())),
    ...many(6, (k) => ({
      task: "timetable",
      problem: makeInterviews({
        ...{ enterprises: 4 + k, talents: 12, interviews: 20 + 4 * k, days: [8, 6], tables: 5 },
        seed: `interviews ${next()}`,
      }),
    })),
    ...many(10, () => ({ task: "draw", input: drawOf(next) })),
    ...many(10, (k) => ({ task: "aggregate", input: sheetsOf(next, k) })),
    ...many(12, (k) => ({ task: "assign", problem: assignmentOf(next, k) })),
  ];
}

function stable(
  next: Words,
  { isTied, most, ties }: { isTied: boolean; most: [left: number, right: number]; ties: TiePolicy },
): StableProblem {
  const n = 4 + below(next, 24);
  const m = 3 + below(next, 16);
  const side = (own: string, count: number, other: string, others: number, mostCapacity: number): Agent[] =>
    Array.from({ length: count }, (_, i) => ({
      id: `${own}${i}`,
      prefers: listOf(next, other, others, isTied),
      ...(mostCapacity > 1 && { capacity: below(next, mostCapacity + 1), lowerQuota: 0 }),
    }));
  const left = side("企业", n, "人才", m, most[0]);
  const right = side("人才", m, "企业", n, most[1]);
  return {
    left,
    right,
    favour: below(next, 2) === 0 ? "left" : "right",
    ties,
    forbidden: Array.from({ length: below(next, 4) }, () => ({
      left: `企业${below(next, n)}`,
      right: `人才${below(next, m)}`,
      reason: "conflict",
    })),
  };
}

function listOf(next: Words, other: string, others: number, isTied: boolean): Preference {
  const order = shuffled(next, others).slice(0, below(next, others + 1));
  const groups: string[][] = [];
  for (const k of order)
    if (isTied && groups.length > 0 && below(next, 3) === 0) groups.at(-1)!.push(`${other}${k}`);
    else groups.push([`${other}${k}`]);
  return groups.map((group) => (group.length === 1 ? group[0]! : group));
}

function shuffled(next: Words, n: number): number[] {
  const order = Array.from({ length: n }, (_, k) => k);
  for (let k = n - 1; k > 0; k--) {
    const j = below(next, k + 1);
    [order[k], order[j]] = [order[j]!, order[k]!];
  }
  return order;
}

function rematchOf(next: Words, ties: TiePolicy): Instance {
  const problem = stable(next, { isTied: ties.policy === "max-size", most: [2, 4], ties });
  const someone = (side: "left" | "right") => problem[side][below(next, problem[side].length)]!.id;
  return {
    task: "rematch",
    problem,
    changes: [
      { kind: "capacity", side: "right", id: someone("right"), capacity: below(next, 3) },
      { kind: "forbidden", pair: { left: someone("left"), right: someone("right"), reason: "objection" } },
      { kind: "withdrawal", side: "left", id: someone("left") },
    ],
  };
}

function drawOf(next: Words): DrawInput {
  const strata = ["技术", "财务", "产业"].slice(0, 1 + below(next, 3));
  return {
    seed: `head of the ledger ${next()}\n${next()}`,
    pool: Array.from({ length: 5 + below(next, 30) }, (_, i) => ({
      id: `专家${i}`,
      stratum: strata[below(next, strata.length)]!,
    })),
    seats: Object.fromEntries(strata.map((name) => [name, below(next, 5)])),
  };
}

function sheetsOf(next: Words, k: number): AggregateInput {
  const criteria = Array.from({ length: 1 + below(next, 4) }, (_, c) => ({
    id: `c${c}`,
    weight: `${1 + below(next, 40)}.${below(next, 10)}`,
    least: "0",
    most: "100",
  }));
  const methods: Aggregation[] = [{ method: "mean" }, { method: "median" }, { method: "trimmed", each: 1 }];
  return {
    criteria,
    sheets: Array.from({ length: 1 + below(next, 6) }, (_, s) =>
      Array.from({ length: 2 + below(next, 5) }, (_, e) => ({
        subject: `揭榜方${s}`,
        expert: `e${e}`,
        scores: Object.fromEntries(
          criteria.map(({ id }) => [id, below(next, 12) === 0 ? null : `${below(next, 100)}.${below(next, 10)}`]),
        ),
      })),
    ).flat(),
    aggregation: methods[k % methods.length]!,
    leastSheets: 1 + (k % 2),
    decimals: k % 4,
  };
}

function assignmentOf(next: Words, k: number): AssignmentProblem {
  const n = 3 + below(next, 12);
  const m = 3 + below(next, 8);
  const pairs = Array.from({ length: n }, (_, i) =>
    shuffled(next, m)
      .slice(0, 1 + below(next, m))
      .map((j) => ({ left: `标${i}`, right: `专家${j}`, value: below(next, 20) / 4 })),
  ).flat();
  return {
    left: Array.from({ length: n }, (_, i) => ({ id: `标${i}`, least: k % 3 === 2 ? 1 : 0, most: 1 + below(next, 3) })),
    right: Array.from({ length: m }, (_, j) => ({ id: `专家${j}`, least: below(next, 2), most: 2 + below(next, 3) })),
    pairs,
    forbidden: pairs.slice(0, below(next, 3)).map(({ left, right }) => ({ left, right, reason: "conflict", relax: 5 })),
    better: k % 2 === 0 ? "higher" : "lower",
    ...(k % 4 === 1 && { fairness: "leximin" as const }),
    ...(k % 4 === 3 && { fairness: { floor: "search" as const } }),
    seed: `assignment ${next()}`,
  };
}
