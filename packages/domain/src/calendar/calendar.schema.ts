import { z } from "zod";
import { day, instant } from "../kernel/instants.ts";

export const calendarDayKind = z.enum(["holiday", "workday"]);
export const calendarDayView = z.object({
  day,
  kind: calendarDayKind,
  name: z.string(),
  nameEn: z.string().nullable(),
  source: z.string().nullable(),
  updatedAt: instant,
});
export type CalendarDayView = z.infer<typeof calendarDayView>;

export const getCalendarInput = z.object({ year: z.number().int().min(2000).max(2100) });
export type GetCalendarInput = z.input<typeof getCalendarInput>;
export const calendarView = z.object({
  year: z.number().int(),
  days: z.array(calendarDayView),
  /** False: nobody has entered this year's holidays yet, so only weekends count. */
  isKnown: z.boolean(),
});
export type CalendarView = z.infer<typeof calendarView>;

export const setCalendarDayInput = z.object({
  day,
  kind: calendarDayKind,
  name: z.string().trim().min(1, "calendar.name_missing").max(60),
  nameEn: z.string().trim().max(60).optional(),
  source: z.string().trim().min(1, "calendar.source_missing").max(200),
});
export type SetCalendarDayInput = z.input<typeof setCalendarDayInput>;
export const calendarDayRef = z.object({ day });
export type CalendarDayRef = z.input<typeof calendarDayRef>;

/** "Five working days after Friday is …": what forms show beside a number of days. */
export const countWorkingDaysInput = z.object({ from: day, days: z.number().int().min(0).max(400) });
export type CountWorkingDaysInput = z.input<typeof countWorkingDaysInput>;
