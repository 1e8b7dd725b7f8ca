import { coversJurisdiction, isMemberOf } from "../actor/actor.policy.ts";
import type { Actor } from "../actor/actor.ts";
import { canMoveRevision, type RevisionState } from "../entry/entry.states.ts";
import type { VettingAction } from "./vetting.schema.ts";

export interface VettingStanding {
  organisationId: string;
  jurisdictionId: string | null;
  state: RevisionState;
  onBehalfById: string | null;
  submittedById: string | null;
}

/** States in which the desk may read a revision; a draft and a returned text belong to their author. */
export const READABLE_AT_DESK = ["submitted", "recommended", "held", "rejected", "published", "superseded"] as const;

export function seesCase(actor: Actor, standing: VettingStanding): boolean {
  return (
    coversJurisdiction(actor, standing.jurisdictionId) &&
    (READABLE_AT_DESK as readonly RevisionState[]).includes(standing.state)
  );
}

/** Nobody vets the entry of an organisation to which he belongs, nor what he entered or handed in himself. */
export function isBarredFromVetting(actor: Actor, standing: VettingStanding): boolean {
  if (actor.kind !== "user") return false;
  return (
    isMemberOf(actor, standing.organisationId) ||
    standing.onBehalfById === actor.userId ||
    standing.submittedById === actor.userId
  );
}

/** A county recommends or returns what was handed in; a city may do everything but recommend, with or without a recommendation. */
export function vettingActions(actor: Actor, standing: VettingStanding): VettingAction[] {
  if (isBarredFromVetting(actor, standing)) return [];
  const isCity = coversJurisdiction(actor, standing.jurisdictionId, "city");
  const isCounty = coversJurisdiction(actor, standing.jurisdictionId, "county");
  const actions: VettingAction[] = isCity
    ? ["return", "hold", "reject", "publish"]
    : isCounty && standing.state === "submitted"
      ? ["recommend", "return"]
      : [];
  return actions.filter((action) => canMoveRevision(standing.state, action));
}
