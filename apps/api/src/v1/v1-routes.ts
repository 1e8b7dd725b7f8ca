import { Hono } from "hono";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";

/** Mounted at `/api/v1`. */
export function v1Routes(_deps: ServerDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>();
}
