import { describe, expect, it } from "vitest";
import type { WorkingCalendar } from "../calendar/working-days.ts";
import { instantOf } from "../kernel/instants.ts";
import { INDUSTRY_DEFAULTS, INDUSTRY_TEMPLATE_V1 } from "../template/industry-template.ts";
import { templateContent } from "../template/template.schema.ts";
import { afterWorkingDays, clockText, earliestClosing, lastDayOf } from "./round-calendar.ts";
import { roundParameters } from "./round-parameters.ts";

// The National Day week of 2026: 1-8 October off, Saturday 10 October worked.
const calendar: WorkingCalendar = new Map([
  ...["01", "02", "05", "06", "07", "08"].map((d) => [`2026-10-${d}`, "holiday"] as const),
  ["2026-10-10", "workday"],
]);

describe("the calendar of a round", () => {
  it("counts a notice from the next day, over holidays and a worked Saturday, to the end of its last day", () => {
    const released = instantOf("2026-09-29", "16:00");
    expect(lastDayOf(calendar, released, 5)).toBe("2026-10-13"); // 30 Sep, 9, 10, 12, 13 Oct
    expect(afterWorkingDays(calendar, released, 5)).toEqual(instantOf("2026-10-14"));
  });

  it("closes bidding at the round's hour on the last day of the window", () => {
    expect(earliestClosing(instantOf("2026-09-01", "23:30"), { bidWindowDays: 15, closingHour: "17:00" })).toEqual(
      instantOf("2026-09-16", "17:00"),
    );
    expect(clockText(instantOf("2026-09-16", "17:00"))).toBe("2026-09-16 17:00:00");
  });
});

describe("the industry template", () => {
  it("explains every parameter in both languages and prints no custom as law", () => {
    const content = templateContent.parse(INDUSTRY_TEMPLATE_V1);
    expect(content.parameters.map((p) => p.key).sort()).toEqual(Object.keys(INDUSTRY_DEFAULTS).sort());
    expect(roundParameters.parse(Object.fromEntries(content.parameters.map((p) => [p.key, p.default])))).toEqual(
      INDUSTRY_DEFAULTS,
    );
    for (const p of content.parameters)
      expect([
        p.key,
        Boolean(p.name.zh && p.name.en && p.explains.zh && p.explains.en && p.citation.zh && p.citation.en),
      ]).toEqual([p.key, true]);
    for (const key of ["noticeDays", "excludeRelated", "objectionAnswerDays"]) {
      const { citation } = content.parameters.find((p) => p.key === key)!;
      expect(`${key} ${citation.kind} ${citation.zh}`).toMatch(/并非法定|依据文件/);
    }
    expect(new Set(content.stages.map((s) => s.key)).size).toBe(content.stages.length);
  });
});
