import { requireUser, type SessionView } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";

/** Where this account is signed in now; the newest use first. */
export async function listSessions(ctx: Ctx): Promise<SessionView[]> {
  const actor = requireUser(ctx.actor);
  const rows = await ctx.db.prisma.session.findMany({
    // Sessions live by better-auth's clock, which is the wall clock.
    where: { userId: actor.userId, expiresAt: { gt: new Date() } },
    orderBy: { updatedAt: "desc" },
    take: 100,
  });
  return rows.map((row) => ({
    sessionId: row.id,
    isCurrent: row.id === actor.sessionId,
    ipAddress: row.ipAddress || null,
    userAgent: row.userAgent || null,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.updatedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}
