import { z } from "zod";
import { entryState, revisionState } from "../entry/entry.states.ts";
import { entryContent, entryKind } from "../entry/entry-content.ts";
import { finding } from "../entry/entry-linter.ts";
import { instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";
import { rubricScores } from "./rubric.ts";

export const vettingStep = z.enum(["county", "city", "import"]);
export type VettingStep = z.infer<typeof vettingStep>;
export const VETTING_ACTIONS = ["recommend", "return", "hold", "reject", "publish"] as const;
export const vettingAction = z.enum(VETTING_ACTIONS);
export type VettingAction = z.infer<typeof vettingAction>;

/** Why a revision was returned, held or rejected; the texts are in i18n as `vetting.reason.<code>`. */
export const VETTING_REASONS = [
  "too_early", // not far enough for the catalogue
  "benefit_unclear",
  "target_unclear", // no measurable target
  "market_unclear",
  "description_unclear",
  "evidence_missing",
  "cooperation_unclear",
  "ip_unclear",
  "money_missing",
  "deadline_missing",
  "contact_missing",
  "not_authentic",
  "incomplete",
  "secret_suspected",
  "identifies_poster",
  "duplicate",
  "out_of_scope",
  "wrong_kind", // an offer told as a demand, or the other way round
  "unlawful",
  "rubric_low",
] as const;
export const vettingReason = z.enum(VETTING_REASONS);
export type VettingReason = z.infer<typeof vettingReason>;

/** What a county answers for: 真实, 完整, 不涉密. */
export const vettingTicks = z.object({ isTrue: z.boolean(), isComplete: z.boolean(), isNotSecret: z.boolean() });
export type VettingTicks = z.infer<typeof vettingTicks>;

const note = z.string().trim().max(2000, "entry.too_long").default("");
const onRevision = { revisionId: z.string(), lockVersion: z.number().int() };

export const recommendInput = z.object({ ...onRevision, ticks: vettingTicks, note });
export type RecommendInput = z.input<typeof recommendInput>;
export const returnInput = z.object({
  ...onRevision,
  reasons: z.array(vettingReason).min(1, "vetting.reason_missing").max(8),
  note,
});
export type ReturnInput = z.input<typeof returnInput>;
/** hold, reject or publish: with the rubric. */
export const decideInput = z.object({
  ...onRevision,
  action: z.enum(["hold", "reject", "publish"]),
  rubric: rubricScores,
  reasons: z.array(vettingReason).max(8).default([]),
  note,
});
export type DecideInput = z.input<typeof decideInput>;

export const decisionView = z.object({
  id: z.string(),
  revisionId: z.string(),
  revisionNo: z.number().int(),
  step: vettingStep,
  action: vettingAction,
  reasons: z.array(z.string()),
  ticks: vettingTicks.nullable(),
  rubric: rubricScores.nullable(),
  total: z.number().int().nullable(),
  note: z.string().nullable(),
  /** Null for those who are told the decision, not the person. */
  decidedByName: z.string().nullable(),
  decidedAt: instant,
});
export type DecisionView = z.infer<typeof decisionView>;

export const VETTING_ORDERS = ["waiting", "newest"] as const;
export const vettingListInput = paging.extend({
  kind: entryKind.optional(),
  states: z.array(z.enum(["submitted", "recommended", "held"])).optional(),
  jurisdictionId: z.string().optional(),
  isOverdue: z.boolean().optional(),
  text: z.string().trim().max(100).optional(),
  order: z.enum(VETTING_ORDERS).default("waiting"),
});
export type VettingListInput = z.input<typeof vettingListInput>;

export const vettingRow = z.object({
  entryId: z.string(),
  revisionId: z.string(),
  revisionNo: z.number().int(),
  kind: entryKind,
  number: z.string().nullable(),
  title: z.string(),
  organisationName: z.string(),
  jurisdictionName: z.string().nullable(),
  state: revisionState,
  submittedAt: instant,
  /** Full days since it was handed in. */
  waitingDays: z.number().int(),
  dueOn: z.iso.date(),
  isOverdue: z.boolean(),
  /** The person at the desk is a member there, or entered it: somebody else must decide. */
  isBarred: z.boolean(),
});
export type VettingRow = z.infer<typeof vettingRow>;
export const vettingPage = pageOf(vettingRow);
export type VettingPage = z.infer<typeof vettingPage>;

export const vettingCase = z.object({
  entryId: z.string(),
  revisionId: z.string(),
  revisionNo: z.number().int(),
  lockVersion: z.number().int(),
  kind: entryKind,
  number: z.string().nullable(),
  entryState,
  state: revisionState,
  organisation: z.object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    creditCode: z.string().nullable(),
    isVerified: z.boolean(),
  }),
  jurisdictionName: z.string().nullable(),
  isOnBehalfUnconfirmed: z.boolean(),
  submittedAt: instant.nullable(),
  submittedByName: z.string().nullable(),
  dueOn: z.iso.date().nullable(),
  isOverdue: z.boolean(),
  content: entryContent,
  findings: z.array(finding),
  attachments: z.array(
    z.object({
      id: z.string(),
      fileName: z.string(),
      mediaType: z.string(),
      size: z.number().int(),
      layer: z.string(),
    }),
  ),
  /** Field by field against the published revision, or against the one decided before. */
  differences: z
    .object({
      againstNo: z.number().int(),
      fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
    })
    .nullable(),
  history: z.array(decisionView),
  isBarred: z.boolean(),
  allowedActions: z.array(vettingAction),
});
export type VettingCase = z.infer<typeof vettingCase>;

/** What a decision led to. */
export const vettingOutcome = z.object({
  entryId: z.string(),
  revisionId: z.string(),
  number: z.string().nullable(),
  state: revisionState,
});
export type VettingOutcome = z.infer<typeof vettingOutcome>;
