import type { Locale } from "./translate.ts";

// Dates, money, numbers as people read them. Instants are shown in Beijing time, whatever the reader's machine says;
// no Intl on the hot path: a list page formats a hundred values.

const SHANGHAI = 8 * 3600_000; // no daylight saving since 1991
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (n: number) => (n < 10 ? `0${n}` : `${n}`);

/** A day (`2026-11-23`): 2026年11月23日 · 23 Nov 2026. What is no day comes back as it is. */
export function formatDay(locale: Locale, day: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return day;
  const [y, m, d] = [match[1]!, Number(match[2]), Number(match[3])];
  return locale === "zh" ? `${y}年${m}月${d}日` : `${d} ${MONTHS[m - 1]} ${y}`;
}

/** The Beijing day of an instant as `2026-11-23`. */
export function dayOfInstant(iso: string): string {
  return new Date(Date.parse(iso) + SHANGHAI).toISOString().slice(0, 10);
}

/** The Beijing clock time of an instant as `17:00`. */
export function timeOfInstant(iso: string): string {
  const at = new Date(Date.parse(iso) + SHANGHAI);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** An instant as its day in Beijing. */
export function formatDate(locale: Locale, iso: string): string {
  return formatDay(locale, dayOfInstant(iso));
}

/** An instant to the minute in Beijing time: 2026年11月23日 17:00 · 23 Nov 2026, 17:00. */
export function formatDateTime(locale: Locale, iso: string): string {
  const day = formatDate(locale, iso);
  return locale === "zh" ? `${day} ${timeOfInstant(iso)}` : `${day}, ${timeOfInstant(iso)}`;
}

/** 12345.6 → 12,345.6 in both languages. */
export function formatNumber(value: number | string): string {
  const [whole, fraction] = String(value).split(".");
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction ? `${grouped}.${fraction}` : grouped;
}

/** 0.756 → 76%. */
export function formatPercent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** 1536 → 1.5 kB. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const [value, unit] = bytes < 1024 ** 2 ? [bytes / 1024, "kB"] : [bytes / 1024 ** 2, "MB"];
  return `${value.toFixed(value < 10 ? 1 : 0).replace(/\.0$/, "")} ${unit}`;
}

const trim = (text: string) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

/** Moves the decimal point of a money string to the left without leaving decimal text. */
function shift(value: string, places: number): string {
  const [whole, cents = ""] = value.split(".");
  const padded = whole!.padStart(places + 1, "0");
  return trim(`${padded.slice(0, -places)}.${padded.slice(-places)}${cents}`);
}

function unitOf(value: string): { name: string; places: number } {
  const digits = value.split(".")[0]!.length;
  if (digits > 8) return { name: "亿元", places: 8 };
  return digits > 4 ? { name: "万元", places: 4 } : { name: "元", places: 0 };
}

/** 元 as a decimal string: 12.5 万元 · CNY 125,000. */
export function formatMoney(locale: Locale, value: string): string {
  if (locale === "en") return `CNY ${formatNumber(trim(value))}`;
  const { name, places } = unitOf(value);
  return `${formatNumber(places ? shift(value, places) : trim(value))} ${name}`;
}

export interface MoneyRange {
  kind: "range" | "negotiable";
  min: string | null;
  max: string | null;
}

/** 50–80 万元 · 50 万元起 · 不超过 80 万元 · 面议; an unset range is an empty string. */
export function formatMoneyRange(locale: Locale, money: MoneyRange | null): string {
  if (!money) return "";
  const zh = locale === "zh";
  if (money.kind === "negotiable") return zh ? "面议" : "Negotiable";
  const { min, max } = money;
  if (min && max) {
    if (min === max) return formatMoney(locale, min);
    if (!zh) return `${formatMoney(locale, min)}–${formatNumber(trim(max))}`;
    const [low, high] = [unitOf(min), unitOf(max)];
    if (low.name !== high.name) return `${formatMoney(locale, min)}–${formatMoney(locale, max)}`;
    return `${formatMoney(locale, min).split(" ")[0]}–${formatMoney(locale, max)}`;
  }
  if (min) return zh ? `${formatMoney(locale, min)}起` : `from ${formatMoney(locale, min)}`;
  if (max) return zh ? `不超过 ${formatMoney(locale, max)}` : `up to ${formatMoney(locale, max)}`;
  return "";
}
