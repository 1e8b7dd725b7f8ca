import chineseDays from "chinese-days";

export interface SeedDay {
  day: string;
  kind: "holiday" | "workday";
  name: string;
  nameEn: string;
}

export const CALENDAR_SOURCE = "chinese-days 1.5.7，据国务院办公厅各年度节假日安排通知";
/** The years whose arrangement the State Council had published when the library's edition was made. */
export const CALENDAR_YEARS = [2025, 2026];

/** Days of a year that differ from their weekday. */
export function daysOf(year: number): SeedDay[] {
  const days: SeedDay[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    const isWeekend = [0, 6].includes(new Date(at).getUTCDay());
    const { work, name } = chineseDays.getDayDetail(day);
    if (work !== isWeekend) continue;
    const [nameEn = "", nameZh = ""] = name.split(",");
    days.push({
      day,
      kind: work ? "workday" : "holiday",
      name: work ? `${nameZh}调休` : nameZh,
      nameEn: work ? `${nameEn} (make-up workday)` : nameEn,
    });
  }
  return days;
}
