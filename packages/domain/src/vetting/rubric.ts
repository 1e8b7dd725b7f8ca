import { z } from "zod";

// The city's quality sheet (质量评价表), after the external review of the Enterprise Europe Network: four criteria of 0 to 5,
// 10 of 20 publishes, 5 to 9 is held, below 5 is rejected, and a single 0 holds the entry.
// Source: EEN, External review process for POD profiles (reference [EEN2] of the field notes).
export const RUBRIC_CRITERIA = ["innovation", "clarity", "cooperation", "conformity"] as const;
export type RubricCriterion = (typeof RUBRIC_CRITERIA)[number];

const score = z.number().int("vetting.score_range").min(0, "vetting.score_range").max(5, "vetting.score_range");
export const rubricScores = z.object({ innovation: score, clarity: score, cooperation: score, conformity: score });
export type RubricScores = z.infer<typeof rubricScores>;

export const PUBLISH_FROM = 10;
export const HOLD_FROM = 5;

export interface RubricResult {
  total: number;
  hasZero: boolean;
  suggestion: "publish" | "hold" | "reject";
}

/** What the four scores say. `publish` is a permission, `hold` and `reject` are suggestions to the person who decides. */
export function judgeRubric(scores: RubricScores): RubricResult {
  const values = RUBRIC_CRITERIA.map((c) => scores[c]);
  const total = values.reduce((a, b) => a + b, 0);
  const hasZero = values.includes(0);
  const suggestion = total < HOLD_FROM ? "reject" : hasZero || total < PUBLISH_FROM ? "hold" : "publish";
  return { total, hasZero, suggestion };
}
