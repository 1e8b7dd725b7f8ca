import type { INTEREST_ACTIONS, InterestSide, InterestState } from "./interest.schema.ts";

type InterestAct = (typeof INTEREST_ACTIONS)[number];

/** What decides: on which side a person stands, and whether the office lets a routed inventor answer. */
export interface InterestStanding {
  state: InterestState;
  side: InterestSide;
  mayAnswer: boolean;
}

/**
 * The owner answers; an inventor does so only where the office allows it, and nobody routes on. Both sides may write as
 * long as the interest is open or accepted, both record what came of it. A coordinator looks on, and reads no messages.
 */
export function interestActions({ state, side, mayAnswer }: InterestStanding): InterestAct[] {
  const answers = side === "owner" || (side === "inventor" && mayAnswer);
  const isParty = side !== "coordinator";
  const isLive = state === "open" || state === "accepted";
  const allowed: Record<InterestAct, boolean> = {
    accept: answers && state === "open",
    decline: answers && state === "open",
    withdraw: side === "asker" && state === "open",
    open_contact: isParty && state === "accepted",
    route: side === "owner" && isLive,
    send_message: isParty && isLive,
    record_outcome: isParty && state === "accepted",
  };
  return (Object.keys(allowed) as InterestAct[]).filter((act) => allowed[act]);
}

/** The party for which a person speaks. */
export const partyOf = (side: InterestSide): "owner" | "asker" => (side === "asker" ? "asker" : "owner");
