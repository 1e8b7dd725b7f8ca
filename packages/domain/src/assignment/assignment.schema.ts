import { z } from "zod";
import { instant } from "../kernel/instants.ts";

// Who works on what. A case is a step of a desk (`vetting:rev_…`); one person has it, or nobody (the pool).
// Anyone whose jurisdiction it is may take it, give it to a colleague of the same jurisdiction, or put it back.
// When an appointment ends, what the person had lies in the pool again.

/** Kinds of steps that can be somebody's; the part before the colon of a step key. */
export const CASE_KINDS = ["vetting", "on_behalf", "interest"] as const;
export const caseKind = z.enum(CASE_KINDS);
export type CaseKind = z.infer<typeof caseKind>;

const stepKey = z.string().regex(/^(vetting|on_behalf|interest):[a-z]{3}_[0-9a-z]{1,40}$/, "assignment.unknown_case");
const note = z.string().trim().max(500, "entry.too_long").default("");

/** To a colleague, or (null) back to the pool. */
export const assignInput = z.object({
  stepKeys: z.array(stepKey).min(1, "assignment.nothing_chosen").max(100, "assignment.too_many"),
  userId: z.string().max(60).nullable(),
  note,
});
export type AssignInput = z.input<typeof assignInput>;

export const handOverInput = z.object({
  toUserId: z.string().max(60),
  /** Whose cases; the own ones when left out. Another's only by a city coordinator. */
  fromUserId: z.string().max(60).optional(),
  /** Which; all of them when left out. */
  stepKeys: z.array(stepKey).max(500).optional(),
  note: z.string().trim().min(2, "assignment.note_missing").max(500, "entry.too_long"),
});
export type HandOverInput = z.input<typeof handOverInput>;

export const assignOutcome = z.object({
  moved: z.number().int(),
  /** Not moved: decided meanwhile, or not a case of the new person's jurisdiction. */
  left: z.number().int(),
});
export type AssignOutcome = z.infer<typeof assignOutcome>;

export const colleague = z.object({
  userId: z.string(),
  name: z.string(),
  jurisdictionNames: z.array(z.string()),
  openCases: z.number().int(),
  isMe: z.boolean(),
});
export const colleagueList = z.array(colleague);
export type Colleague = z.infer<typeof colleague>;

export const assignedCase = z.object({
  stepKey: z.string(),
  kind: caseKind,
  title: z.string(),
  number: z.string().nullable(),
  jurisdictionName: z.string(),
  assignedByName: z.string().nullable(),
  note: z.string().nullable(),
  assignedAt: instant,
  link: z.string(),
});
export type AssignedCase = z.infer<typeof assignedCase>;
