import { z } from "zod";
import { entryKind } from "../entry/entry-content.ts";
import { day, instant } from "../kernel/instants.ts";
import { money } from "../kernel/money.ts";
import { pageOf, paging } from "../kernel/paging.ts";

// Interest (对接意向): three questions, answered within the response clock with an acceptance or a coded reason.
export const INTEREST_SIDES = ["owner", "inventor", "asker", "manager", "coordinator"] as const;
export const interestSide = z.enum(INTEREST_SIDES);
export type InterestSide = z.infer<typeof interestSide>;
/** Who speaks: the two parties, and the technology manager between them. */
export const INTEREST_VOICES = ["owner", "asker", "manager"] as const;
export const interestVoice = z.enum(INTEREST_VOICES);
export type InterestVoice = z.infer<typeof interestVoice>;
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

/** Who works on an interest beside the members of the owner: inventors, with the office in copy. */
export const interestRouteView = z.object({
  id: z.string(),
  name: z.string(),
  mayAnswer: z.boolean(),
  note: z.string().nullable(),
  since: instant,
});
export type InterestRouteView = z.infer<typeof interestRouteView>;

/** A technology manager who reads along; both parties see that, and what was agreed. */
export const interestManagerView = z.object({
  engagementId: z.string(),
  /** Null for the asker while the poster's name is kept. */
  name: z.string().nullable(),
  mayAnswer: z.boolean(),
  /** The asker agreed too: the manager stands at this interest, not at the entry alone. */
  hasAskerConsent: z.boolean(),
  since: instant,
});
export type InterestManagerView = z.infer<typeof interestManagerView>;

/** A person who stands ready to be asked: a member of the owner, or an inventor named in the entry. */
export const routeCandidate = z.object({
  /** Null: named as an inventor, has no account in the organisation; gets a code. */
  userId: z.string().nullable(),
  name: z.string(),
  isInventor: z.boolean(),
});
export const routeCandidates = z.array(routeCandidate);
export type RouteCandidate = z.infer<typeof routeCandidate>;

const routeNote = z.string().trim().max(500, "entry.too_long").default("");
export const routeInterestInput = interestRef.extend({
  userId: z.string().max(60),
  mayAnswer: z.boolean().default(false),
  note: routeNote,
});
export type RouteInterestInput = z.input<typeof routeInterestInput>;
/** For somebody without an account: a code on paper, whose holder sees this one interest. */
export const inviteInventorInput = interestRef.extend({
  name: z.string().trim().min(1, "entry.name_missing").max(60, "entry.too_long"),
  mayAnswer: z.boolean().default(false),
});
export type InviteInventorInput = z.input<typeof inviteInventorInput>;
export const routeRef = interestRef.extend({ routeId: z.string().max(60) });
export type RouteRef = z.infer<typeof routeRef>;

// What came of it. `ended` needs a reason; an amount belongs to a contract.
export const OUTCOME_KINDS = ["talking", "visited", "trial", "contract", "ended"] as const;
export const outcomeKind = z.enum(OUTCOME_KINDS);
export type OutcomeKind = z.infer<typeof outcomeKind>;
/** Why nothing came of it; the texts are in i18n as `interest.ended.<code>`. */
export const ENDED_REASONS = [
  "technical",
  "price",
  "rights",
  "timing",
  "other_partner",
  "no_reply",
  "policy",
  "other",
] as const;
export const endedReason = z.enum(ENDED_REASONS);

export const recordOutcomeInput = interestRef
  .extend({
    kind: outcomeKind,
    happenedOn: z.iso.date("entry.day_shape"),
    reason: endedReason.nullable().default(null),
    /** 元, of a contract; may stay open. */
    amount: money.nullable().default(null),
    note: z.string().trim().max(2000, "entry.too_long").default(""),
    /** Owner, with a contract: the entry is taken and asks for no more interests. */
    marksMatched: z.boolean().default(false),
  })
  .refine((o) => o.kind !== "ended" || o.reason, { path: ["reason"], message: "interest.ended_reason_missing" })
  .refine((o) => o.kind === "contract" || !o.amount, { path: ["amount"], message: "interest.amount_of_contract" })
  .refine((o) => o.kind === "contract" || !o.marksMatched, {
    path: ["marksMatched"],
    message: "interest.matched_by_contract",
  });
export type RecordOutcomeInput = z.input<typeof recordOutcomeInput>;

export const outcomeView = z.object({
  id: z.string(),
  side: interestVoice,
  kind: outcomeKind,
  happenedOn: day,
  reason: z.string().nullable(),
  amount: money.nullable(),
  note: z.string(),
  recordedByName: z.string(),
  createdAt: instant,
});
export type OutcomeView = z.infer<typeof outcomeView>;

export const contactView = z.object({
  organisationName: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
});

export const INTEREST_ACTIONS = [
  "accept",
  "decline",
  "withdraw",
  "open_contact",
  "route",
  "send_message",
  "record_outcome",
] as const;
export const interestAction = z.enum(INTEREST_ACTIONS);

export const interestView = z.object({
  id: z.string(),
  /** `owner`: asked of us; `inventor`: the owner asked this person to help; `asker`: asked by us; `manager`: the parties let this technology manager in; `coordinator`: looks on. */
  side: interestSide,
  entry: z.object({
    id: z.string(),
    kind: entryKind,
    number: z.string(),
    title: z.string(),
    /** Null for the asker while the poster is hidden and has not accepted. */
    organisationName: z.string().nullable(),
  }),
  /** The poster stands hidden in the catalogue. */
  isPosterHidden: z.boolean(),
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
  /** The latest recorded outcome. */
  outcome: outcomeKind.nullable(),
  messages: z.object({ count: z.number().int(), lastAt: instant.nullable(), unread: z.number().int() }),
  allowedActions: z.array(interestAction),
});
export type InterestView = z.infer<typeof interestView>;

export const interestListInput = paging.extend({
  side: z.enum(["owner", "asker"]).default("owner"),
  state: interestState.optional(),
  isOverdue: z.boolean().optional(),
  entryId: z.string().optional(),
  /** Accepted, and nobody has said yet what came of it. */
  needsOutcome: z.boolean().optional(),
});
export type InterestListInput = z.input<typeof interestListInput>;
export const interestPage = pageOf(interestView);
export type InterestPage = z.infer<typeof interestPage>;

/** One interest whole, for its page. */
export const interestDetail = interestView.extend({
  routes: z.array(interestRouteView),
  managers: z.array(interestManagerView),
  outcomes: z.array(outcomeView),
  /** By when somebody should say what came of it; null when that is known or not yet asked. */
  outcomeDueOn: day.nullable(),
});
export type InterestDetail = z.infer<typeof interestDetail>;

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
