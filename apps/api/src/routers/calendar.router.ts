import { countWorkingDays, getCalendar, removeCalendarDay, setCalendarDay } from "@jiebang/core";
import {
  calendarDayRef,
  calendarDayView,
  calendarView,
  countWorkingDaysInput,
  getCalendarInput,
  setCalendarDayInput,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const calendarRouter = router({
  get: access("public")
    .input(getCalendarInput)
    .output(calendarView)
    .query(({ ctx, input }) => getCalendar(ctx.ctx, input)),
  countWorkingDays: access("public")
    .input(countWorkingDaysInput)
    .output(z.object({ day: z.iso.date(), isKnown: z.boolean() }))
    .query(({ ctx, input }) => countWorkingDays(ctx.ctx, input)),
  setDay: access("user")
    .input(setCalendarDayInput)
    .output(calendarDayView)
    .mutation(({ ctx, input }) => setCalendarDay(ctx.ctx, input)),
  removeDay: access("user")
    .input(calendarDayRef)
    .output(calendarDayRef)
    .mutation(({ ctx, input }) => removeCalendarDay(ctx.ctx, input)),
});
