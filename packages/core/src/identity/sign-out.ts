import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { authOf } from "./create-auth.ts";
import { clientHeaders, type RequestMeta } from "./request-meta.ts";

/** Ends this session; answers the same to somebody who has none. */
export async function signOut(ctx: Ctx, meta: RequestMeta): Promise<{ setCookies: string[] }> {
  const response = await authOf(ctx).api.signOut({ headers: clientHeaders(meta), asResponse: true });
  const { actor } = ctx;
  if (actor.kind === "user" && actor.sessionId)
    await ctx.transaction(async (tx) => {
      await tx.session.deleteMany({ where: { id: actor.sessionId, userId: actor.userId } });
      await recordAudit(tx, actor, "session.sign_out", { subjectKind: "session", subjectId: actor.sessionId });
    });
  return { setCookies: response.headers.getSetCookie() };
}
