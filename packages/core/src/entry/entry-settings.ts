import type { Tx } from "@jiebang/db";

/** Numbers that a platform may set, with what holds when it did not. */
const DEFAULTS = {
  "entry.validity_months": 12, // when an author names no day
  "entry.longest_validity_months": 36,
  "vetting.working_days": 5, // from handing in to a decision
  "entry.affiliate_steps": 1, // over how many declared relations a block reaches (read by organisation_kin)
  "interest.working_days": 10, // the response clock
  "lead.assign_days": 2, // working days until somebody has a new lead in hand
  "lead.refine_days": 5, // until the officer's next word
  "lead.answer_days": 5, // until the firm's
  "interest.outcome_days": 60, // from an acceptance until somebody should say what came of it
} as const;
export type NumberSetting = keyof typeof DEFAULTS;

export async function numberSetting(tx: Tx, key: NumberSetting): Promise<number> {
  const row = await tx.setting.findUnique({ where: { key } });
  return settingOr(key, row?.value);
}

/** What is set, where it makes sense; else the default. */
export function settingOr(key: NumberSetting, value: unknown): number {
  return typeof value === "number" && Number.isInteger(value) && value > 0 && value <= 600 ? value : DEFAULTS[key];
}

export const entryValidityMonths = (tx: Tx) => numberSetting(tx, "entry.validity_months");
