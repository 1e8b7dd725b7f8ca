import { addWorkingDays, type WorkingCalendar } from "../calendar/working-days.ts";
import { addDays } from "../kernel/instants.ts";
import { kindOfStage } from "./stage-kinds.ts";
import type { TemplateContent, TimelineDay } from "./template.schema.ts";

/** Working days of a kind, by the parameter that sets them; what is not here lasts until a person ends it. */
const DAYS_BY: Record<string, string> = {
  argue: "argueDays",
  check: "correctionDays",
  review: "reviewDays",
  decide: "decideDays",
  approve: "approveDays",
  rank: "rankDays",
  notice: "noticeDays",
  accept: "acceptDays",
};

/** The days a round of this template would take when it is announced on `startsOn` and everybody uses the time they have. */
export function templateTimeline(content: TemplateContent, calendar: WorkingCalendar, startsOn: string): TimelineDay[] {
  const numberOf = (key: string) => {
    const value = content.parameters.find((p) => p.key === key)?.default;
    return typeof value === "number" && value >= 0 && value <= 3650 ? Math.floor(value) : null;
  };
  const announced = content.stages.findIndex((s) => s.key === "announce");
  let day = startsOn;
  return content.stages.map((stage, i) => {
    const kind = kindOfStage(stage);
    const from = day;
    const step = (to: string | null, workingDays: number | null, setBy: string | null): TimelineDay => {
      if (to && to > day) day = to;
      return { key: stage.key, name: stage.name, from, to, workingDays, setBy };
    };
    // Before the announcement a coordinator takes the time it needs.
    if (i <= announced) return step(i === announced ? from : null, null, null);
    if (kind === "close") return step(null, null, null);
    if (kind === "bid") return step(addDays(from, numberOf("bidWindowDays") ?? 0), null, "bidWindowDays");
    if (kind === "contract") return step(addDays(from, numberOf("contractDays") ?? 0), null, "contractDays");
    const key = stage.days === undefined ? (DAYS_BY[kind] ?? null) : "days";
    const days = stage.days ?? (key ? numberOf(key) : null);
    if (days === null || days < 0 || days > 3650) return step(null, null, null);
    return step(addWorkingDays(calendar, from, days), days, key);
  });
}
