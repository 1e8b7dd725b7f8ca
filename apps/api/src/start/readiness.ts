import { type Database, readMigrations } from "@jiebang/db";
import type { Readiness } from "../http/deps.ts";

/** Can this process serve: the database answers, has all our migrations, and the worker (where there is one) works. */
export function createReadiness(db: Database, isWorkerRunning: () => boolean): () => Promise<Readiness> {
  const wanted = readMigrations().map((migration) => migration.name);
  return async () => {
    const checks: Readiness["checks"] = { worker: isWorkerRunning() ? "ok" : "stopped" };
    try {
      const { rows } = await db.pool.query({
        text: "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL",
        query_timeout: 3000,
      } as { text: string });
      checks.database = "ok";
      const done = new Set(rows.map((row) => row.name));
      const missing = wanted.filter((name) => !done.has(name));
      checks.migrations = missing.length === 0 ? "ok" : `missing ${missing.join(", ")}`;
    } catch (error) {
      checks.database = (error as Error).message;
    }
    return { ready: Object.values(checks).every((check) => check === "ok"), checks };
  };
}
