import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { authRoutes } from "./auth/auth-routes.ts";
import { sealedFileRoutes } from "./bid/sealed-file-routes.ts";
import { exportRoutes } from "./export/export-routes.ts";
import { fileRoutes } from "./files/file-routes.ts";
import { formRoutes } from "./forms/form-routes.ts";
import { compression } from "./http/compression.ts";
import type { HttpEnv, ServerDeps } from "./http/deps.ts";
import { answerError, answerNotFound } from "./http/errors.ts";
import { floodLimit } from "./http/flood-limit.ts";
import { healthRoutes } from "./http/health-routes.ts";
import { requestLog } from "./http/request-log.ts";
import { sameOrigin, securityHeaders } from "./http/security.ts";
import { trpcRoutes } from "./http/trpc-routes.ts";
import { workbenchRoutes } from "./http/workbench.ts";
import { importRoutes } from "./import/import-routes.ts";
import { claimRedirect, leadFileRoutes } from "./lead/lead-routes.ts";
import { liveRoutes } from "./live/live-routes.ts";
import { paperFileRoutes } from "./paper/paper-file-routes.ts";
import { publicRoutes } from "./public/public-routes.ts";
import { v1Routes } from "./v1/v1-routes.ts";

const MB = 1024 * 1024;

/** The whole of HTTP, put together; tests call `createServer(deps).request("/…")`. Rules live below, in core. */
export function createServer(deps: ServerDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.onError(answerError);
  app.notFound(answerNotFound);

  app.use(requestLog(deps), securityHeaders(deps.settings), compression(), sameOrigin(deps.settings), floodLimit());
  app.use("/files/*", limitBody(64 * MB)); // the part itself is stricter by kind of file
  app.use("/api/trpc/*", limitBody(8 * MB));
  app.use("/api/auth/*", limitBody(0.1 * MB));
  app.use("/api/v1/*", limitBody(0.1 * MB));

  app.route("/", healthRoutes(deps));
  app.route("/api/trpc", trpcRoutes(deps));
  app.route("/api/auth", authRoutes(deps));
  app.route("/api/v1", v1Routes(deps));
  app.route("/api/live", liveRoutes(deps));
  app.route("/files", sealedFileRoutes(deps));
  app.route("/files/import", importRoutes(deps));
  app.route("/files/forms", formRoutes(deps));
  app.route("/files", leadFileRoutes(deps));
  app.route("/files/export", exportRoutes(deps));
  app.route("/files", paperFileRoutes(deps));
  app.route("/files", fileRoutes(deps));
  app.route("/c", claimRedirect());
  app.route("/app", workbenchRoutes(deps));
  app.all("/api/*", answerNotFound);
  app.route("/", publicRoutes(deps));
  return app;
}

function limitBody(maxSize: number) {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new HTTPException(413);
    },
  });
}
