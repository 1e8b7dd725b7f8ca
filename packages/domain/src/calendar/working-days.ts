import { addDays } from "../kernel/instants.ts";

/** Days that differ from their weekday: a holiday on a Tuesday, a workday (调休) on a Saturday. Keys are YYYY-MM-DD. */
export type WorkingCalendar = ReadonlyMap<string, "holiday" | "workday">;

export function isWorkingDay(calendar: WorkingCalendar, day: string): boolean {
  const marked = calendar.get(day);
  if (marked) return marked === "workday";
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The n-th working day after `from` (the day itself never counts). n = 0 gives `from`. */
export function addWorkingDays(calendar: WorkingCalendar, from: string, n: number): string {
  let day = from;
  for (let left = n; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(calendar: WorkingCalendar, from: string, to: string): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) count += 1;
  return count;
}
