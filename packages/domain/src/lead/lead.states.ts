import { z } from "zod";
import { DomainError } from "../kernel/domain-error.ts";

// A lead is one sentence of a firm. Somebody takes it on (assigned), works it out with the firm by questions and answers
// (refining), and lays a text before it (proposed). The firm confirms the text, or corrects it and the work goes on.
// The firm itself may make a demand of its lead at any time, because it needs nobody's leave to speak for itself;
// others may only do so with a text that the firm confirmed. What leads nowhere is dropped with a reason, and a dropped
// lead can be taken up again. A lead that became a demand is closed: from there on the demand has its own life.
export const LEAD_STATES = ["new", "assigned", "refining", "proposed", "confirmed", "converted", "dropped"] as const;
export const leadState = z.enum(LEAD_STATES);
export type LeadState = z.infer<typeof leadState>;

const live: LeadState[] = ["new", "assigned", "refining", "proposed", "confirmed"];
const transitions = {
  assign: { from: ["new", "assigned", "refining", "proposed"], to: null },
  ask: { from: ["assigned", "refining", "proposed"], to: "refining" },
  answer: { from: ["assigned", "refining", "proposed"], to: null },
  draft: { from: ["assigned", "refining", "proposed"], to: null },
  propose: { from: ["assigned", "refining"], to: "proposed" },
  confirm: { from: ["proposed"], to: "confirmed" },
  correct: { from: ["proposed"], to: "refining" },
  convert: { from: live, to: "converted" },
  drop: { from: live, to: "dropped" },
  reopen: { from: ["dropped"], to: "new" },
  addPhoto: { from: live, to: null },
} satisfies Record<string, { from: LeadState[]; to: LeadState | null }>;
export type LeadMove = keyof typeof transitions;

export function canMoveLead(state: LeadState, move: LeadMove): boolean {
  return (transitions[move].from as LeadState[]).includes(state);
}

/** The state after a move; a move that leaves the state alone answers the state it found. */
export function nextLeadState(state: LeadState, move: LeadMove): LeadState {
  if (!canMoveLead(state, move)) throw new DomainError("conflict", "lead.action_not_allowed", { state, move });
  // A first hand on a new lead makes it assigned; a second hand changes nothing but the hand.
  if (move === "assign") return state === "new" ? "assigned" : state;
  return transitions[move].to ?? state;
}

/** Whose turn it is: the response clock runs against this side. */
export function leadTurn(state: LeadState, isFirmAsked: boolean): "coordinator" | "refiner" | "firm" | null {
  if (state === "new") return "coordinator";
  if (state === "assigned") return "refiner";
  if (state === "refining") return isFirmAsked ? "firm" : "refiner";
  if (state === "proposed" || state === "confirmed") return "firm";
  return null;
}
