import type { rows, Tx } from "@jiebang/db";
import { type ChainPersons, type ChainStep, DEFAULT_VETTING_RULE, type VettingRule } from "@jiebang/domain";

export function toRule(row: rows.VettingRuleModel | null): VettingRule {
  if (!row) return DEFAULT_VETTING_RULE;
  return {
    ruleId: row.id,
    // Written from a parsed input; the table checks the steps.
    steps: row.steps as ChainStep[],
    persons: row.persons as ChainPersons,
    secrecyStep: row.secrecyStep as ChainStep | null,
    secrecyReviewerIds: row.secrecyReviewerIds,
    samplePercent: row.samplePercent,
    sampleDays: row.sampleDays,
    laneFailures: row.laneFailures,
    laneMonths: row.laneMonths,
  };
}

/** The city that decides about what lies in a jurisdiction. */
export async function cityOf(tx: Tx, jurisdictionId: string | null): Promise<string | null> {
  if (!jurisdictionId) return null;
  const found = await tx.jurisdiction.findUnique({
    where: { id: jurisdictionId },
    select: { id: true, parentId: true },
  });
  return found && (found.parentId ?? found.id);
}

/** The newest rule of a city, or the one that was in force at an instant. */
export async function ruleOfCity(tx: Tx, cityId: string | null, at?: Date): Promise<VettingRule> {
  if (!cityId) return DEFAULT_VETTING_RULE;
  const row = await tx.vettingRule.findFirst({
    where: { cityId, ...(at && { createdAt: { lte: at } }) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return toRule(row);
}

/** Under which rule a revision runs: the one in force when it was handed in. */
export async function ruleOfCase(
  tx: Tx,
  jurisdictionId: string | null,
  submittedAt: Date | null,
): Promise<VettingRule> {
  return ruleOfCity(tx, await cityOf(tx, jurisdictionId), submittedAt ?? undefined);
}
