import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildTimetable, repairTimetable } from "./build-timetable.ts";
import type { PlacedMeeting, TimetableProblem } from "./problem.ts";
import { makeInterviews } from "./testing/interviews.ts";
import { verifyTimetable } from "./verify-timetable.ts";

const RUNS = { numRuns: 1000 };
const PATIENT = { timeout: 60_000 };

const problems: fc.Arbitrary<TimetableProblem> = fc
  .record({
    days: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 2 }),
    tables: fc.integer({ min: 1, max: 3 }),
    lefts: fc.integer({ min: 1, max: 4 }),
    rights: fc.integer({ min: 1, max: 4 }),
    away: fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 12 }),
    pairs: fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 10 }),
    seed: fc.string({ maxLength: 3 }),
  })
  .map(({ days, tables, lefts, rights, away, pairs, seed }) => {
    const slots = days.reduce((sum, length) => sum + length, 0);
    const party = (id: string, p: number) => ({
      id,
      unavailable: away.filter(([who, slot]) => who === p && slot < slots).map(([, slot]) => slot),
    });
    return {
      days,
      tables,
      left: Array.from({ length: lefts }, (_, i) => party(`a${i}`, i)),
      right: Array.from({ length: rights }, (_, i) => party(`b${i}`, 4 + i)),
      meetings: pairs.map(([i, j], k) => ({ id: `m${k}`, left: `a${i % lefts}`, right: `b${j % rights}` })),
      seed,
    };
  });

/** The most meetings that any timetable could hold; for very small problems. */
function mostMeetings(problem: TimetableProblem): number {
  const slots = problem.days.reduce((sum, length) => sum + length, 0);
  const place = (k: number, placed: PlacedMeeting[]): number => {
    if (k === problem.meetings.length) return placed.length;
    let best = place(k + 1, placed);
    for (let slot = 0; slot < slots && best < problem.meetings.length; slot++) {
      const table = placed.filter((p) => p.slot === slot).length;
      const next = [...placed, { meeting: problem.meetings[k]!.id, slot, table }];
      if (verifyTimetable(problem, next).isValid) best = Math.max(best, place(k + 1, next));
    }
    return best;
  };
  return place(0, []);
}

describe("a timetable", () => {
  it("has no clash, nobody who is away, and every meeting once or a reason why not", PATIENT, () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const { placed, unplaced, load } = buildTimetable(problem);
        expect(verifyTimetable(problem, placed)).toEqual({ isValid: true });
        expect([...placed, ...unplaced].map((p) => p.meeting).sort()).toEqual(problem.meetings.map((m) => m.id).sort());
        expect(load.reduce((sum, n) => sum + n, 0)).toBe(placed.length);
      }),
      RUNS,
    );
  });

  it("leaves out a meeting whose two are never there together, and says so", PATIENT, () => {
    expect(
      buildTimetable({
        days: [2],
        tables: 1,
        left: [{ id: "e", unavailable: [0] }],
        right: [{ id: "t", unavailable: [1] }],
        meetings: [{ id: "m", left: "e", right: "t" }],
        seed: "s",
      }),
    ).toMatchObject({ placed: [], unplaced: [{ meeting: "m", why: "no_common_slot" }] });
  });

  it("says who is full", PATIENT, () => {
    const { unplaced } = buildTimetable({
      days: [1],
      tables: 2,
      left: [{ id: "e" }],
      right: [{ id: "t1" }, { id: "t2" }],
      meetings: [
        { id: "m1", left: "e", right: "t1" },
        { id: "m2", left: "e", right: "t2" },
      ],
      seed: "s",
    });
    expect(unplaced).toMatchObject([{ why: "party_full", party: "e" }]);
  });

  it("takes in about as many meetings as any timetable could", PATIENT, () => {
    let [ours, best] = [0, 0];
    fc.assert(
      fc.property(
        problems.filter((p) => p.meetings.length <= 6),
        (problem) => {
          const most = mostMeetings(problem);
          const got = buildTimetable(problem).placed.length;
          expect(got).toBeLessThanOrEqual(most);
          ours += got;
          best += most;
        },
      ),
      { numRuns: 300, seed: 7 },
    );
    expect(ours / best).toBeGreaterThan(0.99);
  });

  it("is the same whatever the order of the input", PATIENT, () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const turned = {
          ...problem,
          left: problem.left.toReversed(),
          right: problem.right.toReversed(),
          meetings: problem.meetings.toReversed(),
        };
        expect(buildTimetable(turned)).toEqual(buildTimetable(problem));
      }),
      RUNS,
    );
  });

  it("times 600 interviews without clashes and with few gaps", PATIENT, () => {
    const problem = makeInterviews();
    const { placed, unplaced, gaps } = buildTimetable(problem);
    expect(verifyTimetable(problem, placed)).toEqual({ isValid: true });
    expect(unplaced).toEqual([]);
    expect(gaps.left.meanShare).toBeLessThanOrEqual(0.1);
    expect(gaps.right.meanShare).toBeLessThanOrEqual(0.25);
  });

  it("names the place of bad input", PATIENT, () => {
    const problem = makeInterviews({ enterprises: 2, talents: 2, interviews: 2 });
    expect(() => buildTimetable({ ...problem, tables: 0 })).toThrow("capacity_not_whole at tables: 0");
    expect(() => buildTimetable({ ...problem, days: [24, Number.NaN] })).toThrow("capacity_not_whole at days[1]: NaN");
    expect(() => buildTimetable({ ...problem, left: [{ id: "e0", unavailable: [99] }, { id: "e1" }] })).toThrow(
      "out_of_range at left[0].unavailable[0]: 99",
    );
    expect(() => buildTimetable({ ...problem, meetings: [{ id: "x", left: "e0", right: "nobody" }] })).toThrow(
      "unknown_id at meetings[0].right: nobody",
    );
    expect(() => buildTimetable({ ...problem, meetings: [problem.meetings[0]!, problem.meetings[0]!] })).toThrow(
      "duplicate_id at meetings[1]: i0",
    );
  });
});

describe("a timetable after a small change", () => {
  it("stays as it was where nothing has changed", PATIENT, () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const { placed } = buildTimetable(problem);
        const { timetable, change } = repairTimetable(problem, placed);
        expect(timetable.placed).toEqual(placed);
        expect(change).toEqual({ moved: [], added: [], removed: [] });
      }),
      RUNS,
    );
  });

  it("moves what somebody can no longer keep, and others only to make room", PATIENT, () => {
    fc.assert(
      fc.property(problems, fc.nat(7), fc.nat(7), (problem, who, slot) => {
        const before = buildTimetable(problem).placed;
        const slots = problem.days.reduce((sum, length) => sum + length, 0);
        const p = who % problem.left.length;
        const left = problem.left.map((party, i) =>
          i === p ? { ...party, unavailable: [...(party.unavailable ?? []), slot % slots] } : party,
        );
        const after = { ...problem, left };
        const { timetable, change } = repairTimetable(after, before);
        expect(verifyTimetable(after, timetable.placed)).toEqual({ isValid: true });
        // Where it can be done by moving that one meeting, nothing else moves.
        const lost = before.find(
          (b) => b.slot === slot % slots && problem.meetings.find((m) => m.id === b.meeting)!.left === `a${p}`,
        );
        if (!lost) expect(change.moved).toEqual([]);
        else {
          const rest = before.filter((b) => b !== lost);
          const isRoom = Array.from({ length: slots }, (_, s) => s).some((s) =>
            Array.from({ length: problem.tables }, (_, table) => table).some(
              (table) => verifyTimetable(after, [...rest, { meeting: lost.meeting, slot: s, table }]).isValid,
            ),
          );
          if (isRoom) expect(change.moved.map((m) => m.meeting)).toEqual([lost.meeting]);
        }
      }),
      RUNS,
    );
  });

  it("moves few of 600 interviews when an enterprise leaves an hour early", PATIENT, () => {
    const problem = makeInterviews();
    const { placed } = buildTimetable(problem);
    const left = problem.left.map((party, i) =>
      i === 0 ? { ...party, unavailable: [...(party.unavailable ?? []), 20, 21, 22, 23] } : party,
    );
    const concerned = placed.filter(
      (p) => p.slot >= 20 && p.slot < 24 && problem.meetings.find((m) => m.id === p.meeting)!.left === "e0",
    );
    const { timetable, change } = repairTimetable({ ...problem, left }, placed);
    expect(verifyTimetable({ ...problem, left }, timetable.placed)).toEqual({ isValid: true });
    expect(timetable.unplaced).toEqual([]);
    expect(change.moved.length).toBeLessThanOrEqual(concerned.length * 2);
  });
});
