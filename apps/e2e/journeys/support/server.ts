import { readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";

/** The server's own database, through the file it keeps for its command line. Never through HTTP. */
async function onDatabase<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const run = JSON.parse(readFileSync(path.join(process.env.E2E_DATA_DIR!, "run.json"), "utf8"));
  const client = new pg.Client({ connectionString: run.databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Moves the platform's one clock (`app_now()`) so that it reads this instant and goes on from there. */
export async function moveClockTo(at: Date): Promise<void> {
  await onDatabase((client) =>
    client.query("SELECT set_clock_offset(extract(epoch FROM $1::timestamptz - clock_timestamp()))", [at]),
  );
}

export async function platformNow(): Promise<Date> {
  return onDatabase(async (client) => (await client.query("SELECT app_now() AS now")).rows[0].now);
}
