import type { EditionDifference, FrozenEntry } from "@jiebang/domain";
import { formatDay, formatMoneyRange } from "./format.ts";
import { hasMessage, type Locale, translate } from "./translate.ts";

// A frozen entry in words, for paper and tables. Where English is missing the Chinese stands.

type Ref = { code: string; name: string; nameEn: string | null } | null;

export interface FrozenWords {
  t(key: string, params?: Record<string, unknown>): string;
  word(list: string, code: string): string;
  text(zh: string, en: string | null): string;
  ref(ref: Ref): string;
  list(words: string[]): string;
  poster(entry: FrozenEntry): string;
  money(entry: FrozenEntry): string;
  modes(entry: FrozenEntry): string;
  maturity(entry: FrozenEntry): string;
  day(day: string | null): string;
  targets(entry: FrozenEntry): string[];
  rights(entry: FrozenEntry): string[];
  group(entry: FrozenEntry): string;
  field(name: string): string;
  value(field: string, value: unknown): string;
}

export function frozenWords(locale: Locale): FrozenWords {
  const t = (key: string, params?: Record<string, unknown>) => translate(locale, key, params);
  const word = (list: string, code: string) => (hasMessage(`word.${list}.${code}`) ? t(`word.${list}.${code}`) : code);
  const list = (words: string[]) => words.join(locale === "zh" ? "、" : ", ");
  const ref = (r: Ref) => (r ? (locale === "en" ? (r.nameEn ?? r.name) : r.name) : "");
  const target = (x: { name: string; comparator: string; value: string; unit: string }) =>
    `${x.name} ${word("comparator", x.comparator)} ${x.value}${x.unit ? ` ${x.unit}` : ""}`.trim();
  const right = (x: { kind: string; status: string; number: string | null; holder: string }) =>
    [word("ip", x.kind), x.number ?? "", word("ip_status", x.status), x.holder].filter(Boolean).join(" ");
  const day = (text: string | null) => (text ? formatDay(locale, text) : "");
  const words: FrozenWords = {
    t,
    word,
    text: (zh, en) => (locale === "en" ? (en ?? zh) : zh),
    ref,
    list,
    poster: ({ poster }) =>
      poster.isHidden || !poster.name
        ? t("edition.doc.hidden_poster", { kind: word("organisation", poster.kind) })
        : locale === "en"
          ? (poster.nameEn ?? poster.name)
          : poster.name,
    money: (entry) => formatMoneyRange(locale, entry.money),
    modes: (entry) => list(entry.cooperationModes.map((mode) => word("mode", mode))),
    maturity: (entry) => (entry.maturityStage ? word("maturity", entry.maturityStage) : ""),
    day,
    targets: (entry) => (entry.demand?.targets ?? []).map(target),
    rights: (entry) => (entry.offer?.ipRights ?? []).map(right),
    group: (entry) => ref(entry.chain) || ref(entry.industry) || t("edition.doc.other_group"),
    field: (name) => (hasMessage(`edition.field.${name}`) ? t(`edition.field.${name}`) : name),
    value(field, value) {
      if (value === null || value === undefined || value === "") return t("edition.doc.empty_value");
      if (typeof value === "boolean") return t(value ? "edition.doc.yes" : "edition.doc.no_word");
      if (field === "money") return formatMoneyRange(locale, value as FrozenEntry["money"]);
      if (field === "cooperationModes") return list((value as string[]).map((mode) => word("mode", mode)));
      if (field === "maturityStage" || field.endsWith("maturity.stage")) return word("maturity", String(value));
      if (field === "poster.kind") return word("organisation", String(value));
      if (field === "validUntil" || field === "deadline") return day(String(value));
      if (field === "demand.targets")
        return list((value as Parameters<typeof target>[0][]).map(target)) || t("edition.doc.empty_value");
      if (field === "offer.ipRights")
        return list((value as Parameters<typeof right>[0][]).map(right)) || t("edition.doc.empty_value");
      if (Array.isArray(value)) return value.length === 0 ? t("edition.doc.empty_value") : list(value.map(String));
      if (typeof value === "object") return ref(value as Ref) || JSON.stringify(value);
      return String(value);
    },
  };
  return words;
}

/** Nothing is added, gone, changed or renewed. */
export const isUnchanged = (d: EditionDifference): boolean =>
  d.added.length + d.gone.length + d.changed.length + d.renewed.length === 0;
