import { Prisma, type Tx } from "@jiebang/db";
import {
  type AppointOfficerInput,
  appointOfficerInput,
  coveredJurisdictions,
  coversOrganisation,
  DomainError,
  type EndOfficerInput,
  endOfficerInput,
  hasRole,
  isCoordinator,
  type LeadStandingView,
  type ListOfficersInput,
  listOfficersInput,
  newId,
  notFound,
  type OfficerView,
  organisationsOf,
  type Page,
  parseIdentifier,
  requireUser,
  type UserActor,
} from "@jiebang/domain";
import { findAccount } from "../identity/create-account.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { notify } from "../notification/notify.ts";

const visible = (actor: UserActor): Prisma.Sql =>
  hasRole(actor, "platform_admin") || hasRole(actor, "auditor")
    ? Prisma.sql`true`
    : Prisma.sql`(o.jurisdiction_id = ANY(${coveredJurisdictions(actor)}::text[])
        OR (o.jurisdiction_id IS NULL AND ${isCoordinator(actor, "city")})
        OR o.id = ANY(${organisationsOf(actor)}::text[]) OR f.user_id = ${actor.userId})`;

type Row = {
  id: string;
  user_id: string;
  name: string;
  phone: string | null;
  organisation_id: string;
  organisation_name: string;
  created_at: Date;
  total: number;
};

/** Who looks after whom: for coordinators of the area, for the firm, and for the officer. */
export async function listOfficers(ctx: Ctx, input: ListOfficersInput): Promise<Page<OfficerView>> {
  const actor = requireUser(ctx.actor);
  const { organisationId, limit, offset } = listOfficersInput.parse(input);
  const of = organisationId ? Prisma.sql`AND o.id = ${organisationId}` : Prisma.empty;
  const rows = await ctx.db.prisma.$queryRaw<Row[]>`
    SELECT f.id, f.user_id, u.name, u.phone, o.id AS organisation_id, o.name AS organisation_name, f.created_at,
      count(*) OVER ()::int AS total
    FROM organisation_officer f JOIN users u ON u.id = f.user_id JOIN organisation o ON o.id = f.organisation_id
    WHERE f.ended_at IS NULL AND ${visible(actor)} ${of}
    ORDER BY u.name, o.name, f.id LIMIT ${limit} OFFSET ${offset}`;
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map((r) => ({
      officerId: r.id,
      userId: r.user_id,
      name: r.name,
      phone: r.phone,
      organisationId: r.organisation_id,
      organisationName: r.organisation_name,
      since: r.created_at.toISOString(),
    })),
  };
}

/** Makes somebody the service officer of firms; those already theirs stay as they are. Answers how many are new. */
export async function appointOfficer(ctx: Ctx, raw: AppointOfficerInput): Promise<{ appointed: number }> {
  const actor = requireUser(ctx.actor);
  const input = appointOfficerInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const user = await userByIdentifier(tx, input.identifier);
    const organisations = await tx.organisation.findMany({
      where: { id: { in: input.organisationIds }, state: "active" },
      select: { id: true, jurisdictionId: true },
    });
    if (organisations.length < new Set(input.organisationIds).size) throw notFound();
    if (organisations.some((o) => !coversOrganisation(actor, o))) throw notFound();
    const now = await appNow(tx);
    const { count } = await tx.organisationOfficer.createMany({
      data: organisations.map((o) => ({
        id: newId("ofc"),
        userId: user.id,
        organisationId: o.id,
        appointedById: actor.userId,
        createdAt: now,
      })),
      skipDuplicates: true,
    });
    if (count > 0) {
      await recordAudit(tx, actor, "officer.appoint", {
        subjectKind: "user",
        subjectId: user.id,
        values: { organisationIds: organisations.map((o) => o.id) },
      });
      await notify(tx, {
        userIds: [user.id],
        kind: "notify.officer_appointed",
        params: { name: actor.name, count },
        link: "/app/leads",
        dedupeKey: `officer.appointed:${user.id}:${now.getTime()}`,
      });
    }
    return { appointed: count };
  });
}

export async function endOfficer(ctx: Ctx, raw: EndOfficerInput): Promise<{ ended: true }> {
  const actor = requireUser(ctx.actor);
  const { officerId } = endOfficerInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const found = await tx.organisationOfficer.findUnique({ where: { id: officerId } });
    const organisation = found && (await tx.organisation.findUnique({ where: { id: found.organisationId } }));
    if (!found || !organisation || !coversOrganisation(actor, organisation)) throw notFound();
    const { count } = await tx.organisationOfficer.updateMany({
      where: { id: officerId, endedAt: null },
      data: { endedAt: await appNow(tx) },
    });
    if (count === 0) throw new DomainError("conflict", "common.stale");
    await recordAudit(tx, actor, "officer.end", {
      subjectKind: "user",
      subjectId: found.userId,
      values: { organisationId: found.organisationId },
    });
    return { ended: true };
  });
}

export async function userByIdentifier(tx: Tx, text: string): Promise<{ id: string }> {
  const identifier = parseIdentifier(text);
  const user = identifier && (await findAccount(tx, identifier));
  if (!user || user.disabledAt) throw new DomainError("invalid", "lead.person_unknown", { field: "identifier" });
  return user;
}

/** What the pages offer this person: for whom a lead can be left at once. */
export async function getLeadStanding(ctx: Ctx): Promise<LeadStandingView> {
  const actor = requireUser(ctx.actor);
  const tx = ctx.db.prisma;
  const rows = await tx.$queryRaw<{ id: string; name: string; is_own: boolean; officer_of: number }[]>`
    SELECT o.id, o.name, o.id = ANY(${organisationsOf(actor)}::text[]) AS is_own,
      (SELECT count(*)::int FROM organisation_officer f WHERE f.user_id = ${actor.userId} AND f.ended_at IS NULL) AS officer_of
    FROM organisation o WHERE o.state = 'active' AND (o.id = ANY(${organisationsOf(actor)}::text[])
      OR o.id IN (SELECT f.organisation_id FROM organisation_officer f WHERE f.user_id = ${actor.userId} AND f.ended_at IS NULL))
    ORDER BY is_own DESC, o.name LIMIT 500`;
  const manager = await tx.technologyManager.findFirst({ where: { userId: actor.userId, endedAt: null } });
  return {
    officerOf: rows[0]?.officer_of ?? 0,
    isTechnologyManager: manager !== null,
    organisations: rows.map((r) => ({ organisationId: r.id, name: r.name, isOwn: r.is_own })),
  };
}
