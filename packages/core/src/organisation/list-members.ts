import { type MemberView, type OrganisationRef, organisationActions, requireUser, visibleEmail } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { factsOf, getVisibleOrganisation } from "./organisation.queries.ts";

/** Who acts for an organisation today. */
export async function listMembers(ctx: Ctx, input: OrganisationRef): Promise<MemberView[]> {
  const actor = requireUser(ctx.actor);
  const organisation = await getVisibleOrganisation(ctx.db.prisma, actor, input.organisationId);
  const mayManage = organisationActions(actor, factsOf(organisation)).includes("manageMembers");
  const rows = await ctx.db.prisma.membership.findMany({
    where: { organisationId: organisation.id, endedAt: null },
    include: { user: { select: { name: true, phone: true, email: true } } },
    orderBy: [{ role: "asc" }, { createdAt: "asc" }, { id: "asc" }],
    take: 500,
  });
  const admins = rows.filter((row) => row.role === "admin").length;
  return rows.map((row) => {
    const isLastAdmin = row.role === "admin" && admins === 1;
    const mayEnd = mayManage || row.userId === actor.userId;
    return {
      membershipId: row.id,
      userId: row.userId,
      name: row.user.name,
      phone: row.user.phone,
      email: visibleEmail(row.user.email),
      role: row.role as MemberView["role"],
      since: row.createdAt.toISOString(),
      allowedActions: [
        ...(mayManage && !isLastAdmin ? (["changeRole"] as const) : []),
        ...(mayEnd && !isLastAdmin ? (["end"] as const) : []),
      ],
    };
  });
}
