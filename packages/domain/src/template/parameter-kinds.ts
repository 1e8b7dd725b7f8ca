import { z } from "zod";
import { roundParameters } from "../round/round-parameters.ts";

// Every parameter a template may set: how it is entered, in which stages it works, and whether something carries it out.

export interface ParameterKind {
  /** How it is entered; `days` are working days, `weights` are lines such as `技术指标=40` that sum to 100. */
  input: "number" | "percent" | "ratio" | "days" | "flag" | "choice" | "kinds" | "hour" | "lines" | "weights";
  schema: z.ZodType;
  options?: readonly string[];
  /** It works in any of these; a template without them may not carry it. */
  stages: readonly string[];
  hasEngine: boolean;
}

const shape = roundParameters.shape;
const engine = (
  key: keyof typeof shape,
  input: ParameterKind["input"],
  stages: string[],
  more: Partial<ParameterKind> = {},
): [string, ParameterKind] => [key, { input, schema: shape[key], stages, hasEngine: true, ...more }];

const whole = (min: number, max: number) =>
  z
    .number("round.number_shape")
    .int("round.number_shape")
    .min(min, "round.number_range")
    .max(max, "round.number_range");
const lines = z.array(z.string().min(1)).min(1, "template.lines_missing").max(30, "template.lines_many");
const waiting = (
  key: string,
  input: ParameterKind["input"],
  schema: z.ZodType,
  stages: string[],
  options?: string[],
): [string, ParameterKind] => [key, { input, schema, stages, hasEngine: false, ...(options && { options }) }];
const choice = (key: string, stages: string[], options: [string, ...string[]]) =>
  waiting(key, "choice", z.enum(options, "template.choice_unknown"), stages, options);

const result = ["decide", "approve", "match"];
export const PARAMETER_KINDS: Record<string, ParameterKind> = Object.fromEntries([
  engine("posterKinds", "kinds", ["prepare"]),
  engine("bidderKinds", "kinds", ["bid"]),
  engine("maxPartners", "number", ["bid"]),
  engine("maxBidsPerOrganisation", "number", ["bid"]),
  engine("creditLookbackMonths", "number", ["bid"]),
  engine("excludeRelated", "flag", ["bid"]),
  engine("sealing", "choice", ["bid"], {
    schema: z.enum(["off", "platform", "quorum"], "template.choice_unknown"),
    options: ["off", "platform", "quorum"],
  }),
  engine("minimumValidBids", "number", ["open", "check"]),
  engine("tooFewExtensions", "number", ["open"]),
  engine("winnersMax", "number", result),
  engine("bidWindowDays", "number", ["bid"]),
  engine("closingHour", "hour", ["bid"]),
  engine("correctionDays", "days", ["check"]),
  engine("decideDays", "days", ["decide"]),
  engine("noticeDays", "days", ["notice"]),
  engine("objectionAnswerDays", "days", ["notice", "confirm"]),
  engine("contractDays", "number", ["confirm", "contract"]),
  // What follows waits for the stages that will carry it out.
  choice("visibility", ["announce"], ["public", "undertaking", "directed"]),
  waiting("maxDurationMonths", "number", whole(1, 120), ["check"]),
  waiting("cashFloorPercent", "percent", whole(0, 100), ["check", "contract"]),
  waiting("coFundingFirm", "ratio", z.number("round.number_shape").min(0).max(20), ["check"]),
  waiting("coFundingUniversity", "ratio", z.number("round.number_shape").min(0).max(20), ["check"]),
  waiting("quorumHolders", "number", whole(2, 15), ["open"]),
  waiting("quorumNeeded", "number", whole(2, 15), ["open"]),
  waiting("argueDays", "days", whole(1, 60), ["argue"]),
  waiting("panelSize", "number", whole(3, 99), ["review"]),
  waiting("expertsPerBid", "number", whole(1, 21), ["review"]),
  waiting("reserveExperts", "number", whole(0, 50), ["review"]),
  choice("drawSeed", ["review"], ["ledger_and_public_number"]),
  waiting("recusalYears", "number", whole(0, 20), ["review"]),
  waiting("isBlind", "flag", z.boolean(), ["review"]),
  waiting("scoreSheet", "weights", lines, ["review"]),
  waiting("scoreScale", "number", whole(5, 100), ["review"]),
  choice("aggregation", ["review"], ["median", "mean", "trimmed"]),
  waiting("reviewDays", "days", whole(1, 60), ["review"]),
  waiting("approveDays", "days", whole(1, 60), ["approve"]),
  waiting("rankDays", "days", whole(1, 60), ["rank"]),
  choice("favouredSide", ["match"], ["demand", "offer"]),
  waiting("capacityPerBidder", "number", whole(1, 50), ["match"]),
  choice("tieRule", ["match"], ["lottery", "largest"]),
  waiting("priceNoticeDays", "number", whole(15, 365), ["contract"]),
  waiting("milestones", "lines", lines, ["deliver"]),
  waiting("acceptDays", "days", whole(1, 120), ["accept"]),
  waiting("sanctionMonths", "number", whole(0, 120), ["deliver", "accept"]),
]);
