import { z } from "zod";
import { instant } from "../kernel/instants.ts";

// 经办 → 审核 → 签发. A city chooses one, two or three steps; every step is taken by a different person.
// One step: a city coordinator decides alone. Two: somebody prepares (rubric and proposal), somebody else signs.
// Three: a checker stands between them. A running case keeps the rule under which it was handed in.
export const CHAIN_STEPS = ["prepare", "check", "sign"] as const;
export const chainStep = z.enum(CHAIN_STEPS);
export type ChainStep = z.infer<typeof chainStep>;
export const CHAINS = [["sign"], ["prepare", "sign"], ["prepare", "check", "sign"]] as const;

/** What the preparer proposes and the signatory brings about. */
export const proposal = z.enum(["publish", "hold", "reject"]);
export type Proposal = z.infer<typeof proposal>;

/** Who may take a step; where nobody is named, every coordinator of the city. */
export type ChainPersons = Partial<Record<ChainStep, string[]>>;

export interface VettingRule {
  ruleId: string | null;
  steps: ChainStep[];
  persons: ChainPersons;
  /** At which step the secrecy check (保密审查) must stand; nowhere when null. */
  secrecyStep: ChainStep | null;
  /** Named reviewers; empty: whoever takes the step also answers for the check. */
  secrecyReviewerIds: string[];
  samplePercent: number;
  sampleDays: number;
  laneFailures: number;
  laneMonths: number;
}

/** What holds where a city has set nothing. */
export const DEFAULT_VETTING_RULE: VettingRule = {
  ruleId: null,
  steps: ["sign"],
  persons: {},
  secrecyStep: null,
  secrecyReviewerIds: [],
  samplePercent: 20,
  sampleDays: 5,
  laneFailures: 2,
  laneMonths: 12,
};

const userIds = z.array(z.string().max(60)).max(30).default([]);
const whole = (min: number, max: number) =>
  z
    .number({ error: "vetting.rule_range" })
    .int("vetting.rule_range")
    .min(min, "vetting.rule_range")
    .max(max, "vetting.rule_range");

export const setVettingRuleInput = z
  .object({
    cityId: z.string().max(60),
    /** The rule that was on the screen; null for the default. Of two who change it at once the second reads first. */
    baseRuleId: z.string().max(60).nullable(),
    steps: z.array(chainStep).min(1).max(3),
    persons: z.object({ prepare: userIds, check: userIds, sign: userIds }).partial().default({}),
    secrecyStep: chainStep.nullable().default(null),
    secrecyReviewerIds: userIds,
    samplePercent: whole(1, 100).default(20),
    sampleDays: whole(1, 60).default(5),
    laneFailures: whole(1, 20).default(2),
    laneMonths: whole(1, 60).default(12),
  })
  .refine((rule) => CHAINS.some((chain) => chain.join() === rule.steps.join()), {
    error: "vetting.rule_steps",
    path: ["steps"],
  })
  .refine((rule) => rule.secrecyStep === null || rule.steps.includes(rule.secrecyStep), {
    error: "vetting.rule_secrecy_step",
    path: ["secrecyStep"],
  });
export type SetVettingRuleInput = z.input<typeof setVettingRuleInput>;

const namedPerson = z.object({ userId: z.string(), name: z.string() });
export const vettingRuleView = z.object({
  cityId: z.string(),
  cityName: z.string(),
  ruleId: z.string().nullable(),
  steps: z.array(chainStep),
  persons: z.object({ prepare: z.array(z.string()), check: z.array(z.string()), sign: z.array(z.string()) }),
  secrecyStep: chainStep.nullable(),
  secrecyReviewerIds: z.array(z.string()),
  samplePercent: z.number().int(),
  sampleDays: z.number().int(),
  laneFailures: z.number().int(),
  laneMonths: z.number().int(),
  setByName: z.string().nullable(),
  setAt: instant.nullable(),
  /** Coordinators of the city: those who can be named. */
  coordinators: z.array(namedPerson),
  /** Cases that go on under an earlier rule. */
  runningCases: z.number().int(),
  /** Too few different persons to walk the chain. */
  isShortOfPersons: z.boolean(),
});
export type VettingRuleView = z.infer<typeof vettingRuleView>;

/** True when the steps can be given to different persons (a chain of at most three: try all). */
export function chainCanBeWalked(
  steps: readonly ChainStep[],
  persons: ChainPersons,
  everybody: readonly string[],
): boolean {
  const candidates = steps.map((step) => {
    const named = (persons[step] ?? []).filter((id) => everybody.includes(id));
    return named.length > 0 || persons[step]?.length ? named : everybody;
  });
  const walk = (i: number, taken: string[]): boolean =>
    i === candidates.length || candidates[i]!.some((id) => !taken.includes(id) && walk(i + 1, [...taken, id]));
  return walk(0, []);
}
