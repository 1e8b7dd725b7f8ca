import type { Services } from "@jiebang/core";
import { type TestDatabase, testServices } from "@jiebang/testing";
import type { ServerDeps, ServerSettings } from "../http/deps.ts";
import { openLiveHub } from "../live/live-hub.ts";
import { createLogger } from "../logging/logger.ts";
import { createMetrics } from "../logging/metrics.ts";

/** Everything real but the log, whose lines are kept for the test to read. */
export function testDeps(db: TestDatabase, settings: Partial<ServerSettings> = {}) {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger("info", { write: (line) => void lines.push(JSON.parse(line)) });
  const services: Services = { ...testServices(), publicUrl: "http://jiebang.test" };
  const deps: ServerDeps = {
    db,
    services,
    logger,
    metrics: createMetrics(),
    live: openLiveHub(db.url, logger),
    readiness: async () => ({ ready: true, checks: {} }),
    settings: {
      publicUrl: services.publicUrl,
      isProduction: false,
      isDemo: false,
      trustProxy: 0,
      apiRatePerMinute: 600,
      ...settings,
    },
  };
  return { deps, lines };
}
