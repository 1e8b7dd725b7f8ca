import type { Prisma, Tx } from "@jiebang/db";
import {
  type AccountView,
  type Actor,
  DomainError,
  hasRole,
  notFound,
  requireUser,
  visibleEmail,
} from "@jiebang/domain";

export const accountWithRelations = {
  memberships: {
    where: { endedAt: null },
    orderBy: { createdAt: "asc" },
    include: { organisation: { select: { name: true } } },
  },
  appointments: {
    where: { endedAt: null },
    orderBy: { createdAt: "asc" },
    include: { jurisdiction: { select: { name: true, level: true } } },
  },
  grants: { where: { endedAt: null }, orderBy: { createdAt: "asc" }, select: { role: true } },
  sessions: { orderBy: { updatedAt: "desc" }, take: 1, select: { updatedAt: true } },
} satisfies Prisma.UserInclude;

type AccountRow = Prisma.UserGetPayload<{ include: typeof accountWithRelations }>;

/** Accounts are the platform administrator's business alone. */
export function requireAdmin(actor: Actor) {
  const user = requireUser(actor);
  if (!hasRole(user, "platform_admin")) throw new DomainError("forbidden", "common.forbidden");
  return user;
}

export async function getAccountView(tx: Tx, actor: Actor, userId: string): Promise<AccountView> {
  const row = await tx.user.findUnique({ where: { id: userId }, include: accountWithRelations });
  if (!row) throw notFound();
  return toAccountView(actor, row);
}

export function toAccountView(actor: Actor, row: AccountRow): AccountView {
  const isSelf = actor.kind === "user" && actor.userId === row.id;
  return {
    userId: row.id,
    name: row.name,
    phone: row.phone,
    email: visibleEmail(row.email),
    isDisabled: row.disabledAt !== null,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.sessions[0]?.updatedAt.toISOString() ?? null,
    memberships: row.memberships.map((m) => ({
      membershipId: m.id,
      organisationId: m.organisationId,
      organisationName: m.organisation.name,
      role: m.role as "admin" | "editor",
    })),
    appointments: row.appointments.map((a) => ({
      appointmentId: a.id,
      jurisdictionId: a.jurisdictionId,
      jurisdictionName: a.jurisdiction.name,
      level: a.jurisdiction.level as "county" | "city",
    })),
    roles: row.grants.map((g) => g.role as AccountView["roles"][number]),
    allowedActions: row.disabledAt
      ? ["enable"]
      : [...(isSelf ? [] : (["disable"] as const)), "issueResetCode", "grantRole", "appoint"],
  };
}
