import { z } from "zod";
import { entryState, revisionState, VETTING_STATES } from "../entry/entry.states.ts";
import { entryContent, entryKind } from "../entry/entry-content.ts";
import { finding } from "../entry/entry-linter.ts";
import { instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";
import { chainStep, proposal } from "./chain.ts";
import { rubricScores } from "./rubric.ts";

/** `direct`: a change of harmless fields; `trusted`: a university's own review; `sample`: the city's look at it afterwards. */
export const vettingStep = z.enum([
  "county",
  "city",
  "import",
  "prepare",
  "check",
  "sign",
  "trusted",
  "sample",
  "direct",
]);
export type VettingStep = z.infer<typeof vettingStep>;
export const VETTING_ACTIONS = [
  "recommend",
  "return",
  "hold",
  "reject",
  "publish",
  "prepare",
  "check",
  "send_back",
  "sign",
  "secrecy",
] as const;
export const vettingAction = z.enum(VETTING_ACTIONS);
export type VettingAction = z.infer<typeof vettingAction>;
/** What the history says was done; `pass` and `fail` are a sample's. */
export const decisionAction = z.enum([...VETTING_ACTIONS, "pass", "fail"]);
/** Work inside the city's office: its people read it, nobody else does. */
export const INTERNAL_ACTIONS = ["prepare", "check", "send_back", "secrecy", "pass"] as const;

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

/** 保密审查: who takes the step answers for it with a tick and a statement. */
export const secrecyInput = z.object({
  isClear: z.literal(true, { error: "vetting.secrecy_missing" }),
  statement: z.string().trim().min(2, "vetting.secrecy_statement").max(500, "entry.too_long"),
});
const secrecy = secrecyInput.optional();

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
  action: proposal,
  rubric: rubricScores,
  reasons: z.array(vettingReason).max(8).default([]),
  note,
  secrecy,
});
export type DecideInput = z.input<typeof decideInput>;
/** The preparer's rubric and proposal; nothing happens before it is signed. */
export const prepareInput = decideInput;
export type PrepareInput = DecideInput;
export const checkInput = z.object({ ...onRevision, note, secrecy });
export type CheckInput = z.input<typeof checkInput>;
export const sendBackInput = z.object({
  ...onRevision,
  note: z.string().trim().min(2, "vetting.send_back_words").max(2000, "entry.too_long"),
});
export type SendBackInput = z.input<typeof sendBackInput>;
export const recordSecrecyInput = z.object({ ...onRevision, statement: secrecyInput.shape.statement });
export type RecordSecrecyInput = z.input<typeof recordSecrecyInput>;
/** One signature under many: each happens or is refused by itself. */
export const signInput = z.object({
  items: z.array(z.object(onRevision)).min(1, "vetting.nothing_chosen").max(50, "vetting.too_many_to_sign"),
  note,
  secrecy,
});
export type SignInput = z.input<typeof signInput>;
export const signResult = z.array(
  z.object({
    revisionId: z.string(),
    number: z.string().nullable(),
    title: z.string(),
    /** What it became; null when it was refused. */
    state: revisionState.nullable(),
    /** i18n key and its values, when it was refused. */
    reason: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
  }),
);
export type SignResult = z.infer<typeof signResult>;

export const decisionView = z.object({
  id: z.string(),
  revisionId: z.string(),
  revisionNo: z.number().int(),
  step: vettingStep,
  action: decisionAction,
  proposal: proposal.nullable(),
  reasons: z.array(z.string()),
  ticks: vettingTicks.nullable(),
  rubric: rubricScores.nullable(),
  total: z.number().int().nullable(),
  note: z.string().nullable(),
  /** Of a trusted university: who there reviewed. */
  reviewerName: z.string().nullable(),
  /** Null for those who are told the decision, not the person. */
  decidedByName: z.string().nullable(),
  decidedAt: instant,
});
export type DecisionView = z.infer<typeof decisionView>;

export const VETTING_ORDERS = ["waiting", "newest"] as const;
export const vettingListInput = paging.extend({
  kind: entryKind.optional(),
  states: z.array(z.enum(VETTING_STATES)).optional(),
  jurisdictionId: z.string().optional(),
  /** Whose: assigned to me, to nobody, or to that person. */
  assigned: z.enum(["mine", "nobody"]).optional(),
  assigneeId: z.string().max(60).optional(),
  /** Only what this person can take the next step of. */
  isMyTurn: z.boolean().optional(),
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
  isOnBehalfUnconfirmed: z.boolean(),
  lockVersion: z.number().int(),
  assignee: z.object({ userId: z.string(), name: z.string() }).nullable(),
  /** The step in turn; what was proposed is shown to the city only. */
  step: chainStep,
  proposal: proposal.nullable(),
  total: z.number().int().nullable(),
  allowedActions: z.array(vettingAction),
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
  /** And against what stands in the catalogue, when the difference above is against something else. */
  differencesToPublished: z
    .object({
      againstNo: z.number().int(),
      fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
    })
    .nullable(),
  history: z.array(decisionView),
  assignee: z.object({ userId: z.string(), name: z.string() }).nullable(),
  chain: z.object({
    steps: z.array(
      z.object({ step: chainStep, byName: z.string().nullable(), at: instant.nullable(), isInTurn: z.boolean() }),
    ),
    secrecy: z
      .object({
        step: chainStep,
        reviewers: z.array(z.string()),
        byName: z.string().nullable(),
        at: instant.nullable(),
        statement: z.string().nullable(),
      })
      .nullable(),
    /** For the city only, until it is signed. */
    proposal: z
      .object({
        action: proposal,
        rubric: rubricScores,
        total: z.number().int(),
        reasons: z.array(z.string()),
        note: z.string().nullable(),
      })
      .nullable(),
  }),
  sample: z
    .object({
      sampleId: z.string(),
      state: z.enum(["open", "passed", "failed", "void"]),
      dueOn: z.iso.date(),
      isOverdue: z.boolean(),
    })
    .nullable(),
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
