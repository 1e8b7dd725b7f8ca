import type { Inventor, IpRight, Target } from "@jiebang/domain/entry/entry-content.ts";
import { formatDay, formatMoney } from "@jiebang/i18n";
import type { Translate } from "../../app/locale.tsx";

/** The name of a field by its path in the content. */
export function fieldLabel(t: Translate, path: string): string {
  const base = path.replace(/\.\d+(\..*)?$/, "");
  return t(`web.entry.f.${base}`);
}

/** Any value of a content as text that people can read and compare. */
export function fieldText(
  t: Translate,
  path: string,
  value: unknown,
  nameOfCode?: (path: string, code: string) => string,
): string {
  if (value === null || value === undefined || value === "") return "";
  if (typeof value === "boolean") return t(value ? "web.yes" : "web.no");
  if (path === "moneyMin" || path === "moneyMax") return formatMoney(t.locale, String(value));
  if (path === "moneyKind") return t(`web.entry.money_${value}`);
  if (path === "detail.maturity.stage") return t(`word.maturity.${value}`);
  if (path === "detail.maturity.scaleId") return t(`word.scale.${value}`);
  if (path.startsWith("layers.") || path === "layer") return t(`web.entry.layer.${value}`);
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDay(t.locale, value);
  if (path.endsWith("Code") && typeof value === "string") return nameOfCode?.(path, value) || value;
  if (Array.isArray(value))
    return value
      .map((item) => rowText(t, path, item))
      .filter(Boolean)
      .join(path === "detail.targets" || path.startsWith("detail.") ? "\n" : "、");
  if (typeof value === "object")
    return Object.entries(value)
      .map(([key, part]) => [fieldLabel(t, `${path}.${key}`), fieldText(t, `${path}.${key}`, part, nameOfCode)])
      .filter(([, text]) => text)
      .map(([label, text]) => `${label}: ${text}`)
      .join("\n");
  return String(value);
}

function rowText(t: Translate, path: string, row: unknown): string {
  if (typeof row === "string") return path === "cooperationModes" ? t(`word.mode.${row}`) : row;
  if (path === "detail.targets") return targetText(t, row as Target);
  if (path === "detail.ipRights") return ipText(t, row as IpRight);
  if (path === "detail.inventors") return inventorText(row as Inventor);
  return JSON.stringify(row);
}

export function targetText(t: Translate, { name, comparator, value, unit }: Target): string {
  const sign = comparator === "text" || comparator === "range" ? "" : `${t(`word.comparator.${comparator}`)} `;
  return `${name} ${sign}${value}${unit ? ` ${unit}` : ""}`.trim();
}
export function ipText(t: Translate, right: IpRight): string {
  return [t(`word.ip.${right.kind}`), right.number, t(`word.ip_status.${right.status}`), right.holder]
    .filter(Boolean)
    .join(" · ");
}
export function inventorText({ name, unit, title }: Inventor): string {
  return [name, title, unit].filter(Boolean).join(" · ");
}
