import { MatchingError, MOST_EDGES, wholeNumber } from "../kernel/matching-error.ts";
import type { TimetableParty, TimetableProblem } from "./problem.ts";

/** The problem in arrays. Parties are numbered left side first. */
export interface EncodedTimetable {
  slots: number;
  dayOf: Int32Array;
  /** First slot of each day, and one past the last. */
  dayStart: Int32Array;
  tables: number;
  parties: number;
  lefts: number;
  left: Int32Array;
  right: Int32Array;
  /** 1 where the party can meet: `party * slots + slot`. */
  available: Uint8Array;
  ids: string[];
  meetingIndex: Map<string, number>;
}

export function encodeTimetable(problem: TimetableProblem): EncodedTimetable {
  const dayStart = new Int32Array(problem.days.length + 1);
  problem.days.forEach((length, d) => {
    dayStart[d + 1] = dayStart[d]! + wholeNumber(length, `days[${d}]`, 1);
  });
  const slots = dayStart.at(-1)!;
  const dayOf = new Int32Array(slots);
  for (let d = 0; d < problem.days.length; d++) dayOf.fill(d, dayStart[d]!, dayStart[d + 1]!);
  const tables = wholeNumber(problem.tables, "tables", 1);
  const lefts = problem.left.length;
  const parties = lefts + problem.right.length;
  if (parties * slots > MOST_EDGES) throw new MatchingError("too_large", "left", parties * slots);
  const available = new Uint8Array(parties * slots).fill(1);
  const leftIndex = indexOf(problem.left, "left");
  const rightIndex = indexOf(problem.right, "right");
  [...problem.left, ...problem.right].forEach((party, p) => {
    const place = p < lefts ? `left[${p}]` : `right[${p - lefts}]`;
    party.unavailable?.forEach((slot, k) => {
      if (wholeNumber(slot, `${place}.unavailable[${k}]`) >= slots)
        throw new MatchingError("out_of_range", `${place}.unavailable[${k}]`, slot);
      available[p * slots + slot] = 0;
    });
  });
  const n = problem.meetings.length;
  const left = new Int32Array(n);
  const right = new Int32Array(n);
  const meetingIndex = new Map<string, number>();
  problem.meetings.forEach((meeting, m) => {
    if (meetingIndex.has(meeting.id)) throw new MatchingError("duplicate_id", `meetings[${m}]`, meeting.id);
    meetingIndex.set(meeting.id, m);
    const a = leftIndex.get(meeting.left);
    const b = rightIndex.get(meeting.right);
    if (a === undefined) throw new MatchingError("unknown_id", `meetings[${m}].left`, meeting.left);
    if (b === undefined) throw new MatchingError("unknown_id", `meetings[${m}].right`, meeting.right);
    left[m] = a;
    right[m] = lefts + b;
  });
  return {
    slots,
    dayOf,
    dayStart,
    tables,
    parties,
    lefts,
    left,
    right,
    available,
    ids: problem.meetings.map((m) => m.id),
    meetingIndex,
  };
}

function indexOf(parties: readonly TimetableParty[], side: string): Map<string, number> {
  const index = new Map<string, number>();
  parties.forEach((party, i) => {
    if (typeof party.id !== "string") throw new MatchingError("shape", `${side}[${i}].id`, typeof party.id);
    if (index.has(party.id)) throw new MatchingError("duplicate_id", `${side}[${i}]`, party.id);
    index.set(party.id, i);
  });
  return index;
}
