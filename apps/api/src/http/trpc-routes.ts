import { createCtx } from "@jiebang/core";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { Hono } from "hono";
import { currentScope } from "../logging/request-scope.ts";
import { appRouter } from "../routers/index.ts";
import type { ApiContext } from "../trpc.ts";
import { actorOf } from "./actor.ts";
import type { HttpEnv, ServerDeps } from "./deps.ts";
import { localeOf } from "./locale.ts";

const ENDPOINT = "/api/trpc";
const known: Record<string, unknown> = appRouter._def.procedures;

/** Mounted at `/api/trpc`: one link from a request to the caller's context. Rules live below. */
export function trpcRoutes(deps: ServerDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>().all("/:procedures", async (c) => {
    const scope = currentScope();
    const names = c.req.param("procedures").split(",");
    // A name that somebody made up is no route: it would open a new series of figures for each.
    if (scope) scope.route = names.every((name) => name in known) ? `trpc ${names.join(",")}` : "trpc unknown";
    const { headers } = c.req.raw;
    const actor = await actorOf(deps, c);
    return fetchRequestHandler({
      endpoint: ENDPOINT,
      req: c.req.raw,
      router: appRouter,
      createContext: ({ resHeaders }): ApiContext => ({
        ctx: createCtx(deps, actor, c.get("requestId")),
        locale: localeOf(c.req.raw),
        requestId: c.get("requestId"),
        headers,
        responseHeaders: resHeaders,
        ip: c.get("ip"),
      }),
      responseMeta: () => ({ headers: new Headers({ "cache-control": "no-store" }) }),
      onError: ({ error, path }) => {
        const reason = (error.cause as { reason?: string } | undefined)?.reason ?? error.code;
        if (!scope) return;
        scope.reason = scope.reason ? `${scope.reason},${reason}` : reason;
        if (error.code === "INTERNAL_SERVER_ERROR") scope.error = new Error(`${path}`, { cause: error.cause ?? error });
      },
    });
  });
}
