import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addWorkingDays, isWorkingDay, type WorkingCalendar, workingDaysBetween } from "./working-days.ts";

// The National Day week of 2026: 1-8 October off, Saturday 10 October worked.
const calendar: WorkingCalendar = new Map([
  ...["01", "02", "05", "06", "07", "08"].map((d) => [`2026-10-${d}`, "holiday"] as const),
  ["2026-10-10", "workday"],
]);

describe("working days", () => {
  it("skip weekends and holidays and count a worked Saturday", () => {
    expect(addWorkingDays(calendar, "2026-09-30", 1)).toBe("2026-10-09");
    expect(addWorkingDays(calendar, "2026-09-30", 2)).toBe("2026-10-10");
    expect(addWorkingDays(calendar, "2026-09-30", 3)).toBe("2026-10-12");
    expect(workingDaysBetween(calendar, "2026-09-30", "2026-10-12")).toBe(3);
  });

  it("end on a working day, and counting back gives the same number", () => {
    const day = fc
      .integer({ min: 0, max: 700 })
      .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 40 }), (from, n) => {
        const end = addWorkingDays(calendar, from, n);
        expect(isWorkingDay(calendar, end)).toBe(true);
        expect(workingDaysBetween(calendar, from, end)).toBe(n);
      }),
    );
  });
});
