import { z } from "zod";
import { entryKind } from "../entry/entry-content.ts";
import { instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";

// Interest (对接意向): three questions, answered within the response clock with an acceptance or a coded reason.
export const interestState = z.enum(["open", "accepted", "declined", "withdrawn"]);
export type InterestState = z.infer<typeof interestState>;

/** Why an owner declines; the texts are in i18n as `interest.reason.<code>`. */
export const INTEREST_REASONS = [
  "not_fitting", // asks for something else
  "too_early",
  "capacity", // no capacity at present
  "already_partnered",
  "terms", // ideas of money or rights are too far apart
  "place",
  "information_missing",
  "competitor",
  "no_longer_offered",
  "other",
] as const;
export const interestReason = z.enum(INTEREST_REASONS);
export type InterestReason = z.infer<typeof interestReason>;

const answerText = (key: string, max = 2000) => z.string().trim().min(1, key).max(max, "entry.too_long");

export const expressInterestInput = z.object({
  entryId: z.string(),
  organisationId: z.string(),
  cooperation: answerText("interest.cooperation_missing"),
  unclear: z.string().trim().max(2000, "entry.too_long").default(""),
  about: answerText("interest.about_missing"),
});
export type ExpressInterestInput = z.input<typeof expressInterestInput>;
export const interestRef = z.object({ interestId: z.string() });
export type InterestRef = z.infer<typeof interestRef>;
export const acceptInterestInput = interestRef.extend({
  text: z.string().trim().max(2000, "entry.too_long").default(""),
});
export type AcceptInterestInput = z.input<typeof acceptInterestInput>;
export const declineInterestInput = interestRef.extend({
  reason: interestReason,
  text: answerText("interest.text_missing"),
});
export type DeclineInterestInput = z.input<typeof declineInterestInput>;

export const contactView = z.object({
  organisationName: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
});

export const interestView = z.object({
  id: z.string(),
  /** `owner`: asked of us; `asker`: asked by us; `coordinator`: looks on. */
  side: z.enum(["owner", "asker", "coordinator"]),
  entry: z.object({
    id: z.string(),
    kind: entryKind,
    number: z.string(),
    title: z.string(),
    /** Null for the asker while the poster is hidden and has not accepted. */
    organisationName: z.string().nullable(),
  }),
  askerOrganisation: z.object({ id: z.string(), name: z.string(), kind: z.string() }),
  askerName: z.string(),
  cooperation: z.string(),
  unclear: z.string(),
  about: z.string(),
  state: interestState,
  reason: z.string().nullable(),
  answer: z.string().nullable(),
  dueAt: instant,
  isOverdue: z.boolean(),
  answeredAt: instant.nullable(),
  createdAt: instant,
  allowedActions: z.array(z.enum(["accept", "decline", "withdraw", "open_contact"])),
});
export type InterestView = z.infer<typeof interestView>;

export const interestListInput = paging.extend({
  side: z.enum(["owner", "asker"]).default("owner"),
  state: interestState.optional(),
  isOverdue: z.boolean().optional(),
  entryId: z.string().optional(),
});
export type InterestListInput = z.input<typeof interestListInput>;
export const interestPage = pageOf(interestView);
export type InterestPage = z.infer<typeof interestPage>;

/** Answers in time over answers due; shown to the public from five due answers on. */
export const answerRate = z.object({
  due: z.number().int(),
  inTime: z.number().int(),
  late: z.number().int(),
  unanswered: z.number().int(),
  /** 0..1, null with fewer than five due answers. */
  rate: z.number().nullable(),
});
export type AnswerRate = z.infer<typeof answerRate>;
export const ANSWER_RATE_FROM = 5;
export type ContactView = z.infer<typeof contactView>;
