import type { Tx } from "@jiebang/db";
import { type Actor, canSeeOrganisation, DomainError, notFound, organisationActions } from "@jiebang/domain";
import { factsOf, organisationWithCounts } from "./organisation.queries.ts";

/**
 * A membership that is in force, with its organisation locked: whoever changes the members of one organisation stands in
 * line, so that two admins who leave at once cannot both be "not the last".
 */
export async function lockMembership(tx: Tx, actor: Actor, membershipId: string) {
  const found = await tx.membership.findUnique({ where: { id: membershipId }, select: { organisationId: true } });
  if (!found) throw notFound();
  await tx.$queryRaw`SELECT id FROM organisation WHERE id = ${found.organisationId} FOR UPDATE`;
  const membership = await tx.membership.findUniqueOrThrow({
    where: { id: membershipId },
    include: { organisation: { include: organisationWithCounts }, user: { select: { disabledAt: true } } },
  });
  const { organisation } = membership;
  const isOwn = actor.kind === "user" && membership.userId === actor.userId;
  if (
    membership.endedAt ||
    (!isOwn &&
      !canSeeOrganisation(actor, { organisationId: organisation.id, jurisdictionId: organisation.jurisdictionId }))
  )
    throw notFound();
  return {
    membership,
    organisation,
    isOwn,
    mayManage: organisationActions(actor, factsOf(organisation)).includes("manageMembers"),
  };
}

/** An organisation that people act for always keeps one who may let others in. */
export async function requireAnotherAdmin(tx: Tx, organisationId: string, membershipId: string): Promise<void> {
  const others = await tx.membership.count({
    where: { organisationId, role: "admin", endedAt: null, NOT: { id: membershipId }, user: { disabledAt: null } },
  });
  if (others === 0) throw new DomainError("conflict", "organisation.last_admin");
}
