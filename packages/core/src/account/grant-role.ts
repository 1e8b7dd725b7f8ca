import { type AccountView, DomainError, type GrantRoleInput, grantRoleInput, newId, notFound } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { getAccountView, requireAdmin } from "./account.queries.ts";
import { lockAdministrators, requireAnAdministrator } from "./disable-account.ts";

/** Makes somebody an auditor, an expert, a talent or an administrator, beside whatever they are. */
export async function grantRole(ctx: Ctx, input: GrantRoleInput): Promise<AccountView> {
  const actor = requireAdmin(ctx.actor);
  const { userId, role } = grantRoleInput.parse(input);
  return ctx.transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { id: userId }, select: { disabledAt: true } });
    if (!user) throw notFound();
    if (user.disabledAt) throw new DomainError("conflict", "account.is_disabled");
    const { count } = await tx.roleGrant.createMany({
      data: [{ id: newId("rgr"), userId, role, grantedById: actor.userId, createdAt: await appNow(tx) }],
      skipDuplicates: true, // the index knows who holds it already
    });
    if (count > 0)
      await recordAudit(tx, actor, "account.grant_role", { subjectKind: "user", subjectId: userId, values: { role } });
    return getAccountView(tx, actor, userId);
  });
}

export async function endRole(ctx: Ctx, input: GrantRoleInput): Promise<AccountView> {
  const actor = requireAdmin(ctx.actor);
  const { userId, role } = grantRoleInput.parse(input);
  return ctx.transaction(async (tx) => {
    await lockAdministrators(tx);
    const { count } = await tx.roleGrant.updateMany({
      where: { userId, role, endedAt: null },
      data: { endedAt: await appNow(tx) },
    });
    if (count === 0) throw notFound();
    if (role === "platform_admin") await requireAnAdministrator(tx);
    await recordAudit(tx, actor, "account.end_role", { subjectKind: "user", subjectId: userId, values: { role } });
    return getAccountView(tx, actor, userId);
  });
}
