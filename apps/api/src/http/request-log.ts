import { randomUUID } from "node:crypto";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import { type RequestScope, withScope } from "../logging/request-scope.ts";
import { prolongSession } from "./actor.ts";
import type { HttpEnv, ServerDeps } from "./deps.ts";

const QUIET = new Set(["/healthz", "/readyz", "/metrics"]);

/** One wide event per request: who, what, which ids, how long, how many statements, how it ended. Never bodies or cookies. */
export function requestLog(deps: ServerDeps): MiddlewareHandler<HttpEnv> {
  const { logger, metrics } = deps;
  return async (c, next) => {
    // Ours, never the caller's: an id that somebody else chose proves nothing in a log.
    const requestId = randomUUID();
    const scope: RequestScope = {
      requestId,
      startedAt: performance.now(),
      ip: clientIp(c, deps.settings.trustProxy),
      queries: 0,
      ids: {},
    };
    c.set("requestId", requestId);
    c.set("ip", scope.ip);
    await withScope(scope, async () => {
      await next();
      await prolongSession(c);
    });
    c.header("x-request-id", requestId);
    const route = scope.route ?? routePath(c, -1);
    const { method } = c.req;
    const { status } = c.res;
    const ms = performance.now() - scope.startedAt;
    metrics.requests.observe({ method, route, status }, ms / 1000);
    metrics.queries.inc(scope.queries);
    const event = {
      event: "request",
      requestId,
      method,
      route,
      status,
      ms: Math.round(ms * 10) / 10,
      queries: scope.queries,
      actor: scope.actorId ?? "anonymous",
      ...(Object.keys(scope.ids).length > 0 && { ids: scope.ids }),
      ...(scope.reason && { reason: scope.reason }),
    };
    if (scope.error) logger.error({ ...event, err: scope.error });
    else if (QUIET.has(route)) logger.debug(event);
    else logger.info(event);
  };
}

/** The peer, or what the last `trustProxy` proxies say; what stands further left in the header anybody may have written. */
export function clientIp(c: Context, trustProxy: number): string {
  let peer = "unknown";
  try {
    peer = getConnInfo(c).remote.address ?? peer;
  } catch {
    // `app.request()` in tests has no connection
  }
  if (trustProxy === 0) return peer;
  const hops = (c.req.header("x-forwarded-for") ?? "")
    .split(",")
    .map((hop) => hop.trim())
    .filter(Boolean);
  return hops.at(-trustProxy) ?? hops[0] ?? peer;
}
