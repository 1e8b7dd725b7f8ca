import {
  addDays,
  DomainError,
  dayOf,
  instantOf,
  type RoundParameters,
  roundParameters,
  type TemplateView,
} from "@jiebang/domain";
import type { RoundRow } from "./load-round.ts";
import { stageOf } from "./load-round.ts";

/** The template's defaults with what the coordinator set. */
export function mergeParameters(
  template: TemplateView,
  chosen: Partial<RoundParameters>,
  before?: RoundParameters,
): RoundParameters {
  const defaults = Object.fromEntries(template.content.parameters.map((p) => [p.key, p.default]));
  const given = Object.fromEntries(Object.entries(chosen).filter(([, v]) => v !== undefined));
  return roundParameters.parse({ ...defaults, ...before, ...given });
}

export interface Schedule {
  solicitClosesAt?: string | null;
  bidOpensAt?: string | null;
  bidClosesAt?: string | null;
}

/** Dates lie in the future and follow one another; a stage never overlaps the next. */
export function checkSchedule(
  schedule: { solicitClosesAt: Date | null; bidOpensAt: Date | null; bidClosesAt: Date | null },
  now: Date,
): void {
  const { solicitClosesAt, bidOpensAt, bidClosesAt } = schedule;
  for (const [field, at] of Object.entries(schedule))
    if (at && at <= now)
      throw new DomainError("invalid", "round.date_past", { fields: { [`schedule.${field}`]: "round.date_past" } });
  if (solicitClosesAt && bidOpensAt && bidOpensAt < solicitClosesAt)
    throw new DomainError("invalid", "round.stages_overlap", {
      fields: { "schedule.bidOpensAt": "round.stages_overlap" },
    });
  if (bidOpensAt && bidClosesAt && bidClosesAt <= bidOpensAt)
    throw new DomainError("invalid", "round.stages_overlap", {
      fields: { "schedule.bidClosesAt": "round.stages_overlap" },
    });
}

/** The schedule as stored on the stages. */
export const scheduleOf = (round: RoundRow) => ({
  solicitClosesAt: stageOf(round, "solicit")?.closesAt ?? null,
  bidOpensAt: stageOf(round, "bid")?.opensAt ?? null,
  bidClosesAt: stageOf(round, "bid")?.closesAt ?? null,
});

/** Bidding closes at the round's hour, not before its window has passed. */
export function checkBidWindow(
  opensAt: Date,
  closesAt: Date,
  p: RoundParameters,
): { reason: string; details: Record<string, unknown> } | null {
  const day = dayOf(closesAt);
  if (closesAt.getTime() !== instantOf(day, p.closingHour).getTime())
    return { reason: "round.closing_hour", details: { hour: p.closingHour } };
  // Counted in days of the calendar: opening on the 1st with a window of 15 closes on the 16th at the earliest.
  if (day < addDays(dayOf(opensAt), p.bidWindowDays))
    return { reason: "round.window_short", details: { days: p.bidWindowDays } };
  return null;
}
