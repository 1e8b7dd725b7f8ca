import { addWorkingDays, type WorkingCalendar } from "../calendar/working-days.ts";
import { addDays, dayOf, instantOf, TIME_ZONE } from "../kernel/instants.ts";
import type { TemplateContent } from "../template/template.schema.ts";
import type { TimelineStep } from "./round.schema.ts";
import type { RoundParameters } from "./round-parameters.ts";

// Days are Shanghai days. A period of n working days ends with the end of its n-th working day after the day it begins.

/** The instant at which the day after `day` begins: a deadline "on" a day lasts to its end. */
export const endOfDay = (day: string): Date => instantOf(addDays(day, 1));

/** The last day of a period of `days` working days that begins on the day of `from`. */
export const lastDayOf = (calendar: WorkingCalendar, from: Date, days: number): string =>
  addWorkingDays(calendar, dayOf(from), days);

/** When a period of working days that begins at `from` is over. */
export const afterWorkingDays = (calendar: WorkingCalendar, from: Date, days: number): Date =>
  endOfDay(lastDayOf(calendar, from, days));

/** The earliest closing of bidding: so many calendar days after the day it opens, at the closing hour. */
export const earliestClosing = (opensAt: Date, p: Pick<RoundParameters, "bidWindowDays" | "closingHour">): Date =>
  instantOf(addDays(dayOf(opensAt), p.bidWindowDays), p.closingHour);

/** What given parameters lead to when everybody takes the time they have: shown before anything is saved. */
export function previewTimeline(
  content: TemplateContent,
  parameters: RoundParameters,
  calendar: WorkingCalendar,
  now: Date,
  schedule: { bidOpensAt: Date | null; bidClosesAt: Date | null },
): TimelineStep[] {
  const opens = schedule.bidOpensAt ?? now;
  const closes = schedule.bidClosesAt ?? earliestClosing(opens, parameters);
  // Each period counts from the last day of the one before.
  const checkedOn = lastDayOf(calendar, closes, parameters.correctionDays + 1);
  const decidedOn = addWorkingDays(calendar, checkedOn, parameters.decideDays);
  const noticedOn = addWorkingDays(calendar, decidedOn, parameters.noticeDays);
  const confirmedOn = addWorkingDays(calendar, noticedOn, 1);
  const [checked, decided, noticed, confirmed] = [checkedOn, decidedOn, noticedOn, confirmedOn].map(endOfDay) as [
    Date,
    Date,
    Date,
    Date,
  ];
  const signed = endOfDay(addDays(confirmedOn, parameters.contractDays));
  const spans: Record<string, [Date | null, Date | null, boolean]> = {
    prepare: [now, opens, false],
    announce: [now, opens, false],
    bid: [opens, closes, false],
    open: [closes, endOfDay(addWorkingDays(calendar, dayOf(closes), 1)), true],
    check: [closes, checked, true],
    decide: [checked, decided, true],
    notice: [decided, noticed, true],
    confirm: [noticed, confirmed, true],
    contract: [confirmed, signed, true],
    close: [signed, null, true],
  };
  return content.stages
    .filter((s) => spans[s.key])
    .map((s) => {
      const [from, to, isEstimate] = spans[s.key]!;
      return {
        key: s.key,
        name: s.name,
        from: from?.toISOString() ?? null,
        to: to?.toISOString() ?? null,
        isEstimate,
        note: s.explains,
      };
    });
}

const clock = new Intl.DateTimeFormat("sv-SE", {
  timeZone: TIME_ZONE,
  dateStyle: "short",
  timeStyle: "medium",
});
/** An instant as a sentence says it to everybody: `2026-12-01 17:00:00`, Beijing time. */
export const clockText = (at: Date): string => clock.format(at);
