import type { GapStatistics, PlacedMeeting, TimetableProblem } from "./problem.ts";

/** Gaps of both sides, counted from the timetable alone. */
export function gapsOf(
  problem: TimetableProblem,
  placed: readonly PlacedMeeting[],
): { left: GapStatistics; right: GapStatistics } {
  const meetings = new Map(problem.meetings.map((m) => [m.id, m]));
  const dayOf: number[] = problem.days.flatMap((length, d) => Array<number>(length).fill(d));
  const side = (which: "left" | "right"): GapStatistics => {
    const days = new Map<string, number[]>();
    for (const { meeting, slot } of placed) {
      const key = `${dayOf[slot]} ${meetings.get(meeting)![which]}`;
      const slots = days.get(key);
      if (slots) slots.push(slot);
      else days.set(key, [slot]);
    }
    let gaps = 0;
    let shares = 0;
    for (const slots of days.values()) {
      const span = Math.max(...slots) - Math.min(...slots) + 1;
      gaps += span - slots.length;
      shares += (span - slots.length) / span;
    }
    return { days: days.size, gaps, meanShare: days.size === 0 ? 0 : shares / days.size };
  };
  return { left: side("left"), right: side("right") };
}
