import { type ChangePasswordInput, changePasswordInput, DomainError, requireUser } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { checkOwnPassword } from "./check-own-password.ts";
import { authOf } from "./create-auth.ts";
import { setPassword } from "./set-password.ts";

/** A new password ends every other session: whoever knew the old one is out. */
export async function changePassword(ctx: Ctx, input: ChangePasswordInput): Promise<{ endedSessions: number }> {
  const actor = requireUser(ctx.actor);
  const { currentPassword, newPassword } = changePasswordInput.parse(input);
  await checkOwnPassword(ctx, actor, currentPassword);
  if (currentPassword === newPassword) throw new DomainError("invalid", "account.password_same");
  const hash = await (await authOf(ctx).$context).password.hash(newPassword);
  return ctx.transaction(async (tx) => {
    const endedSessions = await setPassword(tx, actor.userId, hash, { keepSession: actor.sessionId });
    await recordAudit(tx, actor, "account.change_password", {
      subjectKind: "user",
      subjectId: actor.userId,
      changed: ["password"],
      values: { endedSessions },
    });
    return { endedSessions };
  });
}
