import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type {} from "@jiebang/testing/cluster.ts"; // declares `postgresUrl`
import pg from "pg";
import { afterEach, beforeEach, expect, inject, it } from "vitest";
import { emptySchema } from "./empty-schema.ts";
import { migrate, migrationsDir, readMigrations } from "./migrate.ts";

let url: string;
let owner: pg.Client;
beforeEach(async () => {
  const name = `m_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Client({ connectionString: inject("postgresUrl") });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const own = new URL(inject("postgresUrl"));
  own.pathname = `/${name}`;
  url = own.href;
  owner = new pg.Client({ connectionString: url });
  await owner.connect();
});
afterEach(() => owner.end());

const all = readMigrations().map((migration) => migration.name);
const objects = async () =>
  (
    await owner.query(`SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname IN ('public', 'graphile_worker') UNION ALL
      SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public' ORDER BY 1`)
  ).rows.map((row) => row.name);

it("servers that start at once on a new database apply each migration once", async () => {
  const applied = await Promise.all([1, 2, 3].map(() => migrate(url)));
  expect(applied.flat().sort()).toEqual(all);
  expect(await migrate(url)).toEqual([]);
});

it("a database that something else uses is refused and left as it is", async () => {
  await owner.query("CREATE TABLE somebody_elses (n int)");
  await expect(migrate(url)).rejects.toThrow("a database of its own");
  expect((await owner.query("SELECT to_regclass('_prisma_migrations') AS found")).rows).toEqual([{ found: null }]);
});

it("a migration that was edited after it was applied is refused", async () => {
  await migrate(url);
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), "jiebang-migrations-"));
  fs.cpSync(migrationsDir(), copy, { recursive: true });
  fs.appendFileSync(path.join(copy, all[0]!, "migration.sql"), "-- a late thought\n");
  await expect(migrate(url, copy)).rejects.toThrow(`${all[0]} was edited`);
  fs.rmSync(copy, { recursive: true });
});

it("an emptied database is migrated to exactly what it was", async () => {
  await migrate(url);
  const before = await objects();
  await emptySchema(owner);
  expect(await migrate(url)).toEqual(all);
  expect(await objects()).toEqual(before);
});
