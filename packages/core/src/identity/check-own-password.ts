import { DomainError, type UserActor } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { PASSWORD_CHECK } from "./attempt-limits.ts";
import { authOf } from "./create-auth.ts";
import { forgetAttempts, limitAttempts } from "./limit-attempts.ts";

/** Asked again before what would let a stranger at an open screen take the account over. Outside transactions: scrypt is slow. */
export async function checkOwnPassword(ctx: Ctx, actor: UserActor, password: string): Promise<void> {
  await limitAttempts(ctx.db.prisma, PASSWORD_CHECK, actor.userId);
  const credential = await ctx.db.prisma.credential.findFirst({
    where: { userId: actor.userId, providerId: "credential" },
    select: { password: true },
  });
  const hasher = (await authOf(ctx).$context).password;
  if (!credential?.password || !(await hasher.verify({ hash: credential.password, password })))
    throw new DomainError("invalid", "account.password_wrong");
  await forgetAttempts(ctx.db.prisma, PASSWORD_CHECK, actor.userId);
}
