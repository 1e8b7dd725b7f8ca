import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { matchStable } from "./match-stable.ts";
import type { Pair, StableProblem } from "./problem.ts";
import { allocateProjects } from "./student-projects.ts";
import { verifyStable } from "./verify-stable.ts";

// Published worked examples; the folder is no part of the project and may be absent.
const folder = path.resolve(import.meta.dirname, "../../../../../shared/data/matching");
const isThere = fs.existsSync(folder);
if (!isThere) console.log("skipped: no published cases beside the project");
const read = (name: string) => fs.readFileSync(path.join(folder, name), "utf8");
type Lists = Record<string, string[]>;
const sorted = (pairs: readonly Pair[]) => [...pairs].sort((a, b) => (a.join() < b.join() ? -1 : 1));

const problem = (
  left: Lists,
  right: Lists,
  favour: "left" | "right",
  capacities: { left?: Record<string, number>; right?: Record<string, number> },
): StableProblem => ({
  left: Object.entries(left).map(([id, prefers]) => ({ id, prefers, capacity: capacities.left?.[id] ?? 1 })),
  right: Object.entries(right).map(([id, prefers]) => ({ id, prefers, capacity: capacities.right?.[id] ?? 1 })),
  favour,
  ties: { policy: "lottery", seed: "published" },
});
// biome-ignore lint/suspicious/noExplicitAny: cases as their publishers wrote them
const named = (cases: any[]) => cases.map((c) => ({ id: c.id as string, c }));
const pairsOfRight = (expected: Lists): Pair[] =>
  sorted(Object.entries(expected).flatMap(([h, rs]) => rs.map((r): Pair => [r, h])));
const pairsOfLeft = (expected: Lists): Pair[] =>
  sorted(Object.entries(expected).flatMap(([a, bs]) => bs.map((b): Pair => [a, b])));

describe.skipIf(!isThere)("published stable matchings", () => {
  const cases = isThere ? JSON.parse(read("literature_cases.json")) : { hr: [], spa: [], many_to_many: [] };

  it.each(named(cases.hr))("$id, for both proposing sides", ({ c }) => {
    for (const [favour, expected] of [
      ["left", c.expected_resident_optimal],
      ["right", c.expected_hospital_optimal],
    ] as const) {
      const given = problem(c.residents, c.hospitals, favour, { right: c.capacities });
      const result = matchStable(given);
      // The dirty case was published for one side only.
      if (expected) expect(sorted(result.pairs)).toEqual(pairsOfRight(expected));
      expect(verifyStable(given, result.pairs)).toMatchObject({ isStable: true });
    }
  });

  it("the dirty case says which one-sided entries it left out", () => {
    const c = cases.hr.find((x: { id: string }) => x.id.includes("dirty"));
    const { dropped, droppedCount } = matchStable(problem(c.residents, c.hospitals, "left", { right: c.capacities }));
    expect(droppedCount).toBe(85);
    expect(dropped).toHaveLength(85);
    expect(new Set(dropped.map((d) => d.why))).toEqual(new Set(["one_sided"]));
  });

  it.each(named(cases.many_to_many))("$id, for both proposing sides", ({ c }) => {
    const capacity = (lists: Lists, cap: number | Record<string, number>) =>
      typeof cap === "number" ? Object.fromEntries(Object.keys(lists).map((id) => [id, cap])) : cap;
    for (const [favour, expected] of [
      ["left", c.a_optimal],
      ["right", c.b_optimal],
    ] as const) {
      const given = problem(c.side_a, c.side_b, favour, {
        left: capacity(c.side_a, c.cap_a),
        right: capacity(c.side_b, c.cap_b),
      });
      const result = matchStable(given);
      expect(sorted(result.pairs)).toEqual(pairsOfLeft(expected));
      expect(verifyStable(given, result.pairs)).toMatchObject({ isStable: true });
    }
  });

  it.each(named(cases.spa))("$id, for both proposing sides", ({ c }) => {
    for (const [favour, expected] of [
      ["students", c.expected_student_optimal],
      ["lecturers", c.expected_lecturer_optimal],
    ] as const) {
      const found = allocateProjects({
        students: Object.entries(c.students as Lists).map(([id, prefers]) => ({ id, prefers })),
        projects: Object.entries(c.projects as Record<string, [number, string]>).map(([id, [capacity, lecturer]]) => ({
          id,
          capacity,
          lecturer,
        })),
        lecturers: Object.entries(c.lecturers as Record<string, [number, string[]]>).map(
          ([id, [capacity, prefers]]) => ({
            id,
            capacity,
            prefers,
          }),
        ),
        favour,
      });
      if (expected) expect(Object.fromEntries(found)).toEqual(expected);
      else expect(found).toHaveLength(Object.keys(c.expected_student_optimal).length); // every stable one has this size
    }
  });

  it("finds the largest weakly stable matching of 200 instances with ties, and none is blocked", () => {
    const tied = (ranks: Record<string, number>) => {
      const groups = new Map<number, string[]>();
      for (const [id, rank] of Object.entries(ranks)) groups.set(rank, [...(groups.get(rank) ?? []), id]);
      return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
    };
    const lines = read("smti.jsonl").trim().split("\n");
    expect(lines).toHaveLength(200);
    for (const line of lines) {
      const c = JSON.parse(line);
      const side = (ranks: Record<string, Record<string, number>>) =>
        Object.entries(ranks).map(([id, r]) => ({ id, prefers: tied(r) }));
      for (const favour of ["left", "right"] as const) {
        const given: StableProblem = {
          left: side(c.a),
          right: side(c.b),
          favour,
          ties: { policy: "max-size", seed: "t" },
        };
        const { pairs, ties } = matchStable(given);
        expect([c.id, pairs.length]).toEqual([c.id, c.max_weakly_stable]);
        expect(ties.kind === "max-size" && !ties.isProvedLargest).toBe(false);
        expect(verifyStable(given, pairs)).toMatchObject({ isStable: true });
      }
    }
  });
});
