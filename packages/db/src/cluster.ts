import pg from "pg";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded.ts";

export const DATABASE = "jiebang";

/** For a small server that shares its memory with Node. Nothing here trades durability for speed. */
const FLAGS = [
  "shared_buffers=128MB",
  "effective_cache_size=512MB",
  "work_mem=8MB",
  "maintenance_work_mem=64MB",
  "max_connections=80",
  "max_wal_size=1GB",
  "checkpoint_completion_target=0.9",
  "random_page_cost=1.1", // solid state disks
  "jit=off", // short queries: compiling costs more than it saves
  "timezone=UTC",
  "log_min_messages=warning",
  "log_min_error_statement=panic", // statements hold what people typed
];

/** The embedded PostgreSQL of a data directory, with our database in it. The caller holds the directory's lock. */
export async function startCluster(options: {
  dataDir: string;
  password: string;
  onUnexpectedExit?: (reason: string) => void;
}): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ ...options, flags: FLAGS });
  const url = new URL(postgres.url);
  const client = new pg.Client({ connectionString: url.href });
  try {
    await client.connect();
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    await postgres.stop();
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
  url.pathname = `/${DATABASE}`;
  return { ...postgres, url: url.href };
}
