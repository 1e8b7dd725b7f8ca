import type { Tx } from "@jiebang/db";
import { addDays, type WorkingCalendar } from "@jiebang/domain";

/** The edited working-day calendar; with an organisation, its announced vacations count as holidays for it. */
export async function loadCalendar(tx: Tx, organisationId?: string): Promise<WorkingCalendar> {
  const days = await tx.calendarDay.findMany({ select: { day: true, kind: true } });
  const calendar = new Map(days.map((d) => [d.day.toISOString().slice(0, 10), d.kind as "holiday" | "workday"]));
  if (organisationId) {
    const vacations = await tx.vacation.findMany({ where: { organisationId } });
    for (const v of vacations) {
      const end = v.endsOn.toISOString().slice(0, 10);
      for (let day = v.startsOn.toISOString().slice(0, 10); day <= end; day = addDays(day, 1))
        calendar.set(day, "holiday");
    }
  }
  return calendar;
}
