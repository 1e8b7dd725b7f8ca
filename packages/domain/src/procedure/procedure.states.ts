import { z } from "zod";
import { DomainError } from "../kernel/domain-error.ts";

// A procedure is prepared as a draft, runs from its announcement on, and ends exactly once, with a reason:
// completed (something was agreed), failed (流标: nobody suitable), rejected (argued down before the announcement)
// or cancelled. What has ended never runs again, and nothing of it can be deleted.
export const PROCEDURE_STATES = ["draft", "running", "completed", "failed", "rejected", "cancelled"] as const;
export const procedureState = z.enum(PROCEDURE_STATES);
export type ProcedureState = z.infer<typeof procedureState>;

const transitions = {
  announce: { from: ["draft"], to: "running" },
  reject: { from: ["draft"], to: "rejected" },
  complete: { from: ["running"], to: "completed" },
  fail: { from: ["running"], to: "failed" },
  cancel: { from: ["draft", "running"], to: "cancelled" },
} satisfies Record<string, { from: ProcedureState[]; to: ProcedureState }>;
export type ProcedureTransition = keyof typeof transitions;

export function canMoveProcedure(state: ProcedureState, action: ProcedureTransition): boolean {
  return (transitions[action].from as ProcedureState[]).includes(state);
}

export function nextProcedureState(state: ProcedureState, action: ProcedureTransition): ProcedureState {
  if (!canMoveProcedure(state, action))
    throw new DomainError("conflict", "round.action_not_allowed", { state, action });
  return transitions[action].to;
}

/** Coded reasons of an end that is not a completion. */
export const PROCEDURE_END_REASONS = [
  "no_suitable_bid",
  "too_few_bids",
  "no_agreement",
  "basis_withdrawn",
  "demand_withdrawn",
  "force_majeure",
  "irregularity",
  "argued_down",
  "other",
] as const;
export const procedureEndReason = z.enum(PROCEDURE_END_REASONS);
export type ProcedureEndReason = z.infer<typeof procedureEndReason>;
