import {
  changePassword,
  listSessions,
  type RequestMeta,
  revokeOtherSessions,
  revokeSession,
  signIn,
  signOut,
  whoAmI,
} from "@jiebang/core";
import { changePasswordInput, meView, sessionRef, sessionView, signInInput } from "@jiebang/domain";
import { z } from "zod";
import { type ApiContext, access, router } from "../trpc.ts";

export const sessionRouter = router({
  signIn: access("public")
    .input(signInInput)
    .output(meView)
    .mutation(async ({ ctx, input }) => {
      const { me, setCookies } = await signIn(ctx.ctx, input, metaOf(ctx));
      answerCookies(ctx, setCookies);
      return me;
    }),
  signOut: access("public")
    .output(z.object({ signedOut: z.literal(true) }))
    .mutation(async ({ ctx }) => {
      answerCookies(ctx, (await signOut(ctx.ctx, metaOf(ctx))).setCookies);
      return { signedOut: true as const };
    }),
  /** `null` for nobody: the first question of every page. */
  current: access("public")
    .output(meView.nullable())
    .query(({ ctx }) => whoAmI(ctx.ctx)),
  list: access("user")
    .output(z.array(sessionView))
    .query(({ ctx }) => listSessions(ctx.ctx)),
  revoke: access("user")
    .input(sessionRef)
    .output(sessionRef)
    .mutation(({ ctx, input }) => revokeSession(ctx.ctx, input)),
  revokeOthers: access("user")
    .output(z.object({ ended: z.number().int() }))
    .mutation(({ ctx }) => revokeOtherSessions(ctx.ctx)),
  changePassword: access("user")
    .input(changePasswordInput)
    .output(z.object({ endedSessions: z.number().int() }))
    .mutation(({ ctx, input }) => changePassword(ctx.ctx, input)),
});

export function metaOf(ctx: ApiContext): RequestMeta {
  return { ip: ctx.ip, headers: ctx.headers };
}

function answerCookies(ctx: ApiContext, setCookies: string[]): void {
  for (const line of setCookies) ctx.responseHeaders.append("set-cookie", line);
}
