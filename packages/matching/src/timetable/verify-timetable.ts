import type { PlacedMeeting, TimetableProblem } from "./problem.ts";

export type TimetableVerdict =
  | { isValid: true }
  | {
      isValid: false;
      fault: "unknown_meeting" | "twice" | "slot" | "table" | "unavailable" | "party_clash" | "table_clash";
      meeting: string;
      /** Who or what stands in the way. */
      with?: string;
    };

/** Checks a timetable from the problem alone, also one that was edited by hand: the first fault, or none. */
export function verifyTimetable(problem: TimetableProblem, placed: readonly PlacedMeeting[]): TimetableVerdict {
  const slots = problem.days.reduce((sum, length) => sum + length, 0);
  const meetings = new Map(problem.meetings.map((m) => [m.id, m]));
  const away = new Map(
    [...problem.left.map((p) => ["left", p] as const), ...problem.right.map((p) => ["right", p] as const)].map(
      ([side, p]) => [`${side} ${p.id}`, new Set(p.unavailable)],
    ),
  );
  const seen = new Set<string>();
  const taken = new Map<string, string>();
  for (const { meeting, slot, table } of placed) {
    const fault = (name: (TimetableVerdict & { isValid: false })["fault"], other?: string): TimetableVerdict => ({
      isValid: false,
      fault: name,
      meeting,
      ...(other === undefined ? {} : { with: other }),
    });
    const of = meetings.get(meeting);
    if (!of) return fault("unknown_meeting");
    if (seen.has(meeting)) return fault("twice");
    seen.add(meeting);
    if (!Number.isInteger(slot) || slot < 0 || slot >= slots) return fault("slot");
    if (!Number.isInteger(table) || table < 0 || table >= problem.tables) return fault("table");
    for (const party of [`left ${of.left}`, `right ${of.right}`]) {
      if (away.get(party)?.has(slot)) return fault("unavailable", party.slice(party.indexOf(" ") + 1));
      const other = taken.get(`${party} @${slot}`);
      if (other !== undefined) return fault("party_clash", other);
      taken.set(`${party} @${slot}`, meeting);
    }
    const other = taken.get(`table ${table} @${slot}`);
    if (other !== undefined) return fault("table_clash", other);
    taken.set(`table ${table} @${slot}`, meeting);
  }
  return { isValid: true };
}
