import { DomainError } from "../kernel/domain-error.ts";
import type { InterestState } from "./interest.schema.ts";

// An interest is open until the owner accepts or declines it with a reason, or the asker takes it back.
// An answer is final: contact data given cannot be taken back, and who was declined may ask again.
const transitions = {
  accept: "accepted",
  decline: "declined",
  withdraw: "withdrawn",
} as const satisfies Record<string, InterestState>;
export type InterestAction = keyof typeof transitions;

export function nextInterestState(state: InterestState, action: InterestAction): InterestState {
  if (state !== "open") throw new DomainError("conflict", "interest.already_answered", { state });
  return transitions[action];
}
