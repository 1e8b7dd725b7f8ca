import type { Prisma, Tx } from "@jiebang/db";
import {
  type Actor,
  canSeeOrganisation,
  checkCreditCode,
  coveredJurisdictions,
  DomainError,
  hasRole,
  isCoordinator,
  notFound,
  type OrganisationAction,
  type OrganisationKind,
  type OrganisationView,
  organisationActions,
} from "@jiebang/domain";

export const organisationWithCounts = {
  jurisdiction: { select: { name: true } },
  _count: { select: { memberships: { where: { endedAt: null } } } },
} satisfies Prisma.OrganisationInclude;

export type OrganisationRow = Prisma.OrganisationGetPayload<{ include: typeof organisationWithCounts }>;

export function factsOf(row: OrganisationRow) {
  return {
    organisationId: row.id,
    jurisdictionId: row.jurisdictionId,
    state: row.state,
    verifiedAt: row.verifiedAt,
    memberCount: row._count.memberships,
  };
}

export async function getVisibleOrganisation(tx: Tx, actor: Actor, organisationId: string): Promise<OrganisationRow> {
  const row = await tx.organisation.findUnique({ where: { id: organisationId }, include: organisationWithCounts });
  if (!row || !canSeeOrganisation(actor, { organisationId, jurisdictionId: row.jurisdictionId })) throw notFound();
  return row;
}

/** The organisation under a lock, when this actor may do this with it; what may not be seen does not exist. */
export async function lockOrganisationFor(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  action: OrganisationAction,
): Promise<OrganisationRow> {
  await tx.$queryRaw`SELECT id FROM organisation WHERE id = ${organisationId} FOR UPDATE`;
  const row = await getVisibleOrganisation(tx, actor, organisationId);
  if (!organisationActions(actor, factsOf(row)).includes(action))
    throw new DomainError("forbidden", "common.forbidden");
  return row;
}

/** What lists of organisations may show this actor. */
export function visibleOrganisations(actor: Actor): Prisma.OrganisationWhereInput {
  if (hasRole(actor, "auditor") || hasRole(actor, "platform_admin") || actor.kind === "system") return {};
  if (!isCoordinator(actor)) throw new DomainError("forbidden", "common.forbidden");
  const own = { jurisdictionId: { in: coveredJurisdictions(actor) } };
  return isCoordinator(actor, "city") ? { OR: [own, { jurisdictionId: null }] } : own;
}

export function toOrganisationView(actor: Actor, row: OrganisationRow): OrganisationView {
  return {
    organisationId: row.id,
    version: row.version,
    kind: row.kind as OrganisationKind,
    state: row.state as OrganisationView["state"],
    name: row.name,
    nameEn: row.nameEn,
    creditCode: row.creditCode,
    creditCodeProblem: row.creditCode ? checkCreditCode(row.creditCode).problem : null,
    creditCodeOverrideReason: row.creditCodeOverrideReason,
    areaCode: row.areaCode,
    jurisdictionId: row.jurisdictionId,
    jurisdictionName: row.jurisdiction?.name ?? null,
    industryCode: row.industryCode,
    tier: row.tier,
    honours: row.honours,
    chainCodes: row.chainCodes,
    summary: row.summary,
    summaryEn: row.summaryEn,
    website: row.website,
    address: row.address,
    contactName: row.contactName,
    contactPhone: row.contactPhone,
    contactEmail: row.contactEmail,
    verifiedAt: row.verifiedAt?.toISOString() ?? null,
    isClaimable: row.state === "active" && row._count.memberships === 0,
    memberCount: row._count.memberships,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    allowedActions: organisationActions(actor, factsOf(row)),
  };
}
