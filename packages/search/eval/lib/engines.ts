import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { type Database, migrate, openDatabase, startEmbeddedPostgres } from "@jiebang/db";
import {
  clearIndex,
  databaseSide,
  IndexWriter,
  indexSettings,
  MeilisearchEngine,
  MeilisearchKeeper,
  PostgresSearchEngine,
  type Run,
  recountTerms,
  type SearchDocument,
  type SearchEngine,
} from "@jiebang/search";
import { Meilisearch } from "meilisearch";
import pg from "pg";
import startMeilisearch from "../../src/testing/meili-server.ts";

export interface Card {
  title: string;
  summary: string;
  kind: "offer" | "demand";
}

export interface Engines {
  postgres: SearchEngine<Card>;
  /** Absent where there is no server. */
  meilisearch?: SearchEngine<Card>;
  db: Database;
  client?: Meilisearch;
  index: string;
  /** Seconds that each engine took. */
  took: { postgres: number; meilisearch: number };
  close(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, "../../../..");

/** Both engines with exactly these documents, in a database and an index of their own. */
export async function openEngines(
  documents: Iterable<SearchDocument>,
  server: Server | null,
  connections = 4,
): Promise<Engines> {
  const undo: (() => unknown)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const url = await openPostgres(undo);
    await migrate(url);
    const db = openDatabase(url, { max: connections });
    undo.push(() => db.close());
    const index = `eval_${randomBytes(4).toString("hex")}`;
    const client = !server ? undefined : new Meilisearch({ host: server.url, apiKey: server.key, timeout: 60_000 });
    const keeper =
      client && new MeilisearchKeeper({ client, index, settings: indexSettings(), taskTimeoutMs: 600_000 });
    await keeper?.ensure();
    if (client) undo.push(() => client.deleteIndex(index).waitTask({ timeout: 60_000 }));
    const took = await fill(db, documents, keeper);
    const owner = new pg.Client({ connectionString: url });
    await owner.connect();
    await owner.query("VACUUM ANALYZE");
    await owner.end();
    const postgres = new PostgresSearchEngine<Card>(db.pool);
    const meilisearch = client && new MeilisearchEngine<Card>({ client, index, ...databaseSide<Card>(db.pool) });
    return { postgres, ...(meilisearch && { meilisearch, client }), db, index, took, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function fill(db: Database, documents: Iterable<SearchDocument>, keeper: MeilisearchKeeper | undefined) {
  const took = { postgres: 0, meilisearch: 0 };
  const connection = await db.pool.connect();
  const run: Run = async (sql, values) => (await connection.query(sql, values as unknown[])).rows;
  const timed = async (engine: keyof typeof took, work: () => Promise<void>) => {
    const start = performance.now();
    await work();
    took[engine] += (performance.now() - start) / 1000;
  };
  try {
    await run("BEGIN", []);
    const writer = new IndexWriter(run, true);
    await timed("postgres", () => clearIndex(run));
    for (const portion of portions(documents, 1000)) {
      await timed("postgres", () => writer.write(writer.prepare(portion)));
      if (keeper) await timed("meilisearch", () => keeper.write(portion));
    }
    await timed("postgres", async () => {
      await writer.finish();
      await recountTerms(run);
      await run("COMMIT", []);
    });
  } finally {
    // Ends what an error left open.
    connection.release(true);
  }
  return took;
}

function* portions<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let portion: T[] = [];
  for (const item of items) {
    portion.push(item);
    if (portion.length < size) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}

/** A database on the server that tests use, or on one of our own. */
async function openPostgres(undo: (() => unknown)[]): Promise<string> {
  const shared = process.env.TEST_POSTGRES_URL;
  if (!shared) {
    const folder = fs.mkdtempSync(path.join(root, ".tmp-eval-"));
    fs.chmodSync(folder, 0o755); // PostgreSQL may run as another user
    undo.push(() => fs.rmSync(folder, { recursive: true, force: true }));
    const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, "pg"), password: "eval" });
    undo.push(() => postgres.stop());
    return postgres.url;
  }
  const name = `eval_${randomBytes(6).toString("hex")}`;
  const asAdmin = async (sql: string) => {
    const admin = new pg.Client({ connectionString: shared });
    await admin.connect();
    await admin.query(sql);
    await admin.end();
  };
  await asAdmin(`CREATE DATABASE ${name}`);
  undo.push(() => asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  const url = new URL(shared);
  url.pathname = `/${name}`;
  return url.href;
}

export interface Server {
  url: string;
  key: string | undefined;
}

/** The server that MEILI_TEST_URL leads to, or one of our own; null where there is neither. */
export async function openServer(): Promise<{ server: Server | null; stop(): Promise<void> }> {
  let server: Server | null = null;
  const stop = await startMeilisearch({
    provide: (_, found) => {
      server = found;
    },
  });
  return { server, stop: async () => stop?.() };
}
