import type { Tx } from "@jiebang/db";
import { addDays, addWorkingDays, dayOf, instantOf, type WorkingCalendar } from "@jiebang/domain";
import { settingOr } from "../entry/entry-settings.ts";

export interface VettingClock {
  now: Date;
  today: string;
  calendar: WorkingCalendar;
  dueOn(submittedAt: Date): string;
  /** Everything handed in before this instant is overdue. */
  overdueBefore: Date;
}

interface ClockRow {
  now: Date;
  days: unknown;
  calendar: Record<string, "holiday" | "workday"> | null;
}

/** The desk's own promise: so many working days from handing in to a decision. One query: every desk begins with it. */
export async function loadVettingClock(tx: Tx): Promise<VettingClock> {
  const [row] = await tx.$queryRaw<ClockRow[]>`/* prepared */
    SELECT app_now() AS now, (SELECT value FROM setting WHERE key = 'vetting.working_days') AS days,
      (SELECT json_object_agg(day, kind) FROM calendar_day) AS calendar`;
  const { now } = row!;
  const days = settingOr("vetting.working_days", row!.days);
  const calendar: WorkingCalendar = new Map(Object.entries(row!.calendar ?? {}));
  const today = dayOf(now);
  return {
    now,
    today,
    calendar,
    dueOn: (submittedAt) => addWorkingDays(calendar, dayOf(submittedAt), days),
    overdueBefore: instantOf(addDays(lastOverdueDay(calendar, today, days), 1)),
  };
}

/** The latest day whose deadline lies before today. */
function lastOverdueDay(calendar: WorkingCalendar, today: string, days: number): string {
  let day = addDays(today, -1);
  while (addWorkingDays(calendar, day, days) >= today) day = addDays(day, -1);
  return day;
}
