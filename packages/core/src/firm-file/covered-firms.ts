import { Prisma } from "@jiebang/db";
import { type Actor, coveredJurisdictions, DomainError, hasRole, isCoordinator } from "@jiebang/domain";

/** Who may open firm files at all: coordinators, and auditors who read. */
export function requireDesk(actor: Actor): void {
  if (!isCoordinator(actor) && !hasRole(actor, "auditor")) throw new DomainError("forbidden", "common.forbidden");
}

/** The firms of this actor's desk, on the alias `o`: one without a jurisdiction is every city's; auditors read all. */
export function coveredFirms(actor: Actor): Prisma.Sql {
  if (hasRole(actor, "auditor")) return Prisma.sql`true`;
  const own = Prisma.sql`o.jurisdiction_id = ANY(${coveredJurisdictions(actor)}::text[])`;
  return isCoordinator(actor, "city") ? Prisma.sql`(${own} OR o.jurisdiction_id IS NULL)` : own;
}

/** On the alias `e`: meant for everybody, not for a limited circle. */
export const forEverybody = Prisma.sql`e.audience = 'public'`;
