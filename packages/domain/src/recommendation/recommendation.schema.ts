import { z } from "zod";
import { entryKind } from "../entry/entry-content.ts";
import { entryCard } from "../entry/public-entry.ts";
import { instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";

// A recommendation is a pair of an offer and a demand with the parts that make up its score, and nothing else in it: the
// parts add up to the total, each says what it saw in both texts, and what nobody said counts for nothing.

/** In the order in which they are shown; the same list as the scorer's. */
export const RECOMMENDATION_PARTS = [
  "text",
  "field",
  "industry",
  "targets",
  "maturity",
  "modes",
  "money",
  "place",
  "answerRate",
] as const;
export const recommendationPart = z.enum(RECOMMENDATION_PARTS);
export type RecommendationPart = z.infer<typeof recommendationPart>;

const share = z.number().min(0).max(1);

export const scoredPart = z.object({
  name: recommendationPart,
  /** Among the known parts, which together weigh 1. */
  weight: share,
  score: share,
});
export type ScoredPart = z.infer<typeof scoredPart>;

/** A piece of a public text with the places that count, [start, end) in UTF-16 units of the piece. */
export const passage = z.object({
  field: z.enum(["title", "summary", "body", "keywords", "targets", "names"]),
  text: z.string(),
  marks: z.array(z.tuple([z.number().int().min(0), z.number().int().min(0)])),
});
export type Passage = z.infer<typeof passage>;

const codeRelation = z.enum(["same", "narrower", "wider", "sibling", "concordance", "none"]);

/** What a part saw, as far as it is no quotation. */
export const partFact = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("code"),
    part: recommendationPart,
    system: z.enum(["industry", "ipc", "chain", "discipline", "area"]),
    offer: z.string(),
    demand: z.string(),
    relation: codeRelation,
  }),
  z.object({ kind: z.literal("maturity"), offer: z.number(), demand: z.number() }),
  z.object({
    kind: z.literal("modes"),
    both: z.array(z.string()),
    onlyOffer: z.array(z.string()),
    onlyDemand: z.array(z.string()),
  }),
  z.object({ kind: z.literal("money"), relation: z.enum(["within", "overlaps", "above", "below"]) }),
  z.object({ kind: z.literal("rate"), rate: share }),
]);
export type PartFact = z.infer<typeof partFact>;

/** A target of the demand, as written, and what the offer's text says to it. */
export const targetFinding = z.object({
  name: z.string(),
  wanted: z.string(),
  state: z.enum(["met", "missed", "named", "unanswered"]),
  quote: z.string().nullable(),
});
export type TargetFinding = z.infer<typeof targetFinding>;

export const missingPart = z.object({ part: recommendationPart, side: z.enum(["offer", "demand", "both"]) });
export type MissingPart = z.infer<typeof missingPart>;

/** Everything that explains one pair. Stored as it stands; holds words of the public layer only. */
export const explanation = z.object({
  parts: z.array(scoredPart),
  facts: z.array(partFact),
  quotes: z.object({ offer: z.array(passage), demand: z.array(passage) }),
  targets: z.array(targetFinding),
  missing: z.array(missingPart),
});
export type Explanation = z.infer<typeof explanation>;

/** One side of a pair as its own people see it in a list. */
export const ownSide = z.object({
  id: z.string(),
  kind: entryKind,
  number: z.string(),
  title: z.string(),
  titleEn: z.string().nullable(),
  organisationId: z.string(),
});

export const recommendationActions = z.array(
  z.enum(["express_interest", "dismiss", "fewer_industry", "fewer_organisation"]),
);

export const recommendationView = z.object({
  own: ownSide,
  other: entryCard,
  total: share,
  explanation,
  weightsVersion: z.number().int(),
  allowedActions: recommendationActions,
});
export type RecommendationView = z.infer<typeof recommendationView>;

export const forYouInput = paging.extend({
  entryId: z.string().max(60).optional(),
  kind: entryKind.optional(),
});
export type ForYouInput = z.input<typeof forYouInput>;
/** `waiting`: entries whose recommendations are still being put together. */
export const forYouPage = pageOf(recommendationView).extend({
  waiting: z.number().int(),
  ownEntries: z.number().int(),
});
export type ForYouPage = z.infer<typeof forYouPage>;

/** The other side of any entry that a person may read. */
export const fittingInput = z.object({ number: z.string().max(40), limit: z.number().int().min(1).max(20).default(5) });
export type FittingInput = z.input<typeof fittingInput>;
export const fittingView = z.object({ other: entryCard, total: share, explanation });
export type FittingView = z.infer<typeof fittingView>;

/** Of so many a member sees the best for each own entry; the rest is a search away. */
export const MOST_FOR_ONE = 10;

/** Why a recommendation is refused; the texts are in i18n as `recommendation.reason.<code>`. */
export const DISMISSAL_REASONS = [
  "other_field", // speaks of something else
  "known", // already known or in touch
  "too_early",
  "too_costly",
  "too_far",
  "competitor",
  "solved", // no longer looked for
  "other",
] as const;
export const dismissalReason = z.enum(DISMISSAL_REASONS);
export type DismissalReason = z.infer<typeof dismissalReason>;

/** The pair is named from the own side; for whom it is refused is that entry's organisation. */
export const dismissInput = z
  .object({
    ownId: z.string().max(60),
    otherId: z.string().max(60),
    reason: dismissalReason,
    note: z.string().trim().max(500, "entry.too_long").default(""),
  })
  .refine((input) => input.reason !== "other" || input.note !== "", {
    path: ["note"],
    message: "recommendation.note_missing",
  });
export type DismissInput = z.input<typeof dismissInput>;

export const dismissalView = z.object({
  dismissalId: z.string(),
  own: ownSide,
  /** Null when the other side can no longer be read. */
  other: z.object({ number: z.string(), title: z.string(), titleEn: z.string().nullable() }).nullable(),
  reason: dismissalReason,
  note: z.string(),
  byName: z.string(),
  at: instant,
});
export type DismissalView = z.infer<typeof dismissalView>;
export const dismissalPage = pageOf(dismissalView);
export const dismissalRef = z.object({ dismissalId: z.string().max(60) });
export type DismissalRef = z.infer<typeof dismissalRef>;

/**
 * "Show fewer like this", as a rule that says itself: of one industry (division) or of one poster only the best match for
 * each own entry is shown, until the rule is ended.
 */
export const RULE_KINDS = ["industry", "organisation"] as const;
export const ruleKind = z.enum(RULE_KINDS);
export type RuleKind = z.infer<typeof ruleKind>;
export const showFewerInput = z.object({ ownId: z.string().max(60), otherId: z.string().max(60), kind: ruleKind });
export type ShowFewerInput = z.infer<typeof showFewerInput>;
export const fewerRuleView = z.object({
  ruleId: z.string(),
  organisationId: z.string(),
  kind: ruleKind,
  value: z.string(),
  label: z.string(),
  labelEn: z.string().nullable(),
  byName: z.string(),
  since: instant,
  /** How many recommendations it hides now. */
  hides: z.number().int(),
});
export type FewerRuleView = z.infer<typeof fewerRuleView>;
export const fewerRuleRef = z.object({ ruleId: z.string().max(60) });
export type FewerRuleRef = z.infer<typeof fewerRuleRef>;

/** The same shape for `jiebang recommend --json`: documented there, and stable. */
export const rankInput = z.object({
  /** Number, source id or id of the entry. */
  entry: z.string().trim().min(1).max(200),
  kind: entryKind,
  top: z.number().int().min(1).max(200).default(10),
  /** Also what has run out or came in as historical, on both sides. */
  withPast: z.boolean().default(false),
});
export type RankInput = z.input<typeof rankInput>;
export const rankedEntry = z.object({
  rank: z.number().int(),
  number: z.string(),
  sourceId: z.string().nullable(),
  id: z.string(),
  kind: entryKind,
  title: z.string(),
  state: z.string(),
  total: share,
  /** False when it is the best there is and yet too little to be shown as a recommendation. */
  fits: z.boolean(),
  parts: z.array(scoredPart),
  explanation,
});
export type RankedEntry = z.infer<typeof rankedEntry>;
