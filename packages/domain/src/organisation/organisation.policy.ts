import { coversJurisdiction, hasRole, isCoordinator, isMemberOf } from "../actor/actor.policy.ts";
import type { Actor } from "../actor/actor.ts";
import type { OrganisationAction } from "./organisation.schema.ts";

export interface OrganisationFacts {
  organisationId: string;
  jurisdictionId: string | null;
  state: string;
  verifiedAt: unknown;
  memberCount: number;
}

/** Coordinators answer for the organisations of their jurisdiction; one without a jurisdiction is every city's. */
export function coversOrganisation(actor: Actor, organisation: { jurisdictionId: string | null }): boolean {
  if (organisation.jurisdictionId === null) return actor.kind === "system" || isCoordinator(actor, "city");
  return coversJurisdiction(actor, organisation.jurisdictionId);
}

/** Contacts, members and drafts of an organisation: its members, its coordinators, auditors and administrators. */
export function canSeeOrganisation(
  actor: Actor,
  organisation: { organisationId: string; jurisdictionId: string | null },
): boolean {
  return (
    isMemberOf(actor, organisation.organisationId) ||
    coversOrganisation(actor, organisation) ||
    hasRole(actor, "auditor") ||
    hasRole(actor, "platform_admin")
  );
}

export function canEditOrganisation(
  actor: Actor,
  organisation: { organisationId: string; jurisdictionId: string | null },
): boolean {
  return isMemberOf(actor, organisation.organisationId, "admin") || coversOrganisation(actor, organisation);
}

/** What this actor may do with this organisation now; pages show exactly these buttons, verbs ask for exactly these words. */
export function organisationActions(actor: Actor, facts: OrganisationFacts): OrganisationAction[] {
  const covers = coversOrganisation(actor, facts);
  const isAdmin = isMemberOf(actor, facts.organisationId, "admin");
  if (facts.state === "merged") return [];
  const actions: OrganisationAction[] = [];
  if (facts.state === "suspended") return covers ? ["reinstate"] : [];
  if (covers || isAdmin) actions.push("edit");
  if (covers) {
    actions.push("editAsCoordinator");
    actions.push(facts.verifiedAt ? "unverify" : "verify");
    actions.push("suspend");
    actions.push("inviteClaim");
  }
  if (isAdmin) actions.push("inviteMember");
  if (isAdmin || covers) actions.push("manageMembers", "declareRelation");
  if (isAdmin || covers) actions.push("announceVacation");
  return actions;
}
