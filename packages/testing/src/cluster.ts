// vitest globalSetup: one embedded cluster per run, migrated once into a template that tests clone.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { migrate, startEmbeddedPostgres } from "@jiebang/db";
import pg from "pg";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

export const TEMPLATE = "jiebang_template";

interface Project {
  provide(key: "postgresUrl", value: string): void;
}

export default async function setup(project: Project) {
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
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await admin.end();
  await migrate(withDatabase(postgres.url, TEMPLATE));
  project.provide("postgresUrl", postgres.url);
  return async () => {
    await postgres.stop();
    fs.rmSync(base, { recursive: true, force: true });
  };
}

export function withDatabase(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.href;
}
