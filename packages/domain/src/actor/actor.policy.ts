import { DomainError } from "../kernel/domain-error.ts";
import type { Actor, GrantedRole, UserActor } from "./actor.ts";

export function requireUser(actor: Actor): UserActor {
  if (actor.kind !== "user") throw new DomainError("unauthenticated", "account.sign_in_first");
  return actor;
}

export function isMemberOf(actor: Actor, organisationId: string, role?: "admin"): boolean {
  if (actor.kind !== "user") return false;
  return actor.memberships.some((m) => m.organisationId === organisationId && (!role || m.role === role));
}

export function organisationsOf(actor: Actor): string[] {
  return actor.kind === "user" ? actor.memberships.map((m) => m.organisationId) : [];
}

/** A county coordinator covers its own jurisdiction, a city coordinator everything under the city. */
export function coversJurisdiction(
  actor: Actor,
  jurisdictionId: string | null | undefined,
  level?: "county" | "city",
): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind !== "user" || !jurisdictionId) return false;
  return actor.appointments.some((a) => a.covers.includes(jurisdictionId) && (!level || a.level === level));
}

export function coveredJurisdictions(actor: Actor): string[] {
  return actor.kind === "user" ? [...new Set(actor.appointments.flatMap((a) => a.covers))] : [];
}

export function isCoordinator(actor: Actor, level?: "county" | "city"): boolean {
  return actor.kind === "user" && actor.appointments.some((a) => !level || a.level === level);
}

export function hasRole(actor: Actor, role: GrantedRole): boolean {
  return actor.kind === "user" && actor.roles.includes(role);
}
