import { z } from "zod";
import { checkPatentNumber } from "../identity/patent-number.ts";
import { compareMoney } from "../kernel/money.ts";
import { checkCreditCode } from "../organisation/credit-code.ts";
import { type DemandContent, type EntryContent, MATURITY_SCALES, type OfferContent } from "./entry-content.ts";
import { type LintStage, nextLintStage, severityAt } from "./entry-lint-stages.ts";
import { findIdentifiers } from "./identifiers.ts";

/**
 * What a reader would miss. `block` stops the step at hand, `ask` must be acknowledged by whoever takes it, `warn` is
 * advice; the sentence is `lint.<code>` in i18n. Which is which depends on the stage: entry-lint-stages.ts.
 */
export const finding = z.object({
  code: z.string(),
  severity: z.enum(["block", "ask", "warn"]),
  /** Path in the content, such as `title` or `detail.targets.0.unit`. */
  field: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Finding = z.infer<typeof finding>;

export interface LintContext {
  /** Today in Shanghai, YYYY-MM-DD. */
  today: string;
  /** Before which step; hand-in when left out. */
  stage?: LintStage;
  /** Names the text must not hold while the poster is hidden. */
  organisationNames?: string[];
  /** How many known organisations fit area, industry and chain together; under five they give a hidden poster away. */
  similarOrganisations?: number;
  /** What names the poster in the names or texts of the files. */
  fileIdentifiers?: { fileName: string; text: string }[];
}

type Report = (code: string, field: string, params?: Finding["params"]) => void;

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
  const report: Report = (code, field, params = {}) => {
    const severity = severityAt(code, context.stage ?? "hand_in");
    if (severity !== "off") findings.push({ severity, code, field, params });
  };
  lintCommon(content, context, report);
  if (content.kind === "offer") lintOffer(content, report);
  else lintDemand(content, context, report);
  if (content.isPosterHidden) lintHidden(content, context, report);
  return findings.sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
}

const WEIGHT: Record<Finding["severity"], number> = { block: 0, ask: 1, warn: 2 };

/** What the stage after this one will ask more strictly: forms show it, so that nobody is surprised. */
export function lintAhead(content: EntryContent, context: LintContext): Finding[] {
  const stage = context.stage ?? "hand_in";
  const next = nextLintStage(stage);
  if (!next) return [];
  const now = new Map(lintEntry(content, context).map((f) => [`${f.code}:${f.field}`, WEIGHT[f.severity]]));
  return lintEntry(content, { ...context, stage: next }).filter(
    (f) => f.severity !== "warn" && WEIGHT[f.severity] < (now.get(`${f.code}:${f.field}`) ?? 3),
  );
}

/** The findings that must be acknowledged, by code: a tick stands for all fields with the same fault. */
export function toAcknowledge(findings: Finding[]): string[] {
  return [...new Set(findings.filter((f) => f.severity === "ask").map((f) => f.code))];
}

export function blocksSubmission(findings: Finding[]): boolean {
  return findings.some((f) => f.severity === "block");
}

function lintCommon(c: EntryContent, { today }: LintContext, report: Report): void {
  if (!c.title) report("title_missing", "title");
  else if (textWeight(c.title) < MIN_TITLE) report("title_short", "title");
  if (!c.summary) report("summary_missing", "summary");
  else if (textWeight(c.summary) < MIN_SUMMARY) report("summary_short", "summary", { min: MIN_SUMMARY });
  if (!c.contactName) report("contact_name_missing", "contactName");
  if (!c.contactPhone && !c.contactEmail) report("contact_missing", "contactPhone");
  if (c.contactPhone && !/^[\d\s+()（）-]{7,25}(转\d{1,6})?$/.test(c.contactPhone))
    report("contact_phone_shape", "contactPhone");
  if (c.contactEmail && !z.email().safeParse(c.contactEmail).success) report("contact_email_shape", "contactEmail");
  if (c.validUntil && c.validUntil < today) report("validity_past", "validUntil", { day: c.validUntil });
  lintMoney(c, report);
  if (!c.industryCode) report("industry_missing", "industryCode");
  if (!c.areaCode) report("area_missing", "areaCode");
  if (c.cooperationModes.length === 0) report("modes_missing", "cooperationModes");
  if (c.keywords.length === 0) report("keywords_missing", "keywords");
  for (const [field, text] of textsOf(c)) {
    if (SECRET_WORDS.test(text)) report("secret_words", field);
    for (const [code] of text.toUpperCase().matchAll(CREDIT_CODE))
      if (checkCreditCode(code).problem) report("credit_code_check", field, { code });
  }
}

function lintMoney(c: EntryContent, report: Report): void {
  if (!c.moneyKind) report("money_missing", "moneyKind");
  if (c.moneyKind !== "range") return;
  if (!c.moneyMin && !c.moneyMax) report("money_empty", "moneyMin");
  if (c.moneyMin && c.moneyMax && compareMoney(c.moneyMin, c.moneyMax) > 0)
    report("money_order", "moneyMax", { min: c.moneyMin, max: c.moneyMax });
}

function lintOffer({ detail, body }: OfferContent, report: Report): void {
  const { maturity } = detail;
  if (!maturity?.stage) report("maturity_missing", "detail.maturity.stage");
  else {
    if (!maturity.evidence) report("maturity_evidence_missing", "detail.maturity.evidence");
    const { levels } = MATURITY_SCALES[maturity.scaleId];
    if (maturity.level && maturity.level > levels) report("maturity_level_scale", "detail.maturity.level", { levels });
  }
  if (!body && !detail.proven) report("body_missing", "body");
  if (!detail.proven) report("proven_missing", "detail.proven");
  if (detail.ipRights.length === 0) report("ip_missing", "detail.ipRights");
  detail.ipRights.forEach((right, i) => {
    const field = `detail.ipRights.${i}.number`;
    const isPatent = right.kind === "invention" || right.kind === "utility" || right.kind === "design";
    if (isPatent && right.status !== "not_registered" && !right.number) report("ip_number_missing", field);
    if (!isPatent || !right.number) return;
    const { problem, type } = checkPatentNumber(right.number);
    if (problem === "patentNumber.shape") report("patent_shape", field, { number: right.number });
    else if (problem) report("patent_check", field, { number: right.number });
    else if (type && type !== right.kind) report("patent_type", field, { number: right.number });
  });
}

function lintDemand({ detail, body }: DemandContent, { today }: LintContext, report: Report): void {
  if (!detail.problem) report("problem_missing", "detail.problem");
  else if (textWeight(detail.problem) + textWeight(body) < MIN_PROBLEM)
    report("problem_short", "detail.problem", { min: MIN_PROBLEM });
  const targets = detail.targets.filter((t) => t.name || t.value);
  if (targets.length === 0) report("target_missing", "detail.targets");
  else if (!targets.some((t) => t.comparator !== "text" && /\d/.test(t.value)))
    report("target_not_measurable", "detail.targets");
  detail.targets.forEach((t, i) => {
    if (!t.name && t.value) report("target_name_missing", `detail.targets.${i}.name`);
    if (t.name && !t.value) report("target_value_missing", `detail.targets.${i}.value`, { name: t.name });
    if (
      t.comparator !== "text" &&
      /\d/.test(t.value) &&
      !t.unit &&
      !/[%％℃°‰]|\d\s*[a-zA-Z\p{Script=Han}]/u.test(t.value)
    )
      report("target_unit_missing", `detail.targets.${i}.unit`, { name: t.name });
  });
  if (!detail.deadline) report("deadline_missing", "detail.deadline");
  else if (detail.deadline < today) report("deadline_past", "detail.deadline", { day: detail.deadline });
  if (!detail.ipWish) report("ip_wish_missing", "detail.ipWish");
  if (!detail.todayState) report("today_state_missing", "detail.todayState");
}

function lintHidden(c: EntryContent, context: LintContext, report: Report): void {
  for (const [field, text] of textsOf(c))
    for (const { kind, text: found } of findIdentifiers(text, context.organisationNames ?? []))
      report(`identifier_${kind}`, field, { text: found });
  for (const { fileName, text } of context.fileIdentifiers ?? [])
    report("identifier_file", "attachments", { file: fileName, text });
  if (context.similarOrganisations !== undefined && context.similarOrganisations < 5)
    report("identifier_profile", "isPosterHidden", { count: context.similarOrganisations });
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
