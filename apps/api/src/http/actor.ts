import { authenticate } from "@jiebang/core";
import type { Actor } from "@jiebang/domain";
import type { Context } from "hono";
import { currentScope } from "../logging/request-scope.ts";
import type { HttpEnv, ServerDeps } from "./deps.ts";

/** Who sends this request: loaded once per request, from the session cookie. */
export async function actorOf(deps: ServerDeps, c: Context<HttpEnv>): Promise<Actor> {
  const scope = currentScope();
  if (!scope) return (await authenticate(deps, c.req.raw.headers)).actor;
  scope.authentication ??= authenticate(deps, c.req.raw.headers);
  const { actor } = await scope.authentication;
  if (actor.kind === "user") scope.actorId = actor.userId;
  return actor;
}

/** A session that was prolonged sets its cookie again, unless the answer itself signs in or out. */
export async function prolongSession(c: Context<HttpEnv>): Promise<void> {
  const found = await currentScope()?.authentication;
  if (!found?.setCookies.length || c.res.headers.has("set-cookie")) return;
  for (const cookie of found.setCookies) c.header("set-cookie", cookie, { append: true });
}
