import type { Services } from "@jiebang/core";
import type { Database } from "@jiebang/db";
import type { LiveHub } from "../live/live-hub.ts";
import type { Logger } from "../logging/logger.ts";
import type { Metrics } from "../logging/metrics.ts";

/** What the server process gives to every part of itself. Each part is a factory `(deps: ServerDeps) => Hono<HttpEnv>`. */
export interface ServerDeps {
  db: Database;
  services: Services;
  logger: Logger;
  metrics: Metrics;
  live: LiveHub;
  readiness: () => Promise<Readiness>;
  settings: ServerSettings;
}

/** The values of `env.ts` that HTTP needs; parts never read the environment. */
export interface ServerSettings {
  /** Where people reach the platform, without a trailing slash. */
  publicUrl: string;
  isProduction: boolean;
  /** The demonstration world is offered here (shows its accounts on the sign-in page). */
  isDemo: boolean;
  /** Number of proxies in front whose X-Forwarded-For and X-Forwarded-Proto are believed. */
  trustProxy: number;
  /** The built workbench; undefined in tests that need none. */
  webDist?: string;
  metricsToken?: string;
  /** Requests per minute and address to the public API; see `createLimit`. */
  apiRatePerMinute: number;
}

export interface Readiness {
  ready: boolean;
  checks: Record<string, "ok" | string>;
}

/** Variables on Hono's context of every request. */
export interface HttpEnv {
  Variables: { requestId: string; ip: string };
}
