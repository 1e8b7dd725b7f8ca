import type { Target } from "../entry/entry-content.ts";
import { type ReadMoney, readDay, readMoney } from "../import/read-values.ts";
import type { FormOption } from "./form-definitions.ts";

// What people write into the cells of a form → our values. Each reader says when it could not understand.

/**
 * Full-width digits and letters become plain, spaces of all kinds become one. Not NFKC: that would make m2 of m² and
 * change the brackets of a name.
 */
export const plainText = (text: string): string =>
  text
    .replace(/[０-９Ａ-Ｚａ-ｚ．％－～＋／＝＜＞]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000]+/g, " ")
    .trim();
const folded = (text: string): string => plainText(text.normalize("NFKC"));

/** A label without what does not matter: brackets with hints, stars, colons, numbering, spaces. */
export function labelKey(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/^[（(]?[一二三四五六七八九十\d]{1,2}[)）]?[、.．]\s*/u, "")
    .replace(/\((?!万元).*?\)/g, "")
    .replace(/[\s*＊:：【】[\]"“”'、,，/]/g, "");
}

const TICKED = "☑☒√✓✔■●◉🗹⊠▣";
const EMPTY = "□☐○◯◻▢□";
const MARK = new RegExp(`([${TICKED}${EMPTY}]|\\[[xX√✓ ]?\\]|[（(][√✓✔][)）])`, "gu");
const isTicked = (mark: string) => TICKED.includes(mark) || /[xX√✓✔]/.test(mark);

export const hasTickBoxes = (text: string): boolean => text.search(MARK) >= 0;

/** The words with a tick before them (or, where the boxes follow the words, behind them). */
export function tickedWords(text: string): string[] {
  const parts = text.split(MARK).map((part) => part ?? "");
  const marks: { isTicked: boolean; before: string; after: string }[] = [];
  let before = parts[0]!.trim();
  for (let i = 1; i < parts.length; i += 2) {
    const after = (parts[i + 1] ?? "").trim();
    const last = marks.at(-1);
    // "□√技术开发": somebody put a tick beside the box instead of into it.
    if (last && last.after === "" && before === "") {
      last.isTicked ||= isTicked(parts[i]!);
      last.after = after;
    } else marks.push({ isTicked: isTicked(parts[i]!), before, after });
    before = after;
  }
  const isPostfix = marks.length > 0 && marks[0]!.before !== "" && marks.at(-1)!.after === "";
  return marks
    .filter((mark) => mark.isTicked)
    .map((mark) => (isPostfix ? mark.before : mark.after))
    .map((word) => word.replace(/^[\s、,，;；/]+|[\s、,，;；/]+$/g, ""))
    .filter(Boolean);
}

/** Ticked or written options; `unknown` is what no option explains. */
export function readChoices(text: string, options: FormOption[]): { values: string[]; unknown: string[] } {
  const words = hasTickBoxes(text)
    ? tickedWords(text)
    : text
        .split(/[、,，;；/\n|+]+/)
        .map((word) => word.trim())
        .filter(Boolean);
  const values: string[] = [];
  const unknown: string[] = [];
  const byLength = [...options].sort((a, b) => b.label.length - a.label.length);
  for (const word of words) {
    const plain = labelKey(word);
    const found =
      options.find((option) => labelKey(option.label) === plain || option.value === plain) ??
      byLength.find((option) => plain.startsWith(labelKey(option.label)));
    if (!found) unknown.push(word);
    else {
      values.push(found.value);
      // "其他：联合办厂" says more than its box.
      const rest = plain.slice(labelKey(found.label).length);
      if (rest && found.value === "other") unknown.push(word);
    }
  }
  return { values: [...new Set(values)], unknown };
}

/** A bare number on a form counts 万元, as the form says. */
export function readFormMoney(text: string): ReadMoney | undefined {
  const plain = folded(text).replace(/[,\s]/g, "");
  // "面议左右" means neither.
  if (/面议|协商|另议/.test(plain) && plain.length > 4) return undefined;
  if (/^面议./.test(plain)) return undefined;
  const bare = /^(\d+(?:\.\d+)?)(?:[-~—－–至到]+(\d+(?:\.\d+)?))?(以上|以下|以内|左右|起)?$/.exec(plain);
  if (!bare) return readMoney(plain);
  const bound = bare[3] === "以内" ? "以下" : bare[3] === "左右" ? "" : (bare[3] ?? "");
  return readMoney(`${bare[1]}万${bare[2] ? `-${bare[2]}万` : ""}${bound}`);
}

/** A day; a month alone means its last day, a year alone its last day. */
export function readFormDay(text: string): string | undefined {
  const plain = folded(text);
  const whole = readDay(plain);
  if (whole) return whole;
  const month = /^(\d{4})[-/.年]\s?(\d{1,2})月?(?:底|末|前|底前)?$/.exec(plain);
  if (month && Number(month[2]) >= 1 && Number(month[2]) <= 12) {
    const last = new Date(Date.UTC(Number(month[1]), Number(month[2]), 0));
    return last.toISOString().slice(0, 10);
  }
  const year = /^(20\d{2})年(?:底|末|内|底前)?$/.exec(plain);
  return year ? `${year[1]}-12-31` : undefined;
}

const COMPARATORS: [RegExp, Target["comparator"]][] = [
  [/^(≥|>=|=>|不低于|不小于|不少于|大于等于|至少|以上)/, "ge"],
  [/^(≤|<=|=<|不高于|不大于|不超过|不多于|小于等于|至多|以下|以内)/, "le"],
  [/^(>|大于|高于|超过|多于)/, "gt"],
  [/^(<|小于|低于|少于)/, "lt"],
  [/^(=|等于|为)/, "eq"],
  [/^(区间|范围|介于|~|-)/, "range"],
];

export function readComparator(text: string): Target["comparator"] | undefined {
  const plain = folded(text).replace(/\s/g, "");
  return COMPARATORS.find(([pattern]) => pattern.test(plain))?.[1];
}

/** "涂层厚度 ≥ 30 μm" in one cell. What is no measurable target stays as its words. */
export function readTarget(text: string): Target {
  const plain = plainText(text);
  const match =
    /^(.*?)[\s:：]*(≥|≤|>=|<=|=|>|<|不低于|不高于|不小于|不大于|不少于|不超过|大于等于|小于等于|大于|小于|高于|低于|达到)\s*([-+±]?\d[\d.,]*(?:\s?[-~—至]\s?\d[\d.,]*)?)\s*(.*)$/u.exec(
      plain,
    );
  if (!match?.[1]) return { name: plain.slice(0, 200), comparator: "text", value: "", unit: "" };
  const [, name, sign, value, unit] = match;
  return {
    name: name!.slice(0, 200),
    comparator: /[-~—至]/.test(value!.slice(1)) ? "range" : (readComparator(sign!) ?? "ge"),
    value: value!.replace(/\s/g, "").slice(0, 100),
    unit: unit!.replace(/[。；;，,]+$/, "").slice(0, 40),
  };
}
