import { DomainError } from "../kernel/domain-error.ts";

// Whoever asks for an account waits until a coordinator of the jurisdiction has answered, once and for good;
// who was refused may ask again, and then stands in the queue as a new request.
const transitions = {
  approve: { from: ["pending"], to: "approved" },
  refuse: { from: ["pending"], to: "refused" },
} as const satisfies Record<string, { from: readonly RegistrationState[]; to: RegistrationState }>;

export type RegistrationState = "pending" | "approved" | "refused";
export type RegistrationAction = keyof typeof transitions;

export function nextRegistrationState(state: RegistrationState, action: RegistrationAction): RegistrationState {
  const { from, to } = transitions[action];
  if (!(from as readonly RegistrationState[]).includes(state))
    throw new DomainError("conflict", "registration.already_decided", { state });
  return to;
}
