import { z } from "zod";
import { day, instant } from "../kernel/instants.ts";
import { money } from "../kernel/money.ts";
import { FULFILMENT_STATES, MILESTONE_STATES } from "./fulfilment.states.ts";

const text = (max: number) => z.string().trim().max(max, "common.text_long");
const needed = (max: number, missing: string) => text(max).min(1, missing);
export const MAX_MILESTONES = 30;
export const MAX_EVIDENCE_FILES = 10;

export const agreementSide = z.enum(["poster", "bidder"]);
export type AgreementSide = z.infer<typeof agreementSide>;

/** One line of a plan: what is delivered by which day. */
export const plannedMilestone = z.object({
  title: needed(200, "fulfilment.title_missing"),
  deliverable: text(1000).default(""),
  dueOn: day,
});
export type PlannedMilestone = z.infer<typeof plannedMilestone>;

export const evidenceFile = z.object({
  id: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
});
export type EvidenceFile = z.infer<typeof evidenceFile>;

export const extensionView = z.object({
  id: z.string(),
  fromDay: day,
  toDay: day,
  reason: z.string(),
  state: z.enum(["asked", "granted", "refused"]),
  askedAt: instant,
  answeredAt: instant.nullable(),
  answerText: z.string().nullable(),
});

export const milestoneView = plannedMilestone.extend({
  id: z.string(),
  no: z.number().int(),
  state: z.enum(MILESTONE_STATES),
  isOverdue: z.boolean(),
  report: z.string().nullable(),
  reportedAt: instant.nullable(),
  judgedAt: instant.nullable(),
  returnText: z.string().nullable(),
  files: z.array(evidenceFile),
  extensions: z.array(extensionView),
  allowedActions: z.array(z.enum(["report", "add_evidence", "ask_extension", "answer_extension", "confirm", "return"])),
});
export type MilestoneView = z.infer<typeof milestoneView>;

export const TARGET_RESULTS = ["met", "part", "missed"] as const;
/** One measurable target of the demand, as the poster found it. */
export const judgedTarget = z.object({
  name: needed(200, "fulfilment.target_name"),
  /** As the demand asked for it, such as `≥ 85 %`. */
  wanted: text(200).default(""),
  /** What was measured. */
  measured: text(200).default(""),
  result: z.enum(TARGET_RESULTS, { error: "fulfilment.target_unjudged" }),
});
export type JudgedTarget = z.infer<typeof judgedTarget>;

export const acceptanceView = z.object({
  id: z.string(),
  no: z.number().int(),
  statement: z.string(),
  askedAt: instant,
  outcome: z.enum(["accepted", "refused"]).nullable(),
  targets: z.array(judgedTarget),
  text: z.string(),
  decidedAt: instant.nullable(),
});

export const paymentView = z.object({
  id: z.string(),
  paidOn: day,
  amount: money,
  note: z.string(),
  notedSide: agreementSide,
  notedAt: instant,
  confirmedAt: instant.nullable(),
  allowedActions: z.array(z.enum(["confirm", "remove"])),
});

/** How an agreement is carried out, as its parties, its coordinators and auditors see it. */
export const fulfilmentView = z.object({
  agreementId: z.string(),
  state: z.enum(FULFILMENT_STATES),
  version: z.number().int(),
  agreed: z.object({ poster: instant.nullable(), bidder: instant.nullable() }),
  milestones: z.array(milestoneView),
  /** Lines made of the winning bid's plan; empty when there is none or the plan is begun. */
  suggested: z.array(plannedMilestone),
  /** The demand's measurable targets, as the acceptance judges them. */
  targets: z.array(z.object({ name: z.string(), wanted: z.string() })),
  acceptances: z.array(acceptanceView),
  payments: z.array(paymentView),
  paid: money,
  amount: money.nullable(),
  defaultText: z.string().nullable(),
  endedAt: instant.nullable(),
  mySide: agreementSide.nullable(),
  allowedActions: z.array(
    z.enum(["save_plan", "agree_plan", "ask_acceptance", "decide_acceptance", "note_payment", "declare_default"]),
  ),
});
export type FulfilmentView = z.infer<typeof fulfilmentView>;

const ofAgreement = z.object({ agreementId: z.string().max(60) });
const ofMilestone = z.object({ milestoneId: z.string().max(60) });
export const fulfilmentRef = ofAgreement;
export type FulfilmentRef = z.input<typeof fulfilmentRef>;
export const savePlanInput = ofAgreement.extend({
  version: z.number().int(),
  milestones: z.array(plannedMilestone).min(1, "fulfilment.plan_empty").max(MAX_MILESTONES, "fulfilment.too_many"),
});
export type SavePlanInput = z.input<typeof savePlanInput>;
export const agreePlanInput = ofAgreement.extend({ version: z.number().int() });
export type AgreePlanInput = z.input<typeof agreePlanInput>;
export const reportMilestoneInput = ofMilestone.extend({ text: needed(4000, "fulfilment.report_missing") });
export type ReportMilestoneInput = z.input<typeof reportMilestoneInput>;
export const judgeMilestoneInput = ofMilestone
  .extend({ decision: z.enum(["confirm", "return"]), text: text(2000).default("") })
  .refine((v) => v.decision === "confirm" || v.text.length > 0, { path: ["text"], error: "fulfilment.reason_missing" });
export type JudgeMilestoneInput = z.input<typeof judgeMilestoneInput>;
export const askExtensionInput = ofMilestone.extend({ toDay: day, reason: needed(2000, "fulfilment.reason_missing") });
export type AskExtensionInput = z.input<typeof askExtensionInput>;
export const answerExtensionInput = z
  .object({ extensionId: z.string().max(60), decision: z.enum(["grant", "refuse"]), text: text(2000).default("") })
  .refine((v) => v.decision === "grant" || v.text.length > 0, { path: ["text"], error: "fulfilment.reason_missing" });
export type AnswerExtensionInput = z.input<typeof answerExtensionInput>;
export const askAcceptanceInput = ofAgreement.extend({ statement: needed(4000, "fulfilment.statement_missing") });
export type AskAcceptanceInput = z.input<typeof askAcceptanceInput>;
export const decideAcceptanceInput = ofAgreement
  .extend({
    no: z.number().int(),
    outcome: z.enum(["accepted", "refused"]),
    targets: z.array(judgedTarget).max(60),
    text: text(4000).default(""),
  })
  .refine((v) => v.outcome === "accepted" || v.text.length > 0, { path: ["text"], error: "fulfilment.reason_missing" })
  .refine((v) => v.outcome !== "accepted" || v.text.length > 0 || v.targets.every((t) => t.result === "met"), {
    path: ["text"],
    error: "fulfilment.accepted_though",
  });
export type DecideAcceptanceInput = z.input<typeof decideAcceptanceInput>;
export const notePaymentInput = ofAgreement.extend({
  paidOn: day,
  amount: money.refine((value) => Number(value) > 0, { error: "fulfilment.amount_zero" }),
  note: text(500).default(""),
});
export type NotePaymentInput = z.input<typeof notePaymentInput>;
export const paymentRef = z.object({ paymentId: z.string().max(60) });
export type PaymentRef = z.input<typeof paymentRef>;
export const declareDefaultInput = ofAgreement.extend({ text: needed(4000, "fulfilment.reason_missing") });
export type DeclareDefaultInput = z.input<typeof declareDefaultInput>;
export const evidenceRef = z.object({ attachmentId: z.string().max(60) });
