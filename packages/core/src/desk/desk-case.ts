import type { Tx } from "@jiebang/db";
import { type DeskCase, dayOf, type WorkingCalendar, workingDaysBetween } from "@jiebang/domain";
import { assignmentsOf } from "../assignment/case.queries.ts";
import type { DueStep } from "./due-step.ts";

export interface DeskClock {
  now: Date;
  today: string;
  calendar: WorkingCalendar;
}

export function toDeskCase(step: DueStep, clock: DeskClock): DeskCase {
  const { stepKey, queue, title, number, organisationName, nextAction, link, dueAt } = step;
  return {
    stepKey,
    queue,
    title,
    number,
    organisationName,
    assigneeName: null,
    nextAction,
    link,
    since: step.since?.toISOString() ?? null,
    dueAt: dueAt?.toISOString() ?? null,
    isOverdue: dueAt !== null && dueAt < clock.now,
    workingDays: dueAt && workingDaysUntil(clock, dayOf(dueAt)),
  };
}

/** Writes into each case who works on it: one query for all of them. */
export async function nameAssignees(tx: Tx, cases: DeskCase[]): Promise<void> {
  const found = await assignmentsOf(tx, [...new Set(cases.map((c) => c.stepKey))]);
  for (const one of cases) one.assigneeName = found.get(one.stepKey)?.name ?? null;
}

/** Far deadlines are not counted day by day. */
const FAR = 400 * 86_400_000;

/** 0 is today; negative is so many working days late. */
export function workingDaysUntil({ calendar, today }: DeskClock, day: string): number | null {
  if (Math.abs(Date.parse(day) - Date.parse(today)) > FAR) return null;
  return day >= today ? workingDaysBetween(calendar, today, day) : -workingDaysBetween(calendar, day, today);
}
