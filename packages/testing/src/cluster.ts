// vitest globalSetup: one embedded cluster per run, migrated once into a template that tests clone.
// With TEST_POSTGRES_URL a running server is used instead; its template is kept and named after the migrations.
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { migrate, readMigrations, startEmbeddedPostgres } from "@jiebang/db";
import pg from "pg";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
    templateName: string;
  }
}

interface Project {
  provide(key: "postgresUrl" | "templateName", value: string): void;
}

export default async function setup(project: Project) {
  const running = process.env.TEST_POSTGRES_URL;
  const cluster = running ? { url: running, stop: async () => {} } : await startCluster();
  const name = `jiebang_template_${migrationsHash()}`;
  await makeTemplate(cluster.url, name);
  project.provide("postgresUrl", cluster.url);
  project.provide("templateName", name);
  return cluster.stop;
}

async function startCluster(): Promise<{ url: string; stop: () => Promise<void> }> {
  const base = fs.mkdtempSync(path.join(os.tmpdir(), "jiebang-test-"));
  fs.chmodSync(base, 0o755);
  const postgres = await startEmbeddedPostgres({
    dataDir: path.join(base, "pg"),
    password: "test",
    flags: [
      "fsync=off",
      "synchronous_commit=off",
      "full_page_writes=off",
      "max_connections=200",
      "shared_buffers=64MB",
    ],
  });
  const stop = async () => {
    await postgres.stop();
    fs.rmSync(base, { recursive: true, force: true });
  };
  return { url: postgres.url, stop };
}

/** Migrated under another name and renamed at the end, so that a killed run leaves no half-made template. */
async function makeTemplate(url: string, name: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query("SELECT pg_advisory_lock(8)");
  const { rowCount } = await admin.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
  if (!rowCount) {
    await admin.query("DROP DATABASE IF EXISTS jiebang_template_making WITH (FORCE)");
    await admin.query("CREATE DATABASE jiebang_template_making");
    await migrate(withDatabase(url, "jiebang_template_making"));
    await admin.query(`ALTER DATABASE jiebang_template_making RENAME TO ${name}`);
  }
  await admin.end();
}

function migrationsHash(): string {
  const hash = createHash("sha256");
  for (const { name, sql } of readMigrations()) hash.update(name).update(sql);
  return hash.digest("hex").slice(0, 12);
}

export function withDatabase(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.href;
}
