import { randomBytes } from "node:crypto";
import { type Database, openDatabase } from "@jiebang/db";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { withDatabase } from "./cluster.ts";

export interface TestDatabase extends Database {
  /** Statements sent since the last `resetQueries`. */
  queries: string[];
  resetQueries(): void;
  /** Moves app_now() so that it reads `at` (or by seconds when a number). */
  moveClock(to: Date | number): Promise<void>;
  /** Owner's door, for what the application role may not do (looking, never for arranging what a verb does). */
  asOwner<T extends object>(sql: string, values?: unknown[]): Promise<T[]>;
}

async function cloneTemplate(): Promise<TestDatabase> {
  const url = inject("postgresUrl");
  const name = `t_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  // Two clones at once from one template would fail: take turns.
  await admin.query("SELECT pg_advisory_lock(7)");
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${inject("templateName")} STRATEGY FILE_COPY`);
  await admin.end();
  const queries: string[] = [];
  const database = openDatabase(withDatabase(url, name), { max: 8, onQuery: (sql) => queries.push(sql) });
  const owner = new pg.Pool({ connectionString: withDatabase(url, name), max: 1, idleTimeoutMillis: 500 });
  owner.on("error", () => {});
  return {
    ...database,
    queries,
    resetQueries: () => queries.splice(0),
    moveClock: async (to) => {
      const seconds = typeof to === "number" ? to : (to.getTime() - Date.now()) / 1000;
      await owner.query("SELECT set_clock_offset($1)", [seconds]);
    },
    asOwner: async (sql, values) => (await owner.query(sql, values)).rows,
    close: async () => {
      await database.close();
      await owner.end();
      const dropper = new pg.Client({ connectionString: url });
      await dropper.connect();
      await dropper.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await dropper.end();
    },
  };
}

/** A database of its own for one test file. Tests in it make their own world and never rely on each other's rows. */
export function useTestDatabase(): TestDatabase {
  const holder = {} as TestDatabase;
  beforeAll(async () => {
    Object.assign(holder, await cloneTemplate());
  });
  afterAll(async () => {
    await holder.close?.();
  });
  return holder;
}
