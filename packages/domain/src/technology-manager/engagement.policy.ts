import { isMemberOf } from "../actor/actor.policy.ts";
import type { Actor } from "../actor/actor.ts";
import type { EngagementSide, EngagementState, EngagementView } from "./technology-manager.schema.ts";

// A technology manager comes to an entry, or to one interest, when every side has said yes: the manager and the owner,
// at an interest also the one who asked. From then on the manager reads what the consenting owner reads of the entry,
// changes nothing in it, and helps with the interests: at an entry with those asked from then on, whose askers are told
// beforehand; with an earlier one when its asker agrees as well. Each side ends it alone, at any time, without a reason.
export interface EngagementStanding {
  state: EngagementState;
  managerUserId: string;
  ownerOrganisationId: string;
  askerOrganisationId: string | null;
  consents: EngagementSide[];
}

export function sidesOf(engagement: Pick<EngagementStanding, "askerOrganisationId">): EngagementSide[] {
  return engagement.askerOrganisationId ? ["owner", "asker", "manager"] : ["owner", "manager"];
}

/** The sides for which this actor speaks; none: the engagement does not exist for them. */
export function mySides(actor: Actor, engagement: EngagementStanding): EngagementSide[] {
  const mine: Record<EngagementSide, boolean> = {
    owner: isMemberOf(actor, engagement.ownerOrganisationId),
    asker: engagement.askerOrganisationId !== null && isMemberOf(actor, engagement.askerOrganisationId),
    manager: actor.kind === "user" && actor.userId === engagement.managerUserId,
  };
  return (Object.keys(mine) as EngagementSide[]).filter((side) => mine[side]);
}

export function awaits(engagement: EngagementStanding): EngagementSide[] {
  if (engagement.state !== "invited") return [];
  return sidesOf(engagement).filter((side) => !engagement.consents.includes(side));
}

export function engagementActions(actor: Actor, engagement: EngagementStanding): EngagementView["allowedActions"] {
  const sides = mySides(actor, engagement);
  const isAwaited = awaits(engagement).some((side) => sides.includes(side));
  const actions: EngagementView["allowedActions"] = [];
  if (isAwaited) actions.push("accept", "decline");
  if (sides.length && (engagement.state === "active" || (engagement.state === "invited" && !isAwaited)))
    actions.push("end");
  if (engagement.state === "active" && sides.includes("manager")) actions.push("read");
  return actions;
}
