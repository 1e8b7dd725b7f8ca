import { isCoordinator } from "../actor/actor.policy.ts";
import type { Actor } from "../actor/actor.ts";
import { coversOrganisation } from "../organisation/organisation.policy.ts";
import type { visitAction } from "./visit.schema.ts";

export interface VisitFacts {
  jurisdictionId: string | null;
  createdById: string;
  nextOn: unknown;
  nextDoneAt: unknown;
}

/** A note is corrected by whoever wrote it; its next step is finished by any coordinator of the firm. */
export function visitActions(actor: Actor, visit: VisitFacts): (typeof visitAction.options)[number][] {
  if (actor.kind !== "user" || !isCoordinator(actor) || !coversOrganisation(actor, visit)) return [];
  const isOwn = visit.createdById === actor.userId;
  return [
    ...(isOwn ? (["edit", "addPhoto"] as const) : []),
    ...(visit.nextOn && !visit.nextDoneAt ? (["finishStep"] as const) : []),
  ];
}
