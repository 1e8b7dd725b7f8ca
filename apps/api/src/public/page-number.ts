import type { Context } from "hono";
import type { HttpEnv } from "../http/deps.ts";

/** `?page=` read leniently: what is no page number is the first page. */
export function pageNumber(c: Context<HttpEnv>): number {
  const page = Number.parseInt(c.req.query("page") ?? "1", 10);
  return Number.isInteger(page) ? Math.min(Math.max(page, 1), 1000) : 1;
}
