// Applies prisma/migrations at start without the Prisma CLI and keeps Prisma's own history table,
// so `prisma migrate status` and `migrate dev` see the same past.
import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { hasForeignTables } from "./empty-schema.ts";

const PRISMA_LOCK = 72707369; // the advisory lock key of Prisma Migrate

const HISTORY = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/** Runs on every start; several servers on one database wait for each other. Returns the names it applied. */
export async function migrate(url: string, directory = migrationsDir()): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const applied: string[] = [];
  try {
    await client.query("SELECT pg_advisory_lock($1)", [PRISMA_LOCK]);
    if (await hasForeignTables(client))
      throw new Error("this database holds tables of something else; give Jiebang a database of its own");
    await client.query(HISTORY);
    const { rows } = await client.query(
      "SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS rolled_back FROM _prisma_migrations",
    );
    const failed = rows.find((row) => !row.finished && !row.rolled_back);
    if (failed) throw new Error(`migration ${failed.name} failed earlier; resolve it first`);
    const done = new Map(rows.filter((r) => r.finished && !r.rolled_back).map((r) => [r.name, r.checksum]));
    for (const { name, sql } of readMigrations(directory)) {
      const checksum = createHash("sha256").update(sql).digest("hex");
      if (done.has(name)) {
        if (done.get(name) !== checksum) throw new Error(`migration ${name} was edited after it was applied`);
        continue;
      }
      await applyOne(client, name, checksum, sql);
      applied.push(name);
    }
    // The job queue keeps its own history; its schema must be there before the application role gets its rights.
    await runMigrations({ connectionString: url });
    await client.query("SELECT grant_application_role()");
  } finally {
    await client.query("SELECT pg_advisory_unlock_all()").catch(() => {});
    await client.end();
  }
  return applied;
}

async function applyOne(client: pg.Client, name: string, checksum: string, sql: string): Promise<void> {
  const id = randomUUID();
  await client.query("INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1,$2,$3)", [
    id,
    checksum,
    name,
  ]);
  try {
    await client.query(sql);
  } catch (error) {
    await client.query("UPDATE _prisma_migrations SET logs=$2 WHERE id=$1", [id, String(error)]);
    throw new Error(`migration ${name} failed: ${String(error)}`, { cause: error });
  }
  await client.query("UPDATE _prisma_migrations SET finished_at=now(), applied_steps_count=1 WHERE id=$1", [id]);
}

export function migrationsDir(): string {
  return path.join(import.meta.dirname, "../prisma/migrations");
}

export function readMigrations(directory = migrationsDir()): { name: string; sql: string }[] {
  return fs
    .readdirSync(directory)
    .filter((name) => fs.existsSync(path.join(directory, name, "migration.sql")))
    .sort()
    .map((name) => ({ name, sql: fs.readFileSync(path.join(directory, name, "migration.sql"), "utf8") }));
}
