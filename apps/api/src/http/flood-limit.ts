import type { MiddlewareHandler } from "hono";
import type { HttpEnv, ServerDeps } from "./deps.ts";

/**
 * A dam against floods of changes from one address, in memory: a whole office behind one address stays far below it.
 * Reading is not limited here; the public API and everything worth guessing at have limits of their own.
 */
export function floodLimit(deps: ServerDeps): MiddlewareHandler<HttpEnv> {
  const limit = deps.limits.local({ name: "changes", points: 1200, seconds: 60 });
  return async (c, next) => {
    if (c.req.method !== "GET" && c.req.method !== "HEAD") await limit.take(c.get("ip"));
    return next();
  };
}
