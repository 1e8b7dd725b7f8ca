import { type MeView, requireUser, type UpdateAccountInput, updateAccountInput } from "@jiebang/domain";
import { toMeView } from "../identity/who-am-i.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";

/** One's own name and language. */
export async function updateAccount(ctx: Ctx, input: UpdateAccountInput): Promise<MeView> {
  const actor = requireUser(ctx.actor);
  const data = updateAccountInput.parse(input);
  return ctx.transaction(async (tx) => {
    await tx.user.update({ where: { id: actor.userId }, data: { ...data, updatedAt: await appNow(tx) } });
    await recordAudit(tx, actor, "account.update", {
      subjectKind: "user",
      subjectId: actor.userId,
      changed: Object.keys(data),
      personal: data.name ? { userId: actor.userId, values: { name: data.name } } : undefined,
    });
    return toMeView(tx, actor);
  });
}
