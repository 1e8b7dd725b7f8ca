import { Hono } from "hono";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";

/** Mounted at `/api/auth`. */
export function authRoutes(_deps: ServerDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>();
}
