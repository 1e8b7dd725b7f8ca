import type { MiddlewareHandler } from "hono";
import type { HttpEnv } from "./deps.ts";
import { createLimit } from "./rate-limits.ts";

/**
 * A dam against floods of changes from one address: a whole office behind one address stays far below it.
 * Reading is not limited here; the public API and everything worth guessing at have limits of their own.
 */
export function floodLimit(): MiddlewareHandler<HttpEnv> {
  const limit = createLimit({ name: "changes", points: 1200, seconds: 60 });
  return async (c, next) => {
    if (c.req.method !== "GET" && c.req.method !== "HEAD") await limit(c.get("ip"));
    return next();
  };
}
