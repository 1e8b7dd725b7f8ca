import type { INTEREST_ACTIONS, InterestSide, InterestState, InterestVoice } from "./interest.schema.ts";

type InterestAct = (typeof INTEREST_ACTIONS)[number];

/** What decides: on which side a person stands, and what was agreed with a routed inventor or a technology manager. */
export interface InterestStanding {
  state: InterestState;
  side: InterestSide;
  mayAnswer: boolean;
  /** Of a manager: the asker agreed as well, so that contact data may be opened. */
  hasAskerConsent: boolean;
}

/**
 * The owner answers; an inventor does so only where the office allows it, and nobody routes on. Both sides may write as
 * long as the interest is open or accepted, both record what came of it. A technology manager writes and records between
 * them, answers where the owner agreed to that, and reads contact data where the asker agreed too. A coordinator looks
 * on, and reads no messages.
 */
export function interestActions({ state, side, mayAnswer, hasAskerConsent }: InterestStanding): InterestAct[] {
  const answers = side === "owner" || ((side === "inventor" || side === "manager") && mayAnswer);
  const isParty = side !== "coordinator";
  const isLive = state === "open" || state === "accepted";
  const allowed: Record<InterestAct, boolean> = {
    accept: answers && state === "open",
    decline: answers && state === "open",
    withdraw: side === "asker" && state === "open",
    open_contact: isParty && (side !== "manager" || hasAskerConsent) && state === "accepted",
    route: side === "owner" && isLive,
    send_message: isParty && isLive,
    record_outcome: isParty && state === "accepted",
  };
  return (Object.keys(allowed) as InterestAct[]).filter((act) => allowed[act]);
}

/** For whom a person speaks: inventors for the owner, a technology manager for no party. */
export const voiceOf = (side: InterestSide): InterestVoice => (side === "asker" || side === "manager" ? side : "owner");
