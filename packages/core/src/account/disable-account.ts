import type { Tx } from "@jiebang/db";
import { type AccountRef, type AccountView, accountRef, DomainError, notFound } from "@jiebang/domain";
import { releaseCasesOf } from "../assignment/hand-over-cases.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { getAccountView, requireAdmin } from "./account.queries.ts";

/** Shuts an account and its sessions at once. What it did stays; it is never deleted. */
export async function disableAccount(ctx: Ctx, input: AccountRef): Promise<AccountView> {
  const actor = requireAdmin(ctx.actor);
  const { userId } = accountRef.parse(input);
  if (userId === actor.userId) throw new DomainError("conflict", "account.not_yourself");
  return ctx.transaction(async (tx) => {
    await lockAdministrators(tx);
    const before = await tx.user.findUnique({ where: { id: userId }, select: { disabledAt: true } });
    if (!before) throw notFound();
    if (before.disabledAt) throw new DomainError("conflict", "account.is_disabled");
    const now = await appNow(tx);
    await tx.user.update({ where: { id: userId }, data: { disabledAt: now, updatedAt: now } });
    await requireAnAdministrator(tx);
    await releaseCasesOf(tx, userId);
    const { count } = await tx.session.deleteMany({ where: { userId } });
    await recordAudit(tx, actor, "account.disable", {
      subjectKind: "user",
      subjectId: userId,
      changed: ["disabledAt"],
      values: { endedSessions: count },
    });
    return getAccountView(tx, actor, userId);
  });
}

export async function enableAccount(ctx: Ctx, input: AccountRef): Promise<AccountView> {
  const actor = requireAdmin(ctx.actor);
  const { userId } = accountRef.parse(input);
  return ctx.transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: userId, disabledAt: { not: null } },
      data: { disabledAt: null, updatedAt: await appNow(tx) },
    });
    const view = await getAccountView(tx, actor, userId);
    if (count === 0) throw new DomainError("conflict", "account.is_enabled");
    await recordAudit(tx, actor, "account.enable", { subjectKind: "user", subjectId: userId, changed: ["disabledAt"] });
    return view;
  });
}

/** Changes of administrators stand in line, so that the last two cannot end each other. */
export async function lockAdministrators(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('jiebang_administrators'))::text`;
}

/** Asked after the change, inside its transaction. */
export async function requireAnAdministrator(tx: Tx): Promise<void> {
  const left = await tx.roleGrant.findFirst({
    where: { role: "platform_admin", endedAt: null, user: { disabledAt: null } },
    select: { id: true },
  });
  if (!left) throw new DomainError("conflict", "account.last_administrator");
}
