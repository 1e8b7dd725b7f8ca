import { TIME_ZONE } from "@jiebang/domain/kernel/instants.ts";
import {
  dayOfInstant,
  formatBytes,
  formatDate,
  formatDateTime,
  formatDay,
  formatMoneyRange,
  type MoneyRange as Range,
} from "@jiebang/i18n";
import { useT } from "../app/locale.tsx";

/** An instant in Beijing time. */
export function DateTime({ value, dateOnly = false }: { value: string | null; dateOnly?: boolean }) {
  const t = useT();
  if (!value) return <span className="muted">{t("web.none")}</span>;
  return (
    <time dateTime={value} title={`${formatDateTime(t.locale, value)} (${TIME_ZONE})`} className="nowrap">
      {dateOnly ? formatDate(t.locale, value) : formatDateTime(t.locale, value)}
    </time>
  );
}

/** A day without time. */
export function Day({ value }: { value: string | null }) {
  const t = useT();
  if (!value) return <span className="muted">{t("web.none")}</span>;
  return (
    <time dateTime={value} className="nowrap">
      {formatDay(t.locale, value)}
    </time>
  );
}

/** A deadline: the instant, and how far away it is; late is said in words, not only by colour. */
export function DueIn({ value, isOverdue, isDone }: { value: string | null; isOverdue?: boolean; isDone?: boolean }) {
  const t = useT();
  if (!value) return null;
  const instant = value.length === 10 ? `${value}T15:59:59Z` : value;
  if (isDone) return <DateTime value={instant} dateOnly />;
  const days = Math.round(
    (Date.parse(dayOfInstant(instant)) - Date.parse(dayOfInstant(new Date().toISOString()))) / 86_400_000,
  );
  const late = isOverdue ?? Date.parse(instant) < Date.now();
  const words = late
    ? t("web.due_late", { days: Math.max(1, -days) })
    : days <= 0
      ? t("web.due_today")
      : t("web.due_in", { days });
  return (
    <span className={late ? "due due-late" : days <= 2 ? "due due-soon" : "due"}>
      <time dateTime={instant} title={formatDateTime(t.locale, instant)} className="nowrap">
        {formatDate(t.locale, instant)}
      </time>{" "}
      <span className="nowrap">· {words}</span>
    </span>
  );
}

export function MoneyRange({ value }: { value: Range | null }) {
  const t = useT();
  return <span className="nowrap">{formatMoneyRange(t.locale, value) || t("web.none")}</span>;
}

export function FileSize({ bytes }: { bytes: number }) {
  return <span className="muted nowrap">{formatBytes(bytes)}</span>;
}

/** The name of a code or organisation in the reader's language; Chinese where English is missing. */
export function useLocalName() {
  const t = useT();
  return (value: { name: string; nameEn?: string | null } | null | undefined): string =>
    !value ? "" : t.locale === "en" ? (value.nameEn ?? value.name) : value.name;
}
