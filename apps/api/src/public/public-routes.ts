import { Hono } from "hono";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";

/** Mounted at `/`. */
export function publicRoutes(_deps: ServerDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>();
}
