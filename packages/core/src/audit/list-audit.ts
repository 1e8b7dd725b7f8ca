import type { Prisma } from "@jiebang/db";
import {
  type AuditEventView,
  DomainError,
  hasRole,
  type ListAuditInput,
  listAuditInput,
  type Page,
  requireUser,
} from "@jiebang/domain";
import { unopenedBids } from "../bid/unopened-bids.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";

/** What was done, by whom, when. Reading it is itself an event: who watches is seen to watch. */
export async function listAudit(ctx: Ctx, input: ListAuditInput): Promise<Page<AuditEventView>> {
  const actor = requireUser(ctx.actor);
  if (!hasRole(actor, "auditor") && !hasRole(actor, "platform_admin"))
    throw new DomainError("forbidden", "common.forbidden");
  const { limit, offset, subjectId, actorId, action, from, to } = listAuditInput.parse(input);
  const where: Prisma.AuditEventWhereInput = {
    subjectId,
    actorId,
    action: action ? { startsWith: action } : undefined,
    at: { gte: from, lt: to },
  };
  return ctx.transaction(async (tx) => {
    // Who bids is nobody's knowledge before the opening: not the auditor's, not the administrator's.
    where.NOT = { subjectKind: "bid", subjectId: { in: await unopenedBids(tx) } };
    const total = await tx.auditEvent.count({ where });
    const rows = await tx.auditEvent.findMany({
      where,
      orderBy: [{ at: "desc" }, { id: "desc" }],
      take: limit,
      skip: offset,
    });
    const people = await tx.user.findMany({
      where: { id: { in: rows.flatMap((row) => (row.actorKind === "user" && row.actorId ? [row.actorId] : [])) } },
      select: { id: true, name: true },
    });
    await recordAudit(tx, actor, "audit.read", {
      subjectKind: "audit",
      values: { subjectId, actorId, action, from, to, limit, offset },
    });
    return {
      total,
      items: rows.map((row) => ({
        auditId: row.id,
        at: row.at.toISOString(),
        actorKind: row.actorKind,
        actorId: row.actorId,
        actorName: people.find((p) => p.id === row.actorId)?.name ?? null,
        action: row.action,
        subjectKind: row.subjectKind,
        subjectId: row.subjectId,
        changed: row.changed,
        values: row.values && typeof row.values === "object" && !Array.isArray(row.values) ? row.values : null,
      })),
    };
  });
}
