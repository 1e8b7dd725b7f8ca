import {
  addWorkingDays,
  type CalendarDayRef,
  type CalendarDayView,
  type CalendarView,
  type CountWorkingDaysInput,
  calendarDayRef,
  countWorkingDaysInput,
  DomainError,
  type GetCalendarInput,
  getCalendarInput,
  hasRole,
  isCoordinator,
  notFound,
  requireUser,
  type SetCalendarDayInput,
  setCalendarDayInput,
  type UserActor,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { loadCalendar } from "./load-calendar.ts";

const textOf = (day: Date) => day.toISOString().slice(0, 10);

/** The days of a year that differ from their weekday. Public: deadlines on notices are counted with them. */
export async function getCalendar(ctx: Ctx, input: GetCalendarInput): Promise<CalendarView> {
  const { year } = getCalendarInput.parse(input);
  const rows = await ctx.db.prisma.calendarDay.findMany({
    where: { day: { gte: new Date(`${year}-01-01`), lte: new Date(`${year}-12-31`) } },
    orderBy: { day: "asc" },
  });
  return {
    year,
    isKnown: rows.some((row) => row.kind === "holiday"),
    days: rows.map((row) => ({
      day: textOf(row.day),
      kind: row.kind as CalendarDayView["kind"],
      name: row.name,
      nameEn: row.nameEn,
      source: row.source,
      updatedAt: row.updatedAt.toISOString(),
    })),
  };
}

/** The n-th working day after a day, and whether every year on the way is known. */
export async function countWorkingDays(
  ctx: Ctx,
  input: CountWorkingDaysInput,
): Promise<{ day: string; isKnown: boolean }> {
  const { from, days } = countWorkingDaysInput.parse(input);
  const calendar = await loadCalendar(ctx.db.prisma);
  const day = addWorkingDays(calendar, from, days);
  const known = new Set([...calendar.keys()].map((key) => key.slice(0, 4)));
  const years = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(day.slice(0, 4)); year += 1) years.push(String(year));
  return { day, isKnown: years.every((year) => known.has(year)) };
}

/** Deadlines that are set already keep their instants; only what is counted from now on sees the change. */
export async function setCalendarDay(ctx: Ctx, input: SetCalendarDayInput): Promise<CalendarDayView> {
  const actor = requireKeeper(requireUser(ctx.actor));
  const { day, ...fields } = setCalendarDayInput.parse(input);
  return ctx.transaction(async (tx) => {
    const at = new Date(day);
    const before = await tx.calendarDay.findUnique({ where: { day: at } });
    const data = { ...fields, nameEn: fields.nameEn || null, updatedById: actor.userId, updatedAt: await appNow(tx) };
    const row = await tx.calendarDay.upsert({ where: { day: at }, create: { day: at, ...data }, update: data });
    await recordAudit(tx, actor, "calendar.set_day", {
      subjectKind: "calendar",
      subjectId: day,
      values: { kind: row.kind, name: row.name, before: before ? { kind: before.kind, name: before.name } : null },
    });
    return {
      day,
      kind: fields.kind,
      name: row.name,
      nameEn: row.nameEn,
      source: row.source,
      updatedAt: row.updatedAt.toISOString(),
    };
  });
}

/** The day follows its weekday again. */
export async function removeCalendarDay(ctx: Ctx, input: CalendarDayRef): Promise<{ day: string }> {
  const actor = requireKeeper(requireUser(ctx.actor));
  const { day } = calendarDayRef.parse(input);
  return ctx.transaction(async (tx) => {
    const before = await tx.calendarDay.findUnique({ where: { day: new Date(day) } });
    if (!before) throw notFound();
    await tx.calendarDay.deleteMany({ where: { day: new Date(day) } });
    await recordAudit(tx, actor, "calendar.remove_day", {
      subjectKind: "calendar",
      subjectId: day,
      values: { before: { kind: before.kind, name: before.name } },
    });
    return { day };
  });
}

/** The city keeps the calendar, and so do administrators. */
function requireKeeper(actor: UserActor): UserActor {
  if (!isCoordinator(actor, "city") && !hasRole(actor, "platform_admin"))
    throw new DomainError("forbidden", "common.forbidden");
  return actor;
}
