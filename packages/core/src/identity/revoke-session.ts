import { notFound, requireUser, type SessionRef } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";

/** Ends one of one's own sessions, on another device or here. */
export async function revokeSession(ctx: Ctx, input: SessionRef): Promise<{ sessionId: string }> {
  const actor = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { id: input.sessionId, userId: actor.userId } });
    if (count === 0) throw notFound();
    await recordAudit(tx, actor, "session.revoke", { subjectKind: "session", subjectId: input.sessionId });
    return { sessionId: input.sessionId };
  });
}

/** Ends all of one's sessions but this one. */
export async function revokeOtherSessions(ctx: Ctx): Promise<{ ended: number }> {
  const actor = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({
      where: { userId: actor.userId, NOT: { id: actor.sessionId ?? "" } },
    });
    await recordAudit(tx, actor, "session.revoke_others", {
      subjectKind: "user",
      subjectId: actor.userId,
      values: { ended: count },
    });
    return { ended: count };
  });
}
