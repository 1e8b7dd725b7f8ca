import { z } from "zod";

/** An instant on the wire: ISO 8601 with Z. */
export const instant = z.iso.datetime({ offset: false });
/** A day without time: YYYY-MM-DD. */
export const day = z.iso.date();

export const TIME_ZONE = "Asia/Shanghai";

const dayFormat = new Intl.DateTimeFormat("en-CA", {
  timeZone: TIME_ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** The day in Shanghai on which an instant falls. */
export function dayOf(at: Date): string {
  return dayFormat.format(at);
}

/** A clock time of a day in Shanghai as an instant; Shanghai has had no daylight saving since 1991. */
export function instantOf(dayText: string, time = "00:00"): Date {
  return new Date(`${dayText}T${time}:00+08:00`);
}

export function addDays(dayText: string, days: number): string {
  return new Date(Date.parse(`${dayText}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
