import { createCtx, signIn, signOut } from "@jiebang/core";
import { DomainError, signInInput } from "@jiebang/domain";
import { Hono } from "hono";
import { actorOf } from "../http/actor.ts";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";

/** All that is mounted under `/api/auth`; each has its row in the access table, and nothing of better-auth's own is. */
export const AUTH_PATHS = ["POST /sign-in", "POST /sign-out"] as const;

/** For scripts and other clients: the same two verbs as `session.signIn` and `session.signOut`. */
export function authRoutes(deps: ServerDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.post("/sign-in", async (c) => {
    const parsed = signInInput.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) throw new DomainError("invalid", "common.invalid");
    const ctx = createCtx(deps, await actorOf(deps, c), c.get("requestId"));
    const { me, setCookies } = await signIn(ctx, parsed.data, { ip: c.get("ip"), headers: c.req.raw.headers });
    for (const line of setCookies) c.header("set-cookie", line, { append: true });
    return c.json(me);
  });

  app.post("/sign-out", async (c) => {
    const ctx = createCtx(deps, await actorOf(deps, c), c.get("requestId"));
    const { setCookies } = await signOut(ctx, { ip: c.get("ip"), headers: c.req.raw.headers });
    for (const line of setCookies) c.header("set-cookie", line, { append: true });
    return c.json({ signedOut: true });
  });

  return app;
}
