import {
  type EntryContent,
  type EntryContentInput,
  entryContent,
  type IpRight,
  type Target,
} from "../entry/entry-content.ts";
import { cleanText } from "../import/clean-text.ts";
import { readIndustry, readMaturity, splitWords } from "../import/read-values.ts";
import { checkCreditCode } from "../organisation/credit-code.ts";
import { allFields, type FormDefinition, MATURITY_OPTIONS, MODE_OPTIONS } from "./form-definitions.ts";
import type { FormDraft, FormProblem, OrganisationClaim } from "./form-intake.schema.ts";
import type { FilledForm, FormPlace, FoundForm, WrittenRow } from "./form-reading.ts";
import { plainText, readChoices, readComparator, readFormDay, readFormMoney, readTarget } from "./form-values.ts";
import { FORM_LIMITS } from "./raw-form.ts";

/** Names of the code lists in force, looked up by whoever has a database. */
export interface FormLookups {
  area?: (name: string) => string | undefined;
  chain?: (name: string) => string | undefined;
}

export interface ReadForm {
  code: string;
  claim: OrganisationClaim;
  /** About the whole file. */
  problems: FormProblem[];
  drafts: FormDraft[];
}

/** A filled form as drafts: what could be read, what could not be in words and place, and the rest as a note. */
export function readFilledForm({ form, codeState, head, records }: FoundForm, lookups: FormLookups = {}): ReadForm {
  const problems: FormProblem[] = [];
  if (codeState === "missing") problems.push(problem("note", "code_missing"));
  if (codeState === "newer") problems.push(problem("note", "code_newer"));
  const firstOwn = records.find((record) => record.values.has("organisationName"));
  const claim = claimOf(firstOwn ? merge(head, firstOwn) : head, problems);
  const drafts = records
    .slice(0, FORM_LIMITS.draftsPerFile)
    .map((record) => draftOf(form, merge(head, record), lookups, record === records[0] ? head.loose : []));
  return { code: form.code, claim, problems, drafts };
}

const problem = (severity: FormProblem["severity"], reason: string, more: Partial<FormProblem> = {}): FormProblem => ({
  severity,
  reason: `form.problem.${reason}`,
  ...more,
});

/** Answers of the head hold for each entry of the file that does not give its own. */
function merge(head: FilledForm, record: FilledForm): FilledForm {
  return { ...record, values: new Map([...head.values, ...record.values]) };
}

function claimOf(head: FilledForm, problems: FormProblem[]): OrganisationClaim {
  const name = plainText(head.values.get("organisationName")?.text ?? "")
    .replace(/[（(](盖章|公章|签章)[)）]/g, "")
    .replace(/\(/g, "（")
    .replace(/\)/g, "）")
    .slice(0, 200);
  const written = head.values.get("creditCode");
  const code = written ? checkCreditCode(written.text) : null;
  if (code?.problem)
    problems.push(
      problem("note", "credit_code_wrong", {
        field: "creditCode",
        value: written!.text.slice(0, 60),
        place: written!.place,
      }),
    );
  return {
    name,
    creditCode: code && code.code.length === 18 ? code.code : null,
    contactName: line(head, "contactName", 60),
    contactPhone: line(head, "contactPhone", 40),
    contactEmail: line(head, "contactEmail", 120),
  };
}

function line(filled: FilledForm, key: string, max: number): string | null {
  const text = plainText(filled.values.get(key)?.text ?? "");
  return text ? text.slice(0, max) : null;
}

class Reader {
  readonly problems: FormProblem[] = [];
  readonly left: string[] = [];
  readonly form: FormDefinition;
  readonly filled: FilledForm;
  constructor(form: FormDefinition, filled: FilledForm) {
    this.form = form;
    this.filled = filled;
  }

  /** What could not be read into its field: said in words, and kept as it was written. */
  wrong(reason: string, field: string, value: string, place?: FormPlace, severity: FormProblem["severity"] = "error") {
    this.problems.push(problem(severity, reason, { field, value: value.slice(0, 120), place }));
    this.keep(this.labelOf(field), value);
  }
  keep(label: string, value: string) {
    if (value.trim()) this.left.push(label ? `${label}：${value.trim()}` : value.trim());
  }
  labelOf(key: string): string {
    return allFields(this.form).find((field) => field.key === key)?.label ?? "";
  }
  written(key: string) {
    return this.filled.values.get(key);
  }
  line(key: string, max: number): string {
    const written = this.written(key);
    if (!written) return "";
    return this.cut(key, plainText(written.text), max, written.place);
  }
  text(key: string, max: number): string {
    const written = this.written(key);
    if (!written) return "";
    return this.cut(key, cleanText(written.text), max, written.place);
  }
  private cut(key: string, text: string, max: number, place: FormPlace): string {
    if (text.length <= max) return text;
    this.problems.push(problem("error", "too_long", { field: key, value: String(text.length), max, place }));
    this.keep(this.labelOf(key), text);
    return text.slice(0, max);
  }
  rows(key: string): WrittenRow[] {
    return this.filled.rows.get(key) ?? [];
  }
}

function draftOf(
  form: FormDefinition,
  filled: FilledForm,
  lookups: FormLookups,
  headLoose: FilledForm["loose"],
): FormDraft {
  const reader = new Reader(form, filled);
  const title = reader.line("title", 120);
  if (!title) reader.problems.push(problem("error", "title_missing", { field: "title" }));
  const common = {
    title,
    summary: reader.text("summary", 600),
    body: reader.text("body", 20_000),
    keywords: splitWords(reader.line("keywords", 1000)),
    areaCode: areaOf(reader, lookups),
    industryCode: industryOf(reader),
    chainCode: chainOf(reader, lookups),
    cooperationModes: modesOf(reader),
    ...moneyOf(reader),
    validUntil: dayOf(reader, "validUntil"),
    contactName: reader.line("contactName", 60) || null,
    contactPhone: reader.line("contactPhone", 40) || null,
    contactEmail: reader.line("contactEmail", 120) || null,
    isPosterHidden: hiddenOf(reader),
  };
  const content = (
    form.family === "offer"
      ? { ...common, kind: "offer", detail: offerOf(reader) }
      : { ...common, kind: "demand", detail: demandOf(reader) }
  ) as EntryContentInput; // the compiler does not see that kind and detail go together
  for (const { label, text } of [...headLoose, ...filled.loose]) reader.keep(label, text);
  const place = [...filled.values.values()].find((written) => written.text === filled.values.get("title")?.text)?.place;
  return {
    title,
    content: parsed(content, reader),
    problems: reader.problems.slice(0, 60),
    note: reader.left.join("\n").slice(0, 20_000),
    place: place ?? null,
  };
}

/** What the shapes of an entry do not take is left out of it and kept as a note; the draft comes in all the same. */
function parsed(content: EntryContentInput, reader: Reader): EntryContent {
  const result = entryContent.safeParse(content);
  if (result.success) return result.data;
  const rest: Record<string, unknown> = { ...content };
  for (const issue of result.error.issues) {
    const [first, second] = issue.path;
    if (first === "detail" && typeof second === "string") {
      const detail = { ...(rest.detail as Record<string, unknown>) };
      reader.wrong("not_taken", second, said(detail[second]));
      delete detail[second];
      rest.detail = detail;
    } else if (typeof first === "string" && first in rest && first !== "kind") {
      reader.wrong("not_taken", first, said(rest[first]));
      delete rest[first];
    }
  }
  return entryContent.parse(rest);
}
const said = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value ?? ""));

function areaOf(reader: Reader, { area }: FormLookups): string | null {
  const text = reader.line("area", 60);
  if (!text) return null;
  if (/^\d{6}$/.test(text)) return text;
  const code = area?.(text);
  if (!code) reader.wrong("area_unknown", "area", text, reader.written("area")?.place);
  return code ?? null;
}

function industryOf(reader: Reader): string | null {
  const text = reader.line("industry", 120);
  if (!text) return null;
  const read = readIndustry(text);
  if (!read) reader.wrong("industry_unknown", "industry", text, reader.written("industry")?.place);
  else if (read.others.length > 0)
    reader.wrong("industry_several", "industry", text, reader.written("industry")?.place, "note");
  return read?.code ?? null;
}

function chainOf(reader: Reader, { chain }: FormLookups): string | null {
  const text = reader.line("chain", 60);
  if (!text || /^(不清楚|不确定|无|其他|其它)$/.test(text)) return null;
  const code = chain?.(text);
  if (!code) reader.wrong("chain_unknown", "chain", text, reader.written("chain")?.place);
  return code ?? null;
}

function modesOf(reader: Reader) {
  const written = reader.written("modes");
  if (!written) return [];
  const { values, unknown } = readChoices(written.text, MODE_OPTIONS);
  for (const word of unknown) reader.wrong("mode_unknown", "modes", word, written.place);
  return values;
}

function moneyOf(reader: Reader) {
  const written = reader.written("money");
  if (!written) return { moneyKind: null };
  const read = readFormMoney(written.text);
  if (!read) {
    reader.wrong("money_wrong", "money", plainText(written.text), written.place);
    return { moneyKind: null };
  }
  return { moneyKind: read.kind, moneyMin: read.min, moneyMax: read.max };
}

function dayOf(reader: Reader, key: string): string | null {
  const written = reader.written(key);
  if (!written) return null;
  const day = readFormDay(written.text);
  if (!day) reader.wrong("day_wrong", key, plainText(written.text), written.place);
  return day ?? null;
}

function hiddenOf(reader: Reader): boolean {
  const written = reader.written("posterName");
  if (!written) return false;
  const plain = plainText(written.text);
  const { values, unknown } = readChoices(plain, [
    { value: "hidden", label: "不公开" },
    { value: "hidden", label: "否" },
    { value: "shown", label: "公开" },
    { value: "shown", label: "是" },
  ]);
  if (values.length === 1) return values[0] === "hidden";
  // Two ticks or none we know: the careful reading is that the name stays hidden.
  reader.wrong("poster_name_unclear", "posterName", unknown.join("、") || plain, written.place);
  return true;
}

function targetsOf(reader: Reader): Target[] {
  const single = reader.written("targets");
  const lines = (single?.text ?? "")
    .split(/\n|[；;](?=\s*\S)/)
    .map((text) => text.replace(/^\s*\d+[.、)）]\s*/, "").trim());
  const fromText = lines.filter(Boolean).map(readTarget);
  const fromRows = reader.rows("targets").map(({ cells, place }): Target => {
    const name = plainText(cells.name ?? "");
    const [sign = "", value = ""] = [plainText(cells.comparator ?? ""), plainText(cells.value ?? "")];
    const unit = plainText(cells.unit ?? "");
    if (!sign && !unit && value) {
      const together = readTarget(`${name} ${value}`);
      if (together.comparator !== "text") return together;
    }
    const comparator =
      readComparator(sign) ?? readComparator(value) ?? (/[-~—至]/.test(value.slice(1)) ? "range" : undefined);
    if (sign && !readComparator(sign)) reader.wrong("comparator_unknown", "targets", `${name} ${sign}`, place, "note");
    const plainValue = value.replace(/^(≥|≤|>=|<=|=|>|<|不低于|不高于|不小于|不大于|大于|小于)\s*/, "");
    return {
      name: name.slice(0, 200),
      comparator: comparator ?? (/\d/.test(value) ? "ge" : "text"),
      value: plainValue.slice(0, 100),
      unit: unit.slice(0, 40),
    };
  });
  const all = [...fromRows, ...fromText];
  for (const target of all.slice(50)) reader.keep("指标", `${target.name} ${target.value} ${target.unit}`);
  return all.slice(0, 50);
}

function demandOf(reader: Reader) {
  return {
    problem: reader.text("problem", 8000),
    targets: targetsOf(reader),
    todayState: reader.text("todayState", 4000),
    deadline: dayOf(reader, "deadline"),
    partnerConditions: reader.text("partnerConditions", 4000),
    ipWish: reader.text("ipWish", 2000),
  };
}

const IP_KINDS: [RegExp, IpRight["kind"]][] = [
  [/发明/, "invention"], [/实用/, "utility"], [/外观/, "design"], [/软件|软著|著作权/, "software"], [/品种/, "variety"],
  [/布图/, "layout"], [/秘密|非专利|know/i, "know_how"],
]; // biome-ignore format: a table
const IP_STATES: [RegExp, IpRight["status"]][] = [
  [/失效|终止|放弃/, "lapsed"], [/未授权|申请|受理|审查|审中|实审/, "pending"], [/公开|公布/, "published"], [/授权|有效|登记|获得/, "granted"],
]; // biome-ignore format: a table

export function readIpRight(text: {
  kind: string;
  number: string;
  holder: string;
  status: string;
}): IpRight | undefined {
  const all = Object.values(text).join(" ");
  const kind = IP_KINDS.find(([pattern]) => pattern.test(text.kind || all))?.[1];
  const number = plainText(text.number).replace(/\s/g, "").slice(0, 60);
  if (!kind && !number) return undefined;
  const isPatent = !kind || kind === "invention" || kind === "utility" || kind === "design";
  return {
    kind: kind ?? "other",
    holder: plainText(text.holder).slice(0, 200),
    status:
      IP_STATES.find(([pattern]) => pattern.test(text.status || all))?.[1] ??
      (kind === "know_how" ? "not_registered" : "granted"),
    numberKind: !number
      ? null
      : !isPatent
        ? "registration"
        : /^ZL/i.test(number)
          ? "patent"
          : /^CN.*[A-Z]$/i.test(number)
            ? "publication"
            : "application",
    number: number || null,
  };
}

const NUMBER = /(?:ZL|CN)\s?\d{8,13}(?:\.[\dXx]|[A-Z])?|\b20\d{2}SR\d{6,7}\b|\b20\d{10}(?:\.[\dXx])\b/gi;

function ipRightsOf(reader: Reader): IpRight[] {
  const rights: IpRight[] = [];
  const take = (right: IpRight | undefined, words: string, place?: FormPlace) => {
    if (right) rights.push(right);
    else if (!/^(无|没有|暂无)$/.test(words)) reader.wrong("ip_unknown", "ipRights", words, place);
  };
  for (const { cells, place } of reader.rows("ipRights")) {
    const words = Object.values(cells).join(" ").trim();
    take(
      readIpRight({
        kind: cells.kind ?? "",
        number: cells.number ?? "",
        holder: cells.holder ?? "",
        status: cells.status ?? "",
      }),
      words,
      place,
    );
  }
  const written = reader.written("ipRights");
  for (const text of (written?.text ?? "")
    .split(/[\n；;]/)
    .map((part) => part.trim())
    .filter(Boolean)) {
    const numbers = text.match(NUMBER) ?? [];
    if (numbers.length === 0)
      take(readIpRight({ kind: text, number: "", holder: "", status: text }), text, written?.place);
    for (const number of numbers)
      take(readIpRight({ kind: text, number, holder: "", status: text }), text, written?.place);
  }
  for (const right of rights.slice(50)) reader.keep("知识产权", `${right.kind} ${right.number ?? ""}`);
  return rights.slice(0, 50);
}

const JOB_TITLES =
  /^(?:副|助理|高级|正高级|特聘|首席)*(?:教授|研究员|副研究员|工程师|高工|讲师|助教|博士|博士后|院士|主任|总工|技术员)/;

/** "李某（材料学院，教授）；王某（讲师）": what a bracket says is where somebody works, what they are, or both. */
export function readPeople(text: string): { name: string; unit: string; title: string }[] {
  return plainText(text.replace(/\n/g, ";").replace(/[（）；，]/g, (c) => "();,"["（）；，".indexOf(c)]!))
    .split(/[;、,](?![^(]*\))/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const match = /^([^(]{1,60})\((.*)\)$/.exec(part);
      const words = match ? match[2]!.split(/[,;、/]/).map((word) => word.trim()) : [];
      const title = words.find((word) => JOB_TITLES.test(word)) ?? words[1] ?? "";
      const unit = words.find((word) => word !== title) ?? "";
      return { name: (match?.[1] ?? part).trim().slice(0, 60), unit: unit.slice(0, 200), title: title.slice(0, 60) };
    });
}

function inventorsOf(reader: Reader) {
  const people = [
    ...reader.rows("inventors").map(({ cells }) => ({
      name: plainText(cells.name ?? "").slice(0, 60),
      unit: plainText(cells.unit ?? "").slice(0, 200),
      title: plainText(cells.title ?? "").slice(0, 60),
    })),
    ...readPeople(reader.written("inventors")?.text ?? ""),
  ];
  for (const person of people.filter((p) => !p.name)) reader.keep("完成人", `${person.unit} ${person.title}`);
  for (const person of people.slice(50)) reader.keep("完成人", person.name);
  return people.filter((person) => person.name).slice(0, 50);
}

function offerOf(reader: Reader) {
  const written = reader.written("maturity");
  const said = written ? readChoices(written.text, MATURITY_OPTIONS) : { values: [], unknown: [] };
  const stage = said.values[0] ?? (written ? readMaturity(said.unknown.join(" ")) : undefined);
  if (written && said.values.length > 1)
    reader.wrong("maturity_several", "maturity", plainText(written.text), written.place, "note");
  if (written && !stage) reader.wrong("maturity_unknown", "maturity", plainText(written.text), written.place);
  const evidence = reader.text("maturityEvidence", 4000);
  return {
    maturity: stage || evidence ? { scaleId: "stage" as const, level: null, stage: stage ?? null, evidence } : null,
    ipRights: ipRightsOf(reader),
    inventors: inventorsOf(reader),
    team: reader.text("team", 4000),
    conditions: reader.text("conditions", 4000),
    proven: reader.text("proven", 4000),
  };
}
