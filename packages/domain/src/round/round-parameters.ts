import { z } from "zod";

const organisationKinds = z
  .array(z.enum(["university", "institute", "enterprise", "agency"]))
  .min(1, "round.kinds_missing");
const whole = (min: number, max: number) =>
  z
    .number("round.number_shape")
    .int("round.number_shape")
    .min(min, "round.number_range")
    .max(max, "round.number_range");

/** `off`: kept closed by rule until the opening. `platform`: encrypted in the browser to the round's key. */
export const sealingMode = z.enum(["off", "platform"]);
export type SealingMode = z.infer<typeof sealingMode>;

/** What a round may set for itself before the announcement; afterwards it is frozen. The template brings defaults and reasons. */
export const roundParameters = z.object({
  /** Kinds of organisations whose demands come on the board. */
  posterKinds: organisationKinds,
  bidderKinds: organisationKinds,
  /** Partners beside the lead. */
  maxPartners: whole(0, 20),
  /** Bids of one organisation as lead in the whole round; 0 = no limit. One per item in any case. */
  maxBidsPerOrganisation: whole(0, 100),
  /** The bidder declares no serious breach of trust in so many months; 0 = not asked. */
  creditLookbackMonths: whole(0, 120),
  excludeRelated: z.boolean(),
  sealing: sealingMode,
  minimumValidBids: whole(1, 10),
  /** How often the bidding period of one item may be extended after the closing because of too few bids. */
  tooFewExtensions: whole(0, 1),
  winnersMax: whole(1, 3),
  /** Shortest bidding period in calendar days. */
  bidWindowDays: whole(1, 365),
  /** HH:MM in Asia/Shanghai: the hour at which bidding closes. */
  closingHour: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "round.hour_shape"),
  correctionDays: whole(1, 30),
  decideDays: whole(1, 60),
  noticeDays: whole(1, 60),
  objectionAnswerDays: whole(1, 60),
  contractDays: whole(1, 365),
});
export type RoundParameters = z.infer<typeof roundParameters>;
export type RoundParameterKey = keyof RoundParameters;
