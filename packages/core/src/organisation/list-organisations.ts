import type { Prisma } from "@jiebang/db";
import {
  checkCreditCode,
  type ListOrganisationsInput,
  listOrganisationsInput,
  type OrganisationOption,
  type OrganisationRef,
  type OrganisationView,
  type Page,
  requireUser,
  type SearchOrganisationsInput,
  searchOrganisationsInput,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import {
  getVisibleOrganisation,
  organisationWithCounts,
  toOrganisationView,
  visibleOrganisations,
} from "./organisation.queries.ts";

/** The desk's list: a coordinator's jurisdictions, everything for auditors and administrators. */
export async function listOrganisations(ctx: Ctx, input: ListOrganisationsInput): Promise<Page<OrganisationView>> {
  const actor = requireUser(ctx.actor);
  const { limit, offset, query, kind, jurisdictionId, isVerified, isClaimable } = listOrganisationsInput.parse(input);
  const where: Prisma.OrganisationWhereInput = {
    AND: [
      visibleOrganisations(actor),
      query ? { OR: nameOrCode(query) } : {},
      {
        kind,
        jurisdictionId,
        verifiedAt: isVerified === undefined ? undefined : isVerified ? { not: null } : null,
        memberships:
          isClaimable === undefined
            ? undefined
            : isClaimable
              ? { none: { endedAt: null } }
              : { some: { endedAt: null } },
      },
    ],
  };
  const [rows, total] = await Promise.all([
    ctx.db.prisma.organisation.findMany({
      where,
      include: organisationWithCounts,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit,
      skip: offset,
    }),
    ctx.db.prisma.organisation.count({ where }),
  ]);
  return { items: rows.map((row) => toOrganisationView(actor, row)), total };
}

/** The organisations one belongs to. */
export async function listOwnOrganisations(ctx: Ctx): Promise<OrganisationView[]> {
  const actor = requireUser(ctx.actor);
  const rows = await ctx.db.prisma.organisation.findMany({
    where: { id: { in: actor.memberships.map((m) => m.organisationId) } },
    include: organisationWithCounts,
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 100,
  });
  return rows.map((row) => toOrganisationView(actor, row));
}

export async function getOrganisation(ctx: Ctx, input: OrganisationRef): Promise<OrganisationView> {
  const actor = requireUser(ctx.actor);
  return toOrganisationView(actor, await getVisibleOrganisation(ctx.db.prisma, actor, input.organisationId));
}

/** For pickers of partners and related parties: what is public anyway, the exact credit code first. */
export async function searchOrganisations(ctx: Ctx, input: SearchOrganisationsInput): Promise<OrganisationOption[]> {
  requireUser(ctx.actor);
  const { query, limit } = searchOrganisationsInput.parse(input);
  const rows = await ctx.db.prisma.organisation.findMany({
    where: { state: "active", OR: nameOrCode(query) },
    select: { id: true, name: true, nameEn: true, kind: true, creditCode: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: limit,
  });
  return rows.map(({ id, kind, ...row }) => ({
    organisationId: id,
    kind: kind as OrganisationOption["kind"],
    ...row,
  }));
}

export function nameOrCode(query: string): Prisma.OrganisationWhereInput[] {
  return [
    { name: { contains: query, mode: "insensitive" } },
    { nameEn: { contains: query, mode: "insensitive" } },
    { creditCode: checkCreditCode(query).code },
  ];
}
