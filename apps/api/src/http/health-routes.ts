import { timingSafeEqual } from "node:crypto";
import { DomainError, notFound } from "@jiebang/domain";
import { Hono } from "hono";
import type { HttpEnv, ServerDeps } from "./deps.ts";

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** For proxies and monitors: alive (`/healthz`), able to serve (`/readyz`), figures (`/metrics`). */
export function healthRoutes(deps: ServerDeps): Hono<HttpEnv> {
  const { metricsToken } = deps.settings;
  return new Hono<HttpEnv>()
    .get("/healthz", (c) => c.json({ status: "ok" }))
    .get("/readyz", async (c) => {
      const state = await deps.readiness();
      c.header("cache-control", "no-store");
      return c.json(state, state.ready ? 200 : 503);
    })
    .get("/metrics", async (c) => {
      // Figures tell an outsider how busy a bureau is: a token, or only from this machine.
      if (metricsToken) {
        if (!isSame(c.req.header("authorization") ?? "", `Bearer ${metricsToken}`))
          throw new DomainError("unauthenticated", "account.sign_in_first");
      } else if (!LOOPBACK.test(c.get("ip")) && c.get("ip") !== "unknown") throw notFound();
      return c.body(await deps.metrics.registry.metrics(), 200, {
        "content-type": deps.metrics.registry.contentType,
        "cache-control": "no-store",
      });
    });
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
