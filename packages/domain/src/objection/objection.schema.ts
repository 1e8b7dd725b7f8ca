import { z } from "zod";
import { DomainError } from "../kernel/domain-error.ts";
import { instant } from "../kernel/instants.ts";

// An objection is raised with a real name or for an organisation while the notice stands, online or on paper through a
// coordinator. It blocks its item only, those objected to never learn of it, and it is answered with reasons: upheld sends
// the item back or ends it, dismissed lets it go on. Its author may take it back until it is answered.
export const objectionState = z.enum(["open", "upheld", "dismissed", "withdrawn"]);
export type ObjectionState = z.infer<typeof objectionState>;

const transitions = {
  uphold: { from: ["open"], to: "upheld" },
  dismiss: { from: ["open"], to: "dismissed" },
  withdraw: { from: ["open"], to: "withdrawn" },
} satisfies Record<string, { from: ObjectionState[]; to: ObjectionState }>;

export function nextObjectionState(state: ObjectionState, action: keyof typeof transitions): ObjectionState {
  if (!(transitions[action].from as ObjectionState[]).includes(state))
    throw new DomainError("conflict", "objection.answered");
  return transitions[action].to;
}

export const OBJECTION_ANSWER_REASONS = [
  "facts_confirmed",
  "facts_not_confirmed",
  "rule_not_broken",
  "rule_broken",
  "outside_scope",
  "other",
] as const;

const text = (min: number, max: number) =>
  z.string().trim().min(min, "objection.text_missing").max(max, "objection.too_long");

export const objectionView = z.object({
  id: z.string(),
  noticeId: z.string(),
  noticeNumber: z.string(),
  roundId: z.string(),
  roundNumber: z.string().nullable(),
  itemId: z.string(),
  itemNumber: z.number().int().nullable(),
  itemTitle: z.string(),
  objectorName: z.string(),
  channel: z.enum(["online", "paper"]),
  text: z.string(),
  state: objectionState,
  answer: z.string().nullable(),
  answerReason: z.string().nullable(),
  answeredAt: instant.nullable(),
  dueAt: instant,
  createdAt: instant,
  isMine: z.boolean(),
  allowedActions: z.array(z.enum(["answer", "withdraw"])),
});
export type ObjectionView = z.infer<typeof objectionView>;

export const fileObjectionInput = z.object({
  noticeId: z.string(),
  itemId: z.string(),
  /** Raised for this organisation of the author's; without it in the author's own name. */
  organisationId: z.string().nullable().default(null),
  text: text(10, 4000),
});
export type FileObjectionInput = z.input<typeof fileObjectionInput>;
export const enterPaperObjectionInput = z.object({
  noticeId: z.string(),
  itemId: z.string(),
  /** The real name, or the organisation whose stamp it bears. */
  objectorName: text(2, 200),
  text: text(10, 4000),
});
export type EnterPaperObjectionInput = z.input<typeof enterPaperObjectionInput>;
export const objectionRef = z.object({ objectionId: z.string() });
export type ObjectionRef = z.infer<typeof objectionRef>;
export const answerObjectionInput = objectionRef.extend({
  outcome: z.enum(["upheld", "dismissed"]),
  reason: z.enum(OBJECTION_ANSWER_REASONS),
  answer: text(5, 4000),
  /** What an upheld objection means for its item. */
  consequence: z.enum(["decide_again", "fail_item"]).default("decide_again"),
});
export type AnswerObjectionInput = z.input<typeof answerObjectionInput>;
export const listObjectionsInput = z.object({
  roundId: z.string().optional(),
  limit: z.number().int().min(1).max(100).default(20),
  offset: z.number().int().min(0).default(0),
});
export const objectionPage = z.object({ items: z.array(objectionView), total: z.number().int() });
