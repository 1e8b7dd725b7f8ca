import { Prisma } from "@jiebang/db";
import {
  coveredJurisdictions,
  DomainError,
  hasRole,
  type InvitationRef,
  type InvitationView,
  invitationRef,
  isCoordinator,
  type ListInvitationsInput,
  listInvitationsInput,
  notFound,
  type Page,
  requireUser,
  type UserActor,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { type InvitationRow, mayRevoke, toInvitationView } from "./invitation.queries.ts";
import { selectInvitations } from "./issue-invitation.ts";

/** Codes that were handed out: one's own, those of organisations one administers, and those of one's jurisdictions. */
export async function listInvitations(ctx: Ctx, input: ListInvitationsInput): Promise<Page<InvitationView>> {
  const actor = requireUser(ctx.actor);
  const { limit, offset, organisationId, kind } = listInvitationsInput.parse(input);
  const conditions = [visible(actor)];
  if (organisationId) conditions.push(Prisma.sql`i.organisation_id = ${organisationId}`);
  if (kind) conditions.push(Prisma.sql`i.kind = ${kind}`);
  const rows = await ctx.db.prisma.$queryRaw<(InvitationRow & { total: number })[]>`
    ${selectInvitations} WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY i.created_at DESC, i.id DESC LIMIT ${limit} OFFSET ${offset}`;
  return { items: rows.map((row) => toInvitationView(actor, row)), total: rows[0]?.total ?? 0 };
}

export async function revokeInvitation(ctx: Ctx, input: InvitationRef): Promise<InvitationView> {
  const actor = requireUser(ctx.actor);
  const { invitationId } = invitationRef.parse(input);
  return ctx.transaction(async (tx) => {
    const find = async () =>
      (await tx.$queryRaw<InvitationRow[]>`${selectInvitations} WHERE i.id = ${invitationId} AND ${visible(actor)}`)[0];
    const before = await find();
    if (!before) throw notFound();
    if (!mayRevoke(actor, before)) throw new DomainError("forbidden", "common.forbidden");
    const count = await tx.$executeRaw`UPDATE invitation SET revoked_at = app_now()
      WHERE id = ${invitationId} AND used_at IS NULL AND revoked_at IS NULL`;
    if (count === 0) throw new DomainError("conflict", "invitation.not_open");
    await recordAudit(tx, actor, "invitation.revoke", { subjectKind: "invitation", subjectId: invitationId });
    return toInvitationView(actor, (await find())!);
  });
}

function visible(actor: UserActor): Prisma.Sql {
  if (hasRole(actor, "platform_admin")) return Prisma.sql`true`;
  const administered = actor.memberships.filter((m) => m.role === "admin").map((m) => m.organisationId);
  return Prisma.sql`(i.created_by_id = ${actor.userId}
    OR (i.kind = 'member' AND i.organisation_id = ANY(${administered}))
    OR (o.id IS NOT NULL AND (o.jurisdiction_id = ANY(${coveredJurisdictions(actor)})
      OR (o.jurisdiction_id IS NULL AND ${isCoordinator(actor, "city")}))))`;
}
