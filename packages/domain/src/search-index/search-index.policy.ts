import { hasRole } from "../actor/actor.policy.ts";
import type { Actor } from "../actor/actor.ts";
import { DomainError } from "../kernel/domain-error.ts";

/** The index belongs to the machine room: administrators see how it stands, have it compared and built anew. */
export function requireSearchKeeper(actor: Actor): void {
  if (!hasRole(actor, "platform_admin")) throw new DomainError("forbidden", "common.forbidden");
}

/** A feeder notes every few seconds how the other engine stands; when none did for so long, nobody feeds it [K]. */
export const FEEDER_SILENT_SECONDS = 60;
