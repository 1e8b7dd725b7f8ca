import { Hono } from "hono";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";

/** Mounted at `/files`. */
export function fileRoutes(_deps: ServerDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>();
}
