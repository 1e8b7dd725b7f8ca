import { addDays, dayOf, instantOf } from "../kernel/instants.ts";
import { formatSearchUrl, parseSearchUrl } from "../search/search-url.ts";
import { ALERT_HOUR, type AlertCadence } from "./saved-search.schema.ts";

/** The search without what is only about looking at it: one search is one address, whatever page it was kept on. */
export function canonicalSearch(url: string): string {
  const state = parseSearchUrl(new URLSearchParams(url.replace(/^[^?]*\?/, "")));
  return formatSearchUrl({ ...state, query: state.query.slice(0, 300), sort: "relevance", page: 1 });
}

/** When the next alert leaves: the next morning, or Monday morning, of Asia/Shanghai; null for what follows no calendar. */
export function nextAlertAt(cadence: AlertCadence, now: Date): Date | null {
  if (cadence !== "daily" && cadence !== "weekly") return null;
  const time = `${String(ALERT_HOUR).padStart(2, "0")}:00`;
  let day = dayOf(now);
  while (instantOf(day, time) <= now || (cadence === "weekly" && !isMonday(day))) day = addDays(day, 1);
  return instantOf(day, time);
}

const isMonday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
