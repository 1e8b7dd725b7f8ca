import path from "node:path";
import { migrate, Refusal, type Secrets, startCluster } from "@jiebang/db";
import pg from "pg";
import type { Env } from "../env.ts";

export interface OpenedDatabase {
  url: string;
  isEmbedded: boolean;
  stop(): Promise<void>;
}

/** The database of DATABASE_URL, or the embedded one of the data directory; migrated and fit for this mode. */
export async function openOwnDatabase(
  env: Env,
  secrets: Secrets,
  onUnexpectedExit: (reason: string) => void,
): Promise<OpenedDatabase> {
  const database = env.DATABASE_URL
    ? { url: env.DATABASE_URL, isEmbedded: false, stop: async () => {} }
    : await embedded(env, secrets, onUnexpectedExit);
  try {
    if (env.DATABASE_URL) await requireReachable(env.DATABASE_URL);
    await migrate(database.url);
    if (env.isProduction) await requireProductionFit(database.url);
    return database;
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function embedded(env: Env, secrets: Secrets, onUnexpectedExit: (reason: string) => void) {
  const cluster = await startCluster({
    dataDir: path.join(env.DATA_DIR, "postgres"),
    password: secrets.databasePassword,
    onUnexpectedExit,
  });
  return { url: cluster.url, isEmbedded: true, stop: () => cluster.stop() };
}

async function requireReachable(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 8000 });
  try {
    await client.connect();
    const { rows } = await client.query("SELECT current_setting('server_version_num')::int AS version");
    if (rows[0].version < 150_000) throw new Refusal("the PostgreSQL of DATABASE_URL is older than 15");
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { host, pathname } = new URL(url); // never the password
    const reason = (error as Error).message || (error as NodeJS.ErrnoException).code;
    throw new Refusal(`cannot reach the database of DATABASE_URL at ${host}${pathname}: ${reason}`);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Production marks its database for ever: from then on its clock cannot be moved and no demonstration is played in it. */
async function requireProductionFit(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT (SELECT seconds FROM clock_offset WHERE id = 1) AS offset,
              EXISTS (SELECT 1 FROM setting WHERE key = 'demonstration') AS "isDemonstration"`,
    );
    if (rows[0].isDemonstration)
      throw new Refusal("production refuses this database because it holds the demonstration world and its accounts");
    if (rows[0].offset !== 0) throw new Refusal("production refuses this database because its clock was moved");
    await client.query(
      `INSERT INTO setting (key, value) VALUES ('deployment', '"production"') ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    );
  } finally {
    await client.end();
  }
}
