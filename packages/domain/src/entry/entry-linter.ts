import { z } from "zod";
import { checkPatentNumber } from "../identity/patent-number.ts";
import { compareMoney } from "../kernel/money.ts";
import { checkCreditCode } from "../organisation/credit-code.ts";
import { type DemandContent, type EntryContent, MATURITY_SCALES, type OfferContent } from "./entry-content.ts";
import { findIdentifiers } from "./identifiers.ts";

/** What a reader would miss. `block` stops the submission, `warn` is advice; the sentence is `lint.<code>` in i18n. */
export const finding = z.object({
  code: z.string(),
  severity: z.enum(["block", "warn"]),
  /** Path in the content, such as `title` or `detail.targets.0.unit`. */
  field: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Finding = z.infer<typeof finding>;

export interface LintContext {
  /** Today in Shanghai, YYYY-MM-DD. */
  today: string;
  /** Names the text must not hold while the poster is hidden. */
  organisationNames?: string[];
  /** How many known organisations fit area, industry and chain together; under five they give a hidden poster away. */
  similarOrganisations?: number;
}

type Report = (severity: Finding["severity"], code: string, field: string, params?: Finding["params"]) => void;

/** Characters that say something: a Chinese character counts one, a Latin word two, so that both languages are measured alike. */
export function textWeight(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/[\p{Script=Latin}\d]+/gu)?.length ?? 0;
  return han + 2 * words;
}

const MIN_TITLE = 4;
const MIN_SUMMARY = 15;
const MIN_PROBLEM = 30;
const SECRET_WORDS = /绝密|机密|秘密级|涉密|国家秘密|state secret|top secret/i;
const CREDIT_CODE = /(?<![0-9A-Z])[0-9A-Z]{2}\d{6}[0-9A-Z]{10}(?![0-9A-Z])/g;

/** Tells the author what is missing before anyone reads it. Pure; the same in the browser and on the server. */
export function lintEntry(content: EntryContent, context: LintContext): Finding[] {
  const findings: Finding[] = [];
  const report: Report = (severity, code, field, params = {}) => findings.push({ severity, code, field, params });
  lintCommon(content, context, report);
  if (content.kind === "offer") lintOffer(content, report);
  else lintDemand(content, context, report);
  if (content.isPosterHidden) lintHidden(content, context, report);
  return findings.sort((a, b) => Number(a.severity === "warn") - Number(b.severity === "warn"));
}

export function blocksSubmission(findings: Finding[]): boolean {
  return findings.some((f) => f.severity === "block");
}

function lintCommon(c: EntryContent, { today }: LintContext, report: Report): void {
  if (!c.title) report("block", "title_missing", "title");
  else if (textWeight(c.title) < MIN_TITLE) report("block", "title_short", "title");
  if (!c.summary) report("block", "summary_missing", "summary");
  else if (textWeight(c.summary) < MIN_SUMMARY) report("block", "summary_short", "summary", { min: MIN_SUMMARY });
  if (!c.contactName) report("block", "contact_name_missing", "contactName");
  if (!c.contactPhone && !c.contactEmail) report("block", "contact_missing", "contactPhone");
  if (c.contactPhone && !/^[\d\s+()（）-]{7,25}(转\d{1,6})?$/.test(c.contactPhone))
    report("warn", "contact_phone_shape", "contactPhone");
  if (c.contactEmail && !z.email().safeParse(c.contactEmail).success)
    report("warn", "contact_email_shape", "contactEmail");
  if (c.validUntil && c.validUntil < today) report("block", "validity_past", "validUntil", { day: c.validUntil });
  lintMoney(c, report);
  if (!c.industryCode) report("warn", "industry_missing", "industryCode");
  if (!c.areaCode) report("warn", "area_missing", "areaCode");
  if (c.cooperationModes.length === 0) report("warn", "modes_missing", "cooperationModes");
  if (c.keywords.length === 0) report("warn", "keywords_missing", "keywords");
  for (const [field, text] of textsOf(c)) {
    if (SECRET_WORDS.test(text)) report("warn", "secret_words", field);
    for (const [code] of text.toUpperCase().matchAll(CREDIT_CODE))
      if (checkCreditCode(code).problem) report("warn", "credit_code_check", field, { code });
  }
}

function lintMoney(c: EntryContent, report: Report): void {
  if (!c.moneyKind) report("warn", "money_missing", "moneyKind");
  if (c.moneyKind !== "range") return;
  if (!c.moneyMin && !c.moneyMax) report("block", "money_empty", "moneyMin");
  if (c.moneyMin && c.moneyMax && compareMoney(c.moneyMin, c.moneyMax) > 0)
    report("block", "money_order", "moneyMax", { min: c.moneyMin, max: c.moneyMax });
}

function lintOffer({ detail, body }: OfferContent, report: Report): void {
  const { maturity } = detail;
  if (!maturity?.stage) report("block", "maturity_missing", "detail.maturity.stage");
  else {
    if (!maturity.evidence) report("warn", "maturity_evidence_missing", "detail.maturity.evidence");
    const { levels } = MATURITY_SCALES[maturity.scaleId];
    if (maturity.level && maturity.level > levels)
      report("warn", "maturity_level_scale", "detail.maturity.level", { levels });
  }
  if (!body && !detail.proven) report("block", "body_missing", "body");
  if (!detail.proven) report("warn", "proven_missing", "detail.proven");
  if (detail.ipRights.length === 0) report("warn", "ip_missing", "detail.ipRights");
  detail.ipRights.forEach((right, i) => {
    const field = `detail.ipRights.${i}.number`;
    const isPatent = right.kind === "invention" || right.kind === "utility" || right.kind === "design";
    if (isPatent && right.status !== "not_registered" && !right.number) report("warn", "ip_number_missing", field);
    if (!isPatent || !right.number) return;
    const { problem, type } = checkPatentNumber(right.number);
    if (problem === "patentNumber.shape") report("warn", "patent_shape", field, { number: right.number });
    else if (problem) report("warn", "patent_check", field, { number: right.number });
    else if (type && type !== right.kind) report("warn", "patent_type", field, { number: right.number });
  });
}

function lintDemand({ detail, body }: DemandContent, { today }: LintContext, report: Report): void {
  if (!detail.problem) report("block", "problem_missing", "detail.problem");
  else if (textWeight(detail.problem) + textWeight(body) < MIN_PROBLEM)
    report("warn", "problem_short", "detail.problem", { min: MIN_PROBLEM });
  const targets = detail.targets.filter((t) => t.name || t.value);
  if (targets.length === 0) report("warn", "target_missing", "detail.targets");
  else if (!targets.some((t) => t.comparator !== "text" && /\d/.test(t.value)))
    report("warn", "target_not_measurable", "detail.targets");
  detail.targets.forEach((t, i) => {
    if (!t.name && t.value) report("warn", "target_name_missing", `detail.targets.${i}.name`);
    if (t.name && !t.value) report("warn", "target_value_missing", `detail.targets.${i}.value`, { name: t.name });
    if (
      t.comparator !== "text" &&
      /\d/.test(t.value) &&
      !t.unit &&
      !/[%％℃°‰]|\d\s*[a-zA-Z\p{Script=Han}]/u.test(t.value)
    )
      report("warn", "target_unit_missing", `detail.targets.${i}.unit`, { name: t.name });
  });
  if (!detail.deadline) report("warn", "deadline_missing", "detail.deadline");
  else if (detail.deadline < today) report("block", "deadline_past", "detail.deadline", { day: detail.deadline });
  if (!detail.ipWish) report("warn", "ip_wish_missing", "detail.ipWish");
  if (!detail.todayState) report("warn", "today_state_missing", "detail.todayState");
}

function lintHidden(c: EntryContent, context: LintContext, report: Report): void {
  for (const [field, text] of textsOf(c))
    for (const { kind, text: found } of findIdentifiers(text, context.organisationNames ?? []))
      report("warn", `identifier_${kind}`, field, { text: found });
  if (context.similarOrganisations !== undefined && context.similarOrganisations < 5)
    report("warn", "identifier_profile", "isPosterHidden", { count: context.similarOrganisations });
}

/** All free text of a content with its path, without the contact, which is never public. */
export function textsOf(c: EntryContent): [field: string, text: string][] {
  const plain: [string, string | null][] = [
    ["title", c.title],
    ["titleEn", c.titleEn],
    ["summary", c.summary],
    ["summaryEn", c.summaryEn],
    ["body", c.body],
    ["bodyEn", c.bodyEn],
    ["keywords", [...c.keywords, ...c.keywordsEn].join(" ")],
  ];
  const own: [string, string | null][] =
    c.kind === "offer"
      ? [
          ["detail.maturity.evidence", c.detail.maturity?.evidence ?? null],
          ["detail.conditions", c.detail.conditions],
          ["detail.proven", c.detail.proven],
          ["detail.team", c.detail.team],
        ]
      : [
          ["detail.problem", c.detail.problem],
          ["detail.targets", c.detail.targets.map((t) => `${t.name} ${t.value} ${t.unit}`).join(" ")],
          ["detail.todayState", c.detail.todayState],
          ["detail.partnerConditions", c.detail.partnerConditions],
          ["detail.ipWish", c.detail.ipWish],
        ];
  return [...plain, ...own].filter((pair): pair is [string, string] => Boolean(pair[1]));
}
