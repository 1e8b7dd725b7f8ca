import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export type Metrics = ReturnType<typeof createMetrics>;

/** Names follow Prometheus' conventions. Labels are patterns and codes, never ids: a series per entry would drown the store. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: "http_request_duration_seconds",
      help: "Time to answer, by route pattern and status.",
      labelNames: ["method", "route", "status"],
      buckets: [0.005, 0.015, 0.03, 0.06, 0.15, 0.3, 1, 3, 10],
      registers,
    }),
    queries: new Counter({ name: "db_queries_total", help: "Statements sent while serving requests.", registers }),
    jobs: new Counter({
      name: "jobs_total",
      help: "Background jobs finished, by name and outcome.",
      labelNames: ["job", "outcome"],
      registers,
    }),
    liveConnections: new Gauge({ name: "live_connections", help: "Open pages listening for changes.", registers }),
  };
}
