import type { CooperationMode, MaturityStage } from "../entry/entry-content.ts";
import { fromWan, type Money } from "../kernel/money.ts";
import { divisionByName, sectionsIn } from "./gb4754-divisions.ts";

// Words of lists → our codes. Each reader says what it could not understand, and never guesses silently.

const MODES: [word: string, mode: CooperationMode][] = [
  ["普通许可", "licence_ordinary"], ["独占许可", "licence_exclusive"], ["排他许可", "licence_sole"], ["独家许可", "licence_exclusive"],
  ["开放许可", "licence_open"], ["许可转让", "licence"], ["技术许可", "licence"], ["专利许可", "licence"], ["许可使用", "licence"], ["许可", "licence"],
  ["完全转让", "assignment"], ["技术转让", "assignment"], ["专利转让", "assignment"], ["转让", "assignment"],
  ["委托开发", "development"], ["合作开发", "development"], ["技术开发", "development"], ["联合攻关", "development"],
  ["技术咨询", "consulting"], ["咨询", "consulting"], ["技术服务", "service"], ["服务", "service"],
  ["技术入股", "equity"], ["作价入股", "equity"], ["作价投资", "equity"], ["股权合作", "equity"], ["入股", "equity"],
  ["先使用后付费", "use_first"], ["先用后付", "use_first"], ["共建研发平台", "joint_platform"], ["共建平台", "joint_platform"], ["共建实验室", "joint_platform"],
  ["assignment", "assignment"], ["licence", "licence"], ["license", "licence"], ["consulting", "consulting"], ["service", "service"],
  ["development", "development"], ["equity", "equity"],
  ["合作生产", "other"], ["其他", "other"], ["其它", "other"], ["面议", "other"], ["other", "other"],
]; // biome-ignore format: a table
const BY_LENGTH = [...MODES].sort((a, b) => b[0].length - a[0].length);

/** "完全转让许可转让技术入股合作生产" → assignment, licence, equity, other. `unknown` is what no word explains. */
export function readModes(text: string): { modes: CooperationMode[]; unknown: string[]; widened: string[] } {
  const found: { at: number; mode: CooperationMode }[] = [];
  const widened: string[] = [];
  let rest = text.normalize("NFKC").toLowerCase();
  const whole = rest;
  for (const [word, mode] of BY_LENGTH) {
    if (!rest.includes(word)) continue;
    found.push({ at: whole.indexOf(word), mode });
    if (word === "合作生产" || word === "面议") widened.push(word);
    rest = rest.replaceAll(word, "|");
  }
  const unknown = rest.split(/[|,，、;；/\s和及或]+/).filter((part) => part && !/^[\p{P}]+$/u.test(part));
  const modes = found.sort((a, b) => a.at - b.at).map((f) => f.mode);
  return { modes: [...new Set(modes)], unknown, widened };
}

export interface ReadMoney {
  kind: "range" | "negotiable";
  min: Money | null;
  max: Money | null;
}

/** "100.0万元-200.0万元", "50万", "¥3,000", "面议". Undefined when it is none of these. */
export function readMoney(text: string): ReadMoney | undefined {
  const plain = text
    .normalize("NFKC")
    .replace(/[,，\s¥￥]/g, "")
    .replace(/人民币|rmb|左右|以内|约/gi, "");
  if (!plain) return undefined;
  if (/^(面议|协商|双方协商|另议|negotiable|待定|-|\/)$/i.test(plain))
    return { kind: "negotiable", min: null, max: null };
  const match = /^(\d+(?:\.\d+)?)(亿|万|千)?元?(?:[-~—至到]+(\d+(?:\.\d+)?)(亿|万|千)?元?)?(以上|以下|起)?$/.exec(
    plain,
  );
  if (!match) return undefined;
  const [, a, unitA, b, unitB, bound] = match;
  const first = yuan(a!, unitA ?? (b === undefined ? undefined : unitB));
  const second = b === undefined ? undefined : yuan(b, unitB ?? unitA);
  if (!first || (b !== undefined && !second)) return undefined;
  if (second) return Number(first) <= Number(second) ? range(first, second) : range(second, first);
  if (bound === "以上" || bound === "起") return { kind: "range", min: first, max: null };
  if (bound === "以下") return { kind: "range", min: null, max: first };
  return range(first, first);
}

const range = (min: Money, max: Money): ReadMoney => ({ kind: "range", min, max });
const IN_WAN: Record<string, number> = { 亿: 4, 万: 0, 千: -1, "": -4 };

function yuan(digits: string, unit = ""): Money | undefined {
  // Moves the decimal point instead of multiplying, so that no cent is lost.
  const [whole, fraction = ""] = digits.split(".");
  const shift = IN_WAN[unit]!;
  const all = whole! + fraction.padEnd(Math.max(0, shift), "0");
  const point = whole!.length + shift;
  const padded = all.padStart(Math.max(all.length, all.length - point + 1), "0");
  const at = point <= 0 ? padded.length - (all.length - point) : point;
  const text = `${padded.slice(0, Math.max(1, at)) || "0"}.${padded.slice(Math.max(1, at)) || "0"}`;
  try {
    return fromWan(text.replace(/^0+(?=\d)/, "").replace(/(\.\d{6})\d*$/, "$1"));
  } catch {
    return undefined;
  }
}

const STAGES: [RegExp, MaturityStage][] = [
  [/量产|批量生产|产业化|已上市|规模化|推广应用|成熟应用|^industrial/i, "industrial"],
  [/中试|pilot/i, "pilot"],
  [/小试|小批量|small/i, "small_trial"],
  [/研发|样品|样机|实验室|概念|原理|试验|研究|lab/i, "lab"],
];

/** "TRL 6", "6级", "技术成熟度七级": a level of the nine, and the stage it is shown as. */
export function readLevel(text: string): { level: number; stage: MaturityStage } | undefined {
  const plain = text.normalize("NFKC").replace(/\s/g, "");
  const match = /^(?:技术)?(?:成熟度)?(?:TRL)?-?第?([1-9一二三四五六七八九])级?$/i.exec(plain);
  if (!match) return undefined;
  const level = "一二三四五六七八九".indexOf(match[1]!) + 1 || Number(match[1]);
  return { level, stage: level <= 3 ? "lab" : level <= 5 ? "small_trial" : level <= 7 ? "pilot" : "industrial" };
}

export function readMaturity(text: string): MaturityStage | undefined {
  return STAGES.find(([pattern]) => pattern.test(text))?.[1];
}

/** A code as it is, a division or section by name, "制造业——医药制造业", or several sections glued together. */
export function readIndustry(text: string): { code: string; others: string[]; isPartly: boolean } | undefined {
  const plain = text.normalize("NFKC").trim();
  if (/^[A-T]?\d{2,4}$/i.test(plain) || /^[A-T]$/i.test(plain))
    return { code: plain.toUpperCase(), others: [], isPartly: false };
  const [head, tail] = plain.split(/\s*(?:——|--|>|\/|→|-(?=\p{Script=Han}))\s*/u);
  const division = (tail && divisionByName(tail)) ?? divisionByName(plain);
  if (division) return { code: division, others: [], isPartly: false };
  const { codes, rest } = sectionsIn(head ?? "");
  if (codes.length === 0) return undefined;
  return { code: codes[0]!, others: codes.slice(1), isPartly: Boolean(tail) || rest !== "" };
}

const DAY = /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/;

/** The day of "2021-01-1310:49:41.0", "2021/1/13", "2021年1月13日", "20210113" or an Excel date; undefined when there is none. */
export function readDay(text: string): string | undefined {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text.trim());
  const glued = /(\d{4})-(\d{2})-(\d{2})/.exec(text); // no digit of a glued clock may slip into the day
  const [, year, month, dayOfMonth] = compact ?? glued ?? DAY.exec(text) ?? [];
  if (!year) return undefined;
  const day = `${year}-${month!.padStart(2, "0")}-${dayOfMonth!.padStart(2, "0")}`;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : undefined;
}

/** The last day of "A至B". */
export function readValidity(text: string): { from?: string; until?: string } {
  const [from = "", until = ""] = text.split(/至|到|~|—/);
  return { from: readDay(from), until: readDay(until) };
}

export function splitWords(text: string): string[] {
  const words = text.split(/[,，、;；|/\n]+|-(?=\p{Script=Han})/u).map((word) => word.trim());
  return [...new Set(words.filter((word) => word && word !== "其他" && word !== "其它" && word.length <= 60))].slice(
    0,
    30,
  );
}
