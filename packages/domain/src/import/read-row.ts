import { type EntryContent, type EntryContentInput, entryContent } from "../entry/entry-content.ts";
import { readPeople } from "../form-intake/form-content.ts";
import { cleanLine, cleanText, maskContacts } from "./clean-text.ts";
import type { ImportField, ImportMapping, ImportProblem, ImportShape } from "./import.schema.ts";
import {
  readDay,
  readIndustry,
  readLevel,
  readMaturity,
  readModes,
  readMoney,
  readValidity,
  splitWords,
} from "./read-values.ts";
import { listingFingerprint } from "./source-id.ts";

/** A row as it came: texts, numbers, lists of texts. */
export type RawRow = Record<string, unknown>;

export interface ReadRow {
  kind: "offer" | "demand" | null;
  title: string;
  /** Null when the row is refused. */
  content: EntryContent | null;
  /** Tells this listing from all others of its source; the caller hashes it. Null when the row is refused. */
  identity: string | null;
  problems: ImportProblem[];
}

/** Which chain an industry or a technical field belongs to; undefined when none does. */
export type ChainLookup = (words: string) => string | undefined;

const FIRST_SENTENCES = 140;

/** One row of a list as an entry, with everything that was wrong or had to be decided said in words. */
export function readRow(mapping: ImportMapping, row: RawRow, chainOf: ChainLookup = () => undefined): ReadRow {
  const problems: ImportProblem[] = [];
  const shape = shapeOf(mapping, row);
  if (!shape) return { kind: null, title: "", content: null, identity: null, problems: [error("shape_unknown")] };
  const cells = cellsOf(shape, row);
  const text = (field: ImportField) =>
    cells
      .get(field)
      ?.map((c) => c.value)
      .join("\n") ?? "";
  const line = (field: ImportField) => cleanLine(text(field));
  const note = (reason: string, field?: ImportField, value?: string) =>
    problems.push({ severity: "note", reason: `import.problem.${reason}`, field, value: value?.slice(0, 200) });
  const refuse = (reason: string, field?: ImportField, value?: string) =>
    problems.push({ ...error(reason), field, value: value?.slice(0, 200) });

  const title = line("title");
  if (!title) refuse("title_missing", "title");
  else if (title.length > 120) refuse("title_long", "title", title);
  if (/终止|撤回|下架|作废/.test(text("status"))) refuse("ended_at_source", "status", line("status"));

  const found = cleanText(text("body"));
  const { text: body, masked } = maskContacts(withAppendix(found, cells.get("appendix") ?? []));
  if (masked > 0) note("contacts_masked", "body", String(masked));
  if (!body) note("text_missing", "body");
  if (body.length > 20_000) refuse("text_long", "body", `${body.length}`);

  const content = {
    title,
    titleEn: line("titleEn") || null,
    summary: cleanLine(text("summary")) || firstSentences(maskContacts(found).text),
    body,
    keywords: splitWords(text("keywords")),
    keywordsEn: splitWords(text("keywordsEn")),
    areaCode: areaOf(line("area"), note),
    ...industryOf(
      cells
        .get("industry")
        ?.map((c) => cleanLine(c.value))
        .join("——") ?? "",
      note,
    ),
    ...moneyOf(line, note),
    cooperationModes: modesOf(text("modes"), note),
    validUntil: validUntilOf(text, note),
    contactName: line("contactName").slice(0, 60) || null,
    contactPhone: line("contactPhone").slice(0, 40) || null,
    contactEmail: line("contactEmail").slice(0, 120) || null,
    chainCode: line("chain") || chainOf(`${line("keywords")} ${line("industry")} ${title}`) || null,
    ...(shape.kind === "offer"
      ? { kind: "offer", detail: offerDetailOf(text, line, body, note) }
      : { kind: "demand", detail: demandDetailOf(text, line, note) }),
  } as EntryContentInput; // the compiler does not see that kind and detail go together

  const parsed = entryContent.safeParse(content);
  if (!parsed.success)
    for (const issue of parsed.error.issues)
      refuse("field_wrong", importFieldOf(issue.path), `${issue.path.join(".")}: ${issue.message}`);
  const isRefused = problems.some((p) => p.severity === "error");
  const externalId = line("externalId");
  return {
    kind: shape.kind,
    title,
    content: isRefused || !parsed.success ? null : parsed.data,
    // The text before anything was taken out of it, so that every copy of the listing gives the same.
    identity: isRefused
      ? null
      : externalId
        ? `${shape.kind}\n#${externalId}`
        : listingFingerprint(shape.kind, title, text("body")),
    problems,
  };
}

type Note = (reason: string, field?: ImportField, value?: string) => void;
const error = (reason: string): ImportProblem => ({ severity: "error", reason: `import.problem.${reason}` });

export function shapeOf(mapping: ImportMapping, row: RawRow): ImportShape | undefined {
  return mapping.shapes.find((shape) => shape.when.every((column) => column in row));
}

interface Cell {
  value: string;
  label?: string;
}

function cellsOf(shape: ImportShape, row: RawRow): Map<ImportField, Cell[]> {
  const cells = new Map<ImportField, Cell[]>();
  for (const { from, to, label } of shape.columns) {
    const value = asText(row[from]);
    if (value.trim()) cells.set(to, [...(cells.get(to) ?? []), { value, label }]);
  }
  return cells;
}

export function asText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(asText).filter(Boolean).join(",");
  if (typeof value === "object") return JSON.stringify(value);
  return String(value);
}

function withAppendix(body: string, appendix: Cell[]): string {
  const parts = [body];
  for (const { value, label } of appendix) {
    const text = cleanText(value);
    // A copy of what already stands there would only be read twice.
    if (text && !body.includes(text)) parts.push(label ? `${label}：${text}` : text);
  }
  return parts.filter(Boolean).join("\n\n");
}

/** A card needs a few words; a list without summaries lends them from the beginning of the text. */
function firstSentences(text: string): string {
  const flat = text.replace(/\s+/g, " ");
  if (flat.length <= FIRST_SENTENCES) return flat;
  const end = Math.max(...["。", "；", "！", "？", ". "].map((mark) => flat.lastIndexOf(mark, FIRST_SENTENCES)));
  return end > 40 ? flat.slice(0, end + 1).trim() : `${flat.slice(0, FIRST_SENTENCES)}…`;
}

function industryOf(text: string, note: Note): { industryCode: string | null } {
  if (!text) return { industryCode: null };
  const read = readIndustry(text);
  if (!read) {
    note("industry_unknown", "industry", text);
    return { industryCode: null };
  }
  if (read.others.length > 0) note("industry_several", "industry", text);
  else if (read.isPartly) note("industry_coarse", "industry", text);
  return { industryCode: read.code };
}

function areaOf(text: string, note: Note): string | null {
  if (!text) return null;
  if (/^\d{6}$/.test(text)) return text;
  note("area_unknown", "area", text);
  return null;
}

function moneyOf(line: (field: ImportField) => string, note: Note) {
  const text = line("money");
  const [min, max] = [line("moneyMinWan"), line("moneyMaxWan")];
  const read = text ? readMoney(text) : min || max ? readMoney(`${min || max}万-${max || min}万`) : undefined;
  if (!read) {
    if (text || min || max) note("money_unknown", "money", text || `${min}-${max}`);
    return { moneyKind: null };
  }
  return { moneyKind: read.kind, moneyMin: read.min, moneyMax: read.max };
}

function modesOf(text: string, note: Note) {
  const { modes, unknown, widened } = readModes(text);
  for (const word of unknown) note("mode_unknown", "modes", word);
  for (const word of widened) note("mode_other", "modes", word);
  return modes;
}

function validUntilOf(text: (field: ImportField) => string, note: Note): string | null {
  const given = text("validUntil").trim();
  const span = text("validity").trim();
  const { from, until } = readValidity(span);
  const day = given ? readDay(given) : until;
  if (!day && (given || (span && span !== "至"))) note("validity_unknown", "validity", given || span);
  if (day && from && day < from) note("validity_reversed", "validity", span);
  return day ?? null;
}

const PATENT = /(?:ZL|CN)\s?(\d{12}\.?[\dXx]|\d{8}\.[\dXx])/g;
const NUMBERED = /(?:ZL|CN)?\s?(?:\d{12}\.?[\dXx]|\d{8}\.[\dXx]|\d{9}[A-Z])(?![\d])/gi;

/** The fifth digit of a number of twelve says what it is; the old ones of eight have it third. */
function kindOfNumber(number: string | null): "invention" | "utility" | "design" {
  const digits = (number ?? "").replace(/\D.*?(?=\d)/, "").replace(/\D/g, "");
  const sign = digits.length >= 12 ? digits[4] : digits[2];
  return sign === "2" || sign === "9" ? "utility" : sign === "3" ? "design" : "invention";
}

/** Names with what their cell says of them; the row's department stands for those that say nothing. */
function peopleOf(text: string, department: string) {
  return readPeople(text)
    .filter((person) => person.name)
    .slice(0, 50)
    .map((person) => ({ ...person, unit: person.unit || department.slice(0, 200) }));
}

const IP_KINDS: [RegExp, "invention" | "utility" | "design" | "software" | "variety" | "layout"][] = [
  [/发明|invention/i, "invention"],
  [/实用新型|utility/i, "utility"],
  [/外观|design/i, "design"],
  [/软件|著作权|copyright/i, "software"],
  [/新品种|variety/i, "variety"],
  [/布图|layout/i, "layout"],
];

function offerDetailOf(
  text: (field: ImportField) => string,
  line: (field: ImportField) => string,
  body: string,
  note: Note,
) {
  const said = line("maturity");
  const level = said ? readLevel(said) : undefined;
  const stage = level?.stage ?? (said ? readMaturity(said) : undefined);
  if (said && !stage) note("maturity_unknown", "maturity", said);
  const ip = line("ipKind");
  const kind = IP_KINDS.find(([pattern]) => pattern.test(ip))?.[1];
  const given = line("patentNumbers");
  const listed = [...given.matchAll(NUMBERED)].map((match) => match[0]);
  if (given && listed.length === 0 && !/^(无|暂无|没有|-|\/)$/.test(given))
    note("patents_unread", "patentNumbers", given);
  const found = listed.length > 0 ? listed : [...body.matchAll(PATENT)].map((match) => match[0]);
  const numbers = [...new Set(found.map((number) => number.replace(/\s/g, "")))].slice(0, 10);
  if (ip && !kind && !/非专利|无/.test(ip)) note("ip_unknown", "ipKind", ip);
  // A list that only says "invention patent" gives no number; it is taken down as said, and marked to be completed.
  if (kind && numbers.length === 0) note("ip_without_number", "ipKind", ip);
  const rights =
    kind || listed.length > 0
      ? (numbers.length > 0 ? numbers : [null]).map((number) => ({
          kind: kind ?? kindOfNumber(number),
          holder: "",
          status: /申请|受理|审查|实审/.test(ip) ? ("pending" as const) : ("granted" as const),
          numberKind: number
            ? /^ZL/i.test(number) || listed.length === 0
              ? ("patent" as const)
              : ("application" as const)
            : null,
          number,
        }))
      : /非专利/.test(ip)
        ? [{ kind: "know_how" as const, holder: "", status: "not_registered" as const, numberKind: null, number: null }]
        : [];
  return {
    maturity: said
      ? {
          scaleId: level ? ("iso-16290" as const) : ("stage" as const),
          level: level?.level ?? null,
          stage: stage ?? null,
          evidence: `来源标注：${said}`,
        }
      : null,
    ipRights: rights,
    inventors: peopleOf(text("inventors"), line("department")),
    team: cleanText([text("team"), text("inventors") ? "" : text("department")].filter(Boolean).join("\n")),
    conditions: cleanText(text("conditions")),
    proven: cleanText(text("proven")),
  };
}

function demandDetailOf(text: (field: ImportField) => string, line: (field: ImportField) => string, note: Note) {
  const due = line("deadline");
  const deadline = due ? readDay(due) : undefined;
  if (due && !deadline) note("deadline_unknown", "deadline", due);
  return {
    problem: cleanText(text("problem")),
    targets: cleanText(text("targets"))
      .split("\n")
      .filter(Boolean)
      .slice(0, 50)
      .map((name) => ({ name: name.slice(0, 200), comparator: "text" as const, value: "", unit: "" })),
    todayState: cleanText(text("todayState")),
    deadline: deadline ?? null,
    partnerConditions: cleanText(text("partnerConditions")),
    ipWish: cleanText(text("ipWish")),
  };
}

function importFieldOf(path: PropertyKey[]): ImportField | undefined {
  const [first] = path;
  return first === "title" || first === "summary" || first === "body" || first === "keywords" ? first : undefined;
}
