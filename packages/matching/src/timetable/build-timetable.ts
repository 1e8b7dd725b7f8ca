import { byLottery } from "../kernel/lottery.ts";
import type { Report } from "../kernel/progress.ts";
import { assignTables } from "./assign-tables.ts";
import { closeGaps } from "./close-gaps.ts";
import { type EncodedTimetable, encodeTimetable } from "./encode-timetable.ts";
import { gapsOf } from "./gap-statistics.ts";
import { placeMeeting } from "./place-meetings.ts";
import type { PlacedMeeting, Timetable, TimetableChange, TimetableProblem, UnplacedMeeting } from "./problem.ts";
import { Schedule } from "./schedule.ts";

/**
 * A timetable without clashes and with few gaps. Hardest meetings first, each where it fits best; then gaps are closed.
 * The same input gives the same timetable on every machine; the order of the input changes nothing.
 * Throws `MatchingError` naming the place of bad input.
 */
export function buildTimetable(problem: TimetableProblem, report?: Report): Timetable {
  const of = encodeTimetable(problem);
  const schedule = new Schedule(of);
  const unplaced: UnplacedMeeting[] = [];
  for (const meeting of hardestFirst(of, problem.seed))
    if (!placeMeeting(of, schedule, meeting)) unplaced.push(whyNot(problem, of, schedule, meeting));
  closeGaps(of, schedule, problem.seed, report);
  // Room may have come up meanwhile.
  const left = unplaced.filter(({ meeting }) => !placeMeeting(of, schedule, of.meetingIndex.get(meeting)!));
  return describe(problem, of, schedule, left, new Map());
}

/**
 * The same after a small change: what stood stays where it can, only what cannot is placed anew, and others give way only
 * where it has no room otherwise. With the difference.
 */
export function repairTimetable(
  problem: TimetableProblem,
  before: readonly PlacedMeeting[],
): { timetable: Timetable; change: TimetableChange } {
  const of = encodeTimetable(problem);
  const schedule = new Schedule(of);
  const stood = new Map(before.map((p) => [p.meeting, p]));
  for (const { meeting, slot } of before) {
    const m = of.meetingIndex.get(meeting);
    if (m !== undefined && slot >= 0 && slot < of.slots && schedule.isFree(m, slot)) schedule.put(m, slot);
  }
  const unplaced: UnplacedMeeting[] = [];
  for (const meeting of hardestFirst(of, problem.seed))
    if (schedule.slotOf[meeting] === -1 && !placeMeeting(of, schedule, meeting))
      unplaced.push(whyNot(problem, of, schedule, meeting));
  const timetable = describe(problem, of, schedule, unplaced, stood);
  return { timetable, change: changeOf(before, timetable) };
}

export function changeOf(before: readonly PlacedMeeting[], { placed }: Timetable): TimetableChange {
  const now = new Map(placed.map((p) => [p.meeting, p.slot]));
  const former = new Map(before.map((p) => [p.meeting, p.slot]));
  return {
    moved: before.flatMap(({ meeting, slot }) => {
      const to = now.get(meeting);
      return to === undefined || to === slot ? [] : [{ meeting, from: slot, to }];
    }),
    added: placed.filter((p) => !former.has(p.meeting)).map((p) => p.meeting),
    removed: before.filter((p) => !now.has(p.meeting)).map((p) => p.meeting),
  };
}

/** Fewest common slots for what its parties have to do; then by lottery, so that the order of the input does not matter. */
function hardestFirst(of: EncodedTimetable, seed: string): number[] {
  const n = of.left.length;
  const meets = new Int32Array(of.parties);
  for (let m = 0; m < n; m++) {
    meets[of.left[m]!]!++;
    meets[of.right[m]!]!++;
  }
  const slack = new Int32Array(n);
  for (let m = 0; m < n; m++) {
    let common = 0;
    for (let s = 0; s < of.slots; s++)
      common += of.available[of.left[m]! * of.slots + s]! & of.available[of.right[m]! * of.slots + s]!;
    slack[m] = common - meets[of.left[m]!]! - meets[of.right[m]!]!;
  }
  const before = byLottery(seed);
  return [...slack.keys()].sort((x, y) => slack[x]! - slack[y]! || before(of.ids[x]!, of.ids[y]!));
}

function whyNot(problem: TimetableProblem, of: EncodedTimetable, schedule: Schedule, meeting: number): UnplacedMeeting {
  let isCommon = false;
  for (let s = 0; s < of.slots; s++) isCommon ||= schedule.isCommon(meeting, s);
  const { id, left, right } = problem.meetings[meeting]!;
  if (!isCommon) return { meeting: id, why: "no_common_slot" };
  for (const [party, name] of [
    [of.left[meeting]!, left],
    [of.right[meeting]!, right],
  ] as const) {
    let open = 0;
    for (let s = 0; s < of.slots; s++)
      if (of.available[party * of.slots + s] === 1 && schedule.busy[party * of.slots + s] === -1) open++;
    if (open === 0) return { meeting: id, why: "party_full", party: name };
  }
  return { meeting: id, why: "no_room" };
}

function describe(
  problem: TimetableProblem,
  of: EncodedTimetable,
  schedule: Schedule,
  unplaced: UnplacedMeeting[],
  stood: Map<string, PlacedMeeting>,
): Timetable {
  const placed = assignTables(of, schedule, problem.seed, stood);
  const byId = (a: { meeting: string }, b: { meeting: string }) => (a.meeting < b.meeting ? -1 : 1);
  return { placed, unplaced: unplaced.toSorted(byId), gaps: gapsOf(problem, placed), load: [...schedule.load] };
}
