import type { Tx } from "@jiebang/db";
import { Prisma } from "@jiebang/db";
import {
  canEditOrganisation,
  type DeclareRelationInput,
  DomainError,
  declareRelationInput,
  newId,
  notFound,
  type OrganisationRef,
  type RelationRef,
  type RelationView,
  relationRef,
  requireUser,
  type UserActor,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { markOrganisationsForRecommendation } from "../recommendation/mark-for-recommendation.ts";
import { getVisibleOrganisation, lockOrganisationFor } from "./organisation.queries.ts";

interface RelationRow {
  id: string;
  organisation_id: string;
  organisation_name: string;
  organisation_jurisdiction: string | null;
  related_organisation_id: string;
  related_name: string;
  kind: RelationView["kind"];
  evidence: string;
  created_at: Date;
  ended_at: Date | null;
}

const selectRelations = Prisma.sql`
  SELECT r.id, r.organisation_id, o.name AS organisation_name, o.jurisdiction_id AS organisation_jurisdiction,
    r.related_organisation_id, p.name AS related_name, r.kind, r.evidence, r.created_at, r.ended_at
  FROM organisation_relation r JOIN organisation o ON o.id = r.organisation_id
  JOIN organisation p ON p.id = r.related_organisation_id`;

/** What was declared from either side, the past included. */
export async function listRelations(ctx: Ctx, input: OrganisationRef): Promise<RelationView[]> {
  const actor = requireUser(ctx.actor);
  await getVisibleOrganisation(ctx.db.prisma, actor, input.organisationId);
  const rows = await ctx.db.prisma.$queryRaw<RelationRow[]>`${selectRelations}
    WHERE r.organisation_id = ${input.organisationId} OR r.related_organisation_id = ${input.organisationId}
    ORDER BY r.ended_at IS NOT NULL, r.created_at DESC, r.id LIMIT 500`;
  return rows.map((row) => toRelationView(actor, row));
}

/** A relation shuts both out of each other's bids, so the evidence is said at once. */
export async function declareRelation(ctx: Ctx, input: DeclareRelationInput): Promise<RelationView> {
  const actor = requireUser(ctx.actor);
  const { organisationId, relatedOrganisationId, kind, evidence } = declareRelationInput.parse(input);
  if (organisationId === relatedOrganisationId)
    throw new DomainError("invalid", "organisation.relation_itself", { field: "relatedOrganisationId" });
  return ctx.transaction(async (tx) => {
    await lockOrganisationFor(tx, actor, organisationId, "declareRelation");
    const related = await tx.organisation.findFirst({
      where: { id: relatedOrganisationId, state: { not: "merged" } },
      select: { id: true },
    });
    if (!related) throw notFound();
    const id = newId("rel");
    try {
      await tx.organisationRelation.create({
        data: {
          id,
          organisationId,
          relatedOrganisationId,
          kind,
          evidence,
          declaredById: actor.userId,
          createdAt: await appNow(tx),
        },
      });
    } catch (error) {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
        throw new DomainError("conflict", "organisation.relation_declared");
      throw error;
    }
    await markOrganisationsForRecommendation(tx, [organisationId, relatedOrganisationId]);
    await recordAudit(tx, actor, "organisation.declare_relation", {
      subjectKind: "organisation",
      subjectId: organisationId,
      values: { relationId: id, relatedOrganisationId, kind },
    });
    return toRelationView(actor, await oneRelation(tx, id));
  });
}

/** Ended by the side that declared it or by a coordinator; rounds that ran before keep seeing it by its dates. */
export async function endRelation(ctx: Ctx, input: RelationRef): Promise<RelationView> {
  const actor = requireUser(ctx.actor);
  const { relationId } = relationRef.parse(input);
  return ctx.transaction(async (tx) => {
    const row = await oneRelation(tx, relationId);
    await getVisibleOrganisation(tx, actor, row.organisation_id);
    if (!mayEnd(actor, row)) throw new DomainError("forbidden", "common.forbidden");
    const { count } = await tx.organisationRelation.updateMany({
      where: { id: relationId, endedAt: null },
      data: { endedAt: await appNow(tx) },
    });
    if (count === 0) throw new DomainError("conflict", "organisation.relation_ended");
    await markOrganisationsForRecommendation(tx, [row.organisation_id, row.related_organisation_id]);
    await recordAudit(tx, actor, "organisation.end_relation", {
      subjectKind: "organisation",
      subjectId: row.organisation_id,
      values: { relationId },
    });
    return toRelationView(actor, await oneRelation(tx, relationId));
  });
}

async function oneRelation(tx: Tx, relationId: string): Promise<RelationRow> {
  const [row] = await tx.$queryRaw<RelationRow[]>`${selectRelations} WHERE r.id = ${relationId}`;
  if (!row) throw notFound();
  return row;
}

function mayEnd(actor: UserActor, row: RelationRow): boolean {
  return canEditOrganisation(actor, {
    organisationId: row.organisation_id,
    jurisdictionId: row.organisation_jurisdiction,
  });
}

function toRelationView(actor: UserActor, row: RelationRow): RelationView {
  return {
    relationId: row.id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    relatedOrganisationId: row.related_organisation_id,
    relatedOrganisationName: row.related_name,
    kind: row.kind,
    evidence: row.evidence,
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    allowedActions: !row.ended_at && mayEnd(actor, row) ? ["end"] : [],
  };
}
