import { Prisma } from "@jiebang/db";
import {
  DomainError,
  hasRole,
  isCoordinator,
  type ListTechnologyManagersInput,
  listTechnologyManagersInput,
  newId,
  notFound,
  type Page,
  type RegisterTechnologyManagerInput,
  registerTechnologyManagerInput,
  requireUser,
  type TechnologyManagerRef,
  type TechnologyManagerView,
  technologyManagerRef,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { userByIdentifier } from "../lead/officers.ts";
import { notify } from "../notification/notify.ts";

/** The register of technology managers; everybody who is signed in may look one up. */
export async function listTechnologyManagers(
  ctx: Ctx,
  input: ListTechnologyManagersInput,
): Promise<Page<TechnologyManagerView>> {
  const actor = requireUser(ctx.actor);
  const { query, limit, offset } = listTechnologyManagersInput.parse(input);
  const like = `%${(query ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const rows = await ctx.db.prisma.$queryRaw<
    {
      id: string;
      user_id: string;
      name: string;
      speciality: string;
      certificate: string | null;
      organisation_name: string | null;
      created_at: Date;
      attached: number;
      total: number;
    }[]
  >`
    SELECT m.id, m.user_id, u.name, m.speciality, m.certificate, m.organisation_name, m.created_at,
      (SELECT count(*)::int FROM engagement e WHERE e.manager_id = m.id AND e.state = 'active') AS attached,
      count(*) OVER ()::int AS total
    FROM technology_manager m JOIN users u ON u.id = m.user_id AND u.disabled_at IS NULL
    WHERE m.ended_at IS NULL ${query ? Prisma.sql`AND (u.name ILIKE ${like} OR m.speciality ILIKE ${like})` : Prisma.empty}
    ORDER BY u.name, m.id LIMIT ${limit} OFFSET ${offset}`;
  const mayEnd = isCoordinator(actor, "city") || hasRole(actor, "platform_admin");
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map((r) => ({
      managerId: r.id,
      userId: r.user_id,
      name: r.name,
      speciality: r.speciality,
      certificate: r.certificate,
      organisationName: r.organisation_name,
      since: r.created_at.toISOString(),
      attached: r.attached,
      allowedActions: mayEnd || r.user_id === actor.userId ? ["end"] : [],
    })),
  };
}

/** A city enters somebody into the register, with what they know and their certificate. */
export async function registerTechnologyManager(
  ctx: Ctx,
  raw: RegisterTechnologyManagerInput,
): Promise<{ managerId: string }> {
  const actor = requireUser(ctx.actor);
  if (!isCoordinator(actor, "city")) throw new DomainError("forbidden", "common.forbidden");
  const input = registerTechnologyManagerInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const user = await userByIdentifier(tx, input.identifier);
    // Under a lock on the person: two who register the same one make one entry.
    await tx.$queryRaw`SELECT id FROM users WHERE id = ${user.id} FOR UPDATE`;
    const before = await tx.technologyManager.findFirst({ where: { userId: user.id, endedAt: null } });
    if (before) throw new DomainError("conflict", "technologyManager.already_registered", { field: "identifier" });
    const managerId = newId("tmg");
    await tx.technologyManager.create({
      data: {
        id: managerId,
        userId: user.id,
        speciality: input.speciality,
        certificate: input.certificate || null,
        organisationName: input.organisationName || null,
        registeredById: actor.userId,
        createdAt: await appNow(tx),
      },
    });
    await recordAudit(tx, actor, "technology_manager.register", { subjectKind: "user", subjectId: user.id });
    await notify(tx, {
      userIds: [user.id],
      kind: "notify.technology_manager_registered",
      params: { name: actor.name },
      link: "/app/technology-managers",
      dedupeKey: `technology_manager.registered:${managerId}`,
    });
    return { managerId };
  });
}

/** Leaves the register: every engagement ends with it. */
export async function endTechnologyManager(ctx: Ctx, raw: TechnologyManagerRef): Promise<{ ended: true }> {
  const actor = requireUser(ctx.actor);
  const { managerId } = technologyManagerRef.parse(raw);
  return ctx.transaction(async (tx) => {
    const manager = await tx.technologyManager.findUnique({ where: { id: managerId } });
    if (!manager) throw notFound();
    if (!isCoordinator(actor, "city") && !hasRole(actor, "platform_admin") && manager.userId !== actor.userId)
      throw new DomainError("forbidden", "common.forbidden");
    const now = await appNow(tx);
    const { count } = await tx.technologyManager.updateMany({
      where: { id: managerId, endedAt: null },
      data: { endedAt: now },
    });
    if (count === 0) throw new DomainError("conflict", "common.stale");
    await tx.engagement.updateMany({
      where: { managerId, state: { in: ["invited", "active"] } },
      data: { state: "ended", endedAt: now, endedById: actor.userId, endedBy: "manager" },
    });
    await recordAudit(tx, actor, "technology_manager.end", { subjectKind: "user", subjectId: manager.userId });
    return { ended: true };
  });
}
