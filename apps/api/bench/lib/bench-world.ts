import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import {
  commitImport,
  confirmImport,
  createCtx,
  createImport,
  seedReferenceData,
  stageImport,
  startImport,
} from "@jiebang/core";
import { type Database, migrate, openDatabase, startEmbeddedPostgres } from "@jiebang/db";
import { makeJurisdiction, makePerson, testServices } from "@jiebang/testing";
import pg from "pg";
import { type RunningChild, startChild } from "./child.ts";

const root = path.resolve(import.meta.dirname, "../../../..");
const listings = path.resolve(root, "../shared/data/tech-market-zh/raw");

export interface BenchWorld {
  databaseUrl: string;
  db: Database;
  server: RunningChild;
  close(): Promise<void>;
}

/**
 * The built server over a database of its own that holds all raw listings, brought in by the importer. `prepare` comes
 * between the two.
 */
export async function openBenchWorld(
  prepare?: (db: Database) => Promise<unknown>,
  env: Record<string, string> = {},
): Promise<BenchWorld> {
  if (!fs.existsSync(listings)) throw new Error(`skipped: ${path.relative(root, listings)} is absent`);
  execFileSync(process.execPath, [path.join(root, "apps/api/build.mjs")], { stdio: "inherit" });
  const folder = fs.mkdtempSync(path.join(root, ".tmp-bench-"));
  fs.chmodSync(folder, 0o755); // PostgreSQL may run as another user
  const undo: (() => Promise<unknown> | unknown)[] = [() => fs.rmSync(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, "pg"), password: "bench" });
    undo.push(() => postgres.stop());
    await migrate(postgres.url);
    const db = openDatabase(postgres.url, { max: 5 });
    undo.push(() => db.close());
    await bringIn(db);
    await prepare?.(db);
    await settle(postgres.url);
    // With the memory flags of `npm start`.
    const flags = ["--max-semi-space-size=16", "--max-old-space-size=320"];
    const server = await startChild([...flags, path.join(root, "apps/api/dist/main.js")], {
      DATABASE_URL: postgres.url,
      DATA_DIR: path.join(folder, "data"),
      PORT: "0",
      DEMO: "0",
      LOG_LEVEL: "error",
      API_RATE_PER_MINUTE: "10000000",
      ...env,
    });
    undo.push(() => server.stop());
    return { databaseUrl: postgres.url, db, server, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What autovacuum does within a minute of a large import; a bench does not wait for it. */
async function settle(url: string): Promise<void> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await owner.query("VACUUM ANALYZE");
  await owner.end();
}

async function bringIn(db: Database): Promise<void> {
  const services = testServices();
  await seedReferenceData(db);
  const { id: jurisdictionId } = await makeJurisdiction(db, { level: "city" });
  const ctx = createCtx({ db, services }, await makePerson(db, { coordinates: [{ jurisdictionId, level: "city" }] }));
  const files = fs
    .readdirSync(listings)
    .sort()
    .map((fileName) => ({ fileName, bytes: new Uint8Array(fs.readFileSync(path.join(listings, fileName))) }));
  const started = performance.now();
  const { batch } = await createImport(ctx, { files });
  await startImport(ctx, { batchId: batch.id }, { inline: true });
  await stageImport(ctx, batch.id);
  await confirmImport(ctx, { batchId: batch.id, publish: true }, { inline: true });
  await commitImport(ctx, batch.id);
  await db.pool.query("SELECT count(*) FROM entry");
  console.log(`listings in after ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
