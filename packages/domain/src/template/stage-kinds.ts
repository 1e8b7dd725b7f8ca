import type { TemplateStage } from "./template.schema.ts";

// What a stage can be. The name of a kind is the key of its stage, once per template; only a pause has a name of its own
// and may stand in several places. `hasEngine` says whether something carries the stage out: a template that holds a stage
// without one is kept and shown, and no round is made from it.

export interface StageKind {
  hasEngine: boolean;
  turn: readonly ("clock" | "hand")[];
  /** Kinds that stand somewhere before it, as far as the template has them. */
  after: readonly string[];
  /** Kinds one of which has to follow at once. */
  next?: readonly string[];
  /** Without these the stage could not be finished. */
  mustAllow: readonly string[];
  mayAllow: readonly string[];
}

const draftActions = ["round.edit", "round.announce", "item.proposeByCoordinator", "item.judge"];
const objections = ["objection.file", "objection.answer"];
const agreements = ["agreement.save", "agreement.record"];

const engine = (
  turn: "clock" | "hand",
  after: string[],
  mustAllow: string[],
  mayAllow: string[],
  next?: string[],
): StageKind => ({ hasEngine: true, turn: [turn], after, mustAllow, mayAllow, ...(next && { next }) });
const waiting = (turn: "clock" | "hand", after: string[], next?: string[]): StageKind => ({
  hasEngine: false,
  turn: [turn],
  after,
  mustAllow: [],
  mayAllow: [...objections, ...agreements, "item.fail"],
  ...(next && { next }),
});

export const STAGE_KINDS: Record<string, StageKind> = {
  prepare: engine("hand", [], ["round.edit"], [...draftActions, "round.startSolicitation"]),
  solicit: engine(
    "clock",
    ["prepare"],
    ["item.propose", "round.closeSolicitation"],
    [...draftActions, "round.closeSolicitation", "item.propose"],
    ["vet"],
  ),
  vet: engine("hand", ["prepare"], ["item.judge"], draftActions),
  argue: waiting("hand", ["prepare", "solicit", "vet"]),
  announce: engine("clock", ["prepare", "solicit", "vet", "argue"], [], ["round.extend", "item.fail"], ["bid"]),
  bid: engine(
    "clock",
    ["announce"],
    ["bid.start", "bid.seal", "bid.withdraw", "bid.sign"],
    ["bid.start", "bid.seal", "bid.withdraw", "bid.sign", "round.extend"],
    ["open"],
  ),
  open: engine(
    "hand",
    ["bid"],
    ["round.open"],
    ["round.open", "bid.start", "item.extendBids", "item.continue", "item.fail"],
  ),
  check: engine(
    "hand",
    ["open"],
    ["bid.check", "bid.correct", "item.fail", "round.finishCheck"],
    ["bid.check", "bid.correct", "bid.handIn", "item.continue", "item.fail", "round.finishCheck"],
  ),
  review: waiting("hand", ["check"]),
  hearing: waiting("hand", ["check"]),
  approve: waiting("hand", ["check", "review", "hearing"], ["notice"]),
  decide: engine(
    "hand",
    ["check", "review", "hearing"],
    ["item.decide", "round.release"],
    ["item.decide", "round.release", "item.fail"],
    ["notice"],
  ),
  rank: waiting("clock", ["check"]),
  match: waiting("hand", ["check", "rank"], ["notice"]),
  notice: engine("clock", ["approve", "decide", "match"], objections, [
    ...objections,
    "item.decide",
    "round.release",
    "item.fail",
  ]),
  confirm: engine(
    "hand",
    ["notice"],
    ["item.confirm", "item.decide", "round.release", "objection.answer"],
    [...objections, ...agreements, "item.decide", "round.release", "item.confirm", "item.fail"],
  ),
  contract: engine("hand", ["confirm"], agreements, [...agreements, "item.fail"]),
  deliver: waiting("hand", ["contract", "confirm"]),
  accept: waiting("hand", ["contract", "confirm", "deliver"]),
  close: engine("hand", ["confirm", "contract", "deliver", "accept"], [], []),
  pause: {
    hasEngine: true,
    turn: ["clock", "hand"],
    after: [], // but never before the opening, where dates are fixed
    mustAllow: [],
    mayAllow: ["round.endStage"],
  },
};

export const REQUIRED_STAGES = ["prepare", "announce", "bid", "open", "check", "notice", "confirm", "close"] as const;
/** One of these makes the result of a round. */
export const DECIDING_STAGES = ["decide", "approve", "match"] as const;
/** What a stage can make visible, and the first kind from which it may. Bids earlier than that would break the seal. */
export const SHOWS_FROM: Record<string, string> = {
  draft: "prepare",
  board: "announce",
  counts: "announce",
  bids: "check",
  result: "notice",
};

export const kindOfStage = (stage: Pick<TemplateStage, "key" | "kind">): string => stage.kind ?? stage.key;
