import { DomainError, type ResetPasswordInput, resetPasswordInput, systemActor } from "@jiebang/domain";
import { CODE_ADDRESS } from "../identity/attempt-limits.ts";
import { authOf } from "../identity/create-auth.ts";
import { addressGroup, limitAttempts } from "../identity/limit-attempts.ts";
import type { RequestMeta } from "../identity/request-meta.ts";
import { setPassword } from "../identity/set-password.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { openInvitation } from "./invitation.queries.ts";

/** Sets a new password with a code from paper; every session of the account ends. Says nothing about whose it was. */
export async function resetPassword(
  ctx: Ctx,
  input: ResetPasswordInput,
  meta: Pick<RequestMeta, "ip">,
): Promise<{ isReset: true }> {
  const { code, newPassword } = resetPasswordInput.parse(input);
  await limitAttempts(ctx.db.prisma, CODE_ADDRESS, addressGroup(meta.ip));
  await openInvitation(ctx.db.prisma, code, { lock: false }); // no hashing for wrong codes
  const hash = await (await authOf(ctx).$context).password.hash(newPassword);
  return ctx.transaction(async (tx) => {
    const invitation = await openInvitation(tx, code, { lock: true });
    if (invitation.kind !== "password_reset" || !invitation.userId)
      throw new DomainError("invalid", "invitation.code_unknown", { field: "code" });
    const endedSessions = await setPassword(tx, invitation.userId, hash);
    await tx.$executeRaw`UPDATE invitation SET used_at = app_now(), used_by_id = ${invitation.userId} WHERE id = ${invitation.id}`;
    await recordAudit(tx, systemActor("password-reset"), "account.reset_password", {
      subjectKind: "user",
      subjectId: invitation.userId,
      changed: ["password"],
      values: { invitationId: invitation.id, endedSessions },
    });
    return { isReset: true };
  });
}
