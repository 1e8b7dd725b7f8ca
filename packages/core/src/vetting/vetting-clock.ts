import type { Tx } from "@jiebang/db";
import { addDays, addWorkingDays, dayOf, instantOf, type WorkingCalendar } from "@jiebang/domain";
import { loadCalendar } from "../calendar/load-calendar.ts";
import { numberSetting } from "../entry/entry-settings.ts";
import { appNow } from "../kernel/app-now.ts";

export interface VettingClock {
  now: Date;
  today: string;
  dueOn(submittedAt: Date): string;
  /** Everything handed in before this instant is overdue. */
  overdueBefore: Date;
}

/** The desk's own promise: so many working days from handing in to a decision. */
export async function loadVettingClock(tx: Tx): Promise<VettingClock> {
  const now = await appNow(tx);
  const [calendar, days] = [await loadCalendar(tx), await numberSetting(tx, "vetting.working_days")];
  const today = dayOf(now);
  return {
    now,
    today,
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
