import { z } from "zod";
import { DomainError } from "../kernel/domain-error.ts";

// A call is drafted, opened by a coordinator, and closed by the clock at its end; before that its end may be moved later.
// It can be withdrawn with a reason at any time, and never comes back. Nothing moves backwards.
export const CALL_STATES = ["draft", "open", "closed", "withdrawn"] as const;
export const callState = z.enum(CALL_STATES);
export type CallState = z.infer<typeof callState>;

const transitions = {
  open: { from: ["draft"], to: "open" },
  close: { from: ["open"], to: "closed" },
  withdraw: { from: ["draft", "open", "closed"], to: "withdrawn" },
} satisfies Record<string, { from: CallState[]; to: CallState }>;
export type CallTransition = keyof typeof transitions;

export function canMoveCall(state: CallState, action: CallTransition): boolean {
  return (transitions[action].from as CallState[]).includes(state);
}

export function nextCallState(state: CallState, action: CallTransition): CallState {
  if (!canMoveCall(state, action)) throw new DomainError("conflict", "call.action_not_allowed", { state, action });
  return transitions[action].to;
}
