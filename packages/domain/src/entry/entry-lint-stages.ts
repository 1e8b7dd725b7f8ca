import { z } from "zod";

// The linter grows stricter by stage. A lead needs a sentence and nothing else; a draft is told what is missing; at
// hand-in what makes an entry unreadable stops it, and what makes it hard to answer must be acknowledged by the author;
// before publication the coordinator sees as a fault what nobody should publish. Imported lists are not stopped by this
// table: they come in as drafts, and a bulk publication is vetted as an import.
export const LINT_STAGES = ["lead", "draft", "hand_in", "publication"] as const;
export const lintStage = z.enum(LINT_STAGES);
export type LintStage = z.infer<typeof lintStage>;

/** `off` is not asked yet, `warn` is advice, `ask` must be acknowledged, `block` stops. */
export const LINT_SEVERITIES = ["off", "warn", "ask", "block"] as const;
export type LintSeverity = (typeof LINT_SEVERITIES)[number];

type Row = readonly [lead: LintSeverity, draft: LintSeverity, handIn: LintSeverity, publication: LintSeverity];
const needed: Row = ["off", "warn", "block", "block"];
const answerable: Row = ["off", "warn", "ask", "block"];
const doubtful: Row = ["warn", "warn", "ask", "ask"];
const advice: Row = ["off", "warn", "warn", "warn"];
const wished: Row = ["off", "warn", "warn", "ask"];
const wrong: Row = ["warn", "warn", "block", "block"];

/** Which finding is what at which stage; docs/linter.md shows this table. */
export const LINT_TABLE = {
  title_missing: needed,
  title_short: needed,
  summary_missing: needed,
  summary_short: needed,
  contact_name_missing: needed,
  contact_missing: needed,
  contact_phone_shape: advice,
  contact_email_shape: advice,
  validity_past: wrong,
  money_missing: wished,
  money_empty: needed,
  money_order: wrong,
  industry_missing: wished,
  area_missing: wished,
  modes_missing: wished,
  keywords_missing: advice,
  secret_words: doubtful,
  credit_code_check: advice,
  maturity_missing: needed,
  maturity_evidence_missing: wished,
  maturity_level_scale: advice,
  body_missing: needed,
  proven_missing: wished,
  ip_missing: wished,
  ip_number_missing: advice,
  patent_shape: advice,
  patent_check: advice,
  patent_type: advice,
  problem_missing: needed,
  problem_short: wished,
  target_missing: answerable,
  target_not_measurable: answerable,
  target_name_missing: wished,
  target_value_missing: wished,
  target_unit_missing: answerable,
  deadline_missing: answerable,
  deadline_past: wrong,
  ip_wish_missing: wished,
  today_state_missing: advice,
  // What gives a hidden poster away: only the author can judge it, so the author says that it was seen.
  identifier_name: doubtful,
  identifier_brand: doubtful,
  identifier_link: doubtful,
  identifier_email: doubtful,
  identifier_phone: doubtful,
  identifier_patent: doubtful,
  identifier_code: doubtful,
  identifier_profile: doubtful,
  identifier_file: doubtful,
} as const satisfies Record<string, Row>;

const FALLBACK: Row = advice;

/** What a finding is at a stage. */
export function severityAt(code: string, stage: LintStage): LintSeverity {
  const row: Row = (LINT_TABLE as Record<string, Row>)[code] ?? FALLBACK;
  return row[LINT_STAGES.indexOf(stage)]!;
}

export function nextLintStage(stage: LintStage): LintStage | null {
  return LINT_STAGES[LINT_STAGES.indexOf(stage) + 1] ?? null;
}
