import { DomainError } from "../kernel/domain-error.ts";

// After an agreement is recorded its two parties lay down milestones; what one writes, the other agrees to, and then the plan
// stands. The bidder reports each milestone with its evidence; the poster confirms it or returns it with a reason. A later day
// is asked for by the bidder and granted or refused by the poster. When every milestone is confirmed the bidder asks for the
// acceptance; the poster judges target by target and accepts, or refuses with its reason, after which it may be asked for again.
// A coordinator alone declares a default. Accepted and defaulted are ends.

export const FULFILMENT_STATES = ["planning", "running", "accepted", "defaulted"] as const;
export type FulfilmentState = (typeof FULFILMENT_STATES)[number];
export const MILESTONE_STATES = ["open", "reported", "confirmed"] as const;
export type MilestoneState = (typeof MILESTONE_STATES)[number];

const fulfilment = {
  save_plan: { from: ["planning"], to: "planning" },
  agree_plan: { from: ["planning"], to: "running" },
  ask_acceptance: { from: ["running"], to: "running" },
  accept: { from: ["running"], to: "accepted" },
  note_payment: { from: ["running", "accepted", "defaulted"], to: null },
  declare_default: { from: ["planning", "running"], to: "defaulted" },
} as const satisfies Record<string, { from: readonly FulfilmentState[]; to: FulfilmentState | null }>;
export type FulfilmentAction = keyof typeof fulfilment;

const milestone = {
  report: { from: ["open"], to: "reported" },
  ask_extension: { from: ["open"], to: "open" },
  confirm: { from: ["reported"], to: "confirmed" },
  return: { from: ["reported"], to: "open" },
} as const satisfies Record<string, { from: readonly MilestoneState[]; to: MilestoneState }>;
export type MilestoneAction = keyof typeof milestone;

export const mayFulfil = (state: FulfilmentState, action: FulfilmentAction): boolean =>
  (fulfilment[action].from as readonly string[]).includes(state);
export const mayMilestone = (state: MilestoneState, action: MilestoneAction): boolean =>
  (milestone[action].from as readonly string[]).includes(state);

export function nextFulfilmentState(state: FulfilmentState, action: FulfilmentAction): FulfilmentState {
  if (!mayFulfil(state, action)) throw new DomainError("conflict", `fulfilment.not_${state}`);
  return fulfilment[action].to ?? state;
}

export function nextMilestoneState(state: MilestoneState, action: MilestoneAction): MilestoneState {
  if (!mayMilestone(state, action)) throw new DomainError("conflict", `fulfilment.milestone_${state}`);
  return milestone[action].to;
}
