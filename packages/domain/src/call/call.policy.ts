import { coversJurisdiction } from "../actor/actor.policy.ts";
import type { Actor } from "../actor/actor.ts";
import type { CallAction } from "./call.schema.ts";
import { type CallState, canMoveCall } from "./call.states.ts";

/** Who runs a call: coordinators of its jurisdiction, and of the city above it. */
export const coordinatesCall = (actor: Actor, call: { jurisdictionId: string }): boolean =>
  coversJurisdiction(actor, call.jurisdictionId);

/** Entries are taken from its beginning to its end, by the clock and not by when somebody closes it. */
export function takesEntries(call: { state: string; opensAt: Date | null; closesAt: Date | null }, now: Date): boolean {
  return (
    call.state === "open" &&
    call.opensAt !== null &&
    call.opensAt <= now &&
    call.closesAt !== null &&
    now < call.closesAt
  );
}

export function callActions(
  isCoordinator: boolean,
  call: { state: CallState; closesAt: Date | null },
  now: Date,
): CallAction[] {
  if (!isCoordinator) return [];
  const actions: CallAction[] = [];
  if (call.state === "draft") actions.push("edit", "open");
  if (call.state === "open" && call.closesAt !== null && now < call.closesAt) actions.push("extend");
  if (canMoveCall(call.state, "withdraw")) actions.push("withdraw");
  return actions;
}
