import { type Services, seedReferenceData } from "@jiebang/core";
import { type Database, emptySchema, migrate } from "@jiebang/db";
import pg from "pg";

const DEMO_LOCK = 411200; // advisory lock: of several servers on one database one plays, the others wait

export interface DemoAccountLine {
  label: string;
  identifier: string;
  password: string;
}

/**
 * Plays the demonstration world once into an empty database. It is played through the verbs in many transactions, so a
 * mark is set first: a start that finds the mark of a play that was killed empties the database (nobody was let in
 * before the end) and plays again.
 */
export async function prepareDemonstration(
  ownerUrl: string,
  open: () => { db: Database; services: Services },
  say: (line: string) => void,
): Promise<DemoAccountLine[]> {
  // Loaded only here: production never has it in memory.
  const { playDemo, demoAccounts } = await import("@jiebang/demo");
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query("SELECT pg_advisory_lock($1)", [DEMO_LOCK]);
    let state = await stateOf(owner);
    if (state === "foreign") return [];
    if (state === "broken") {
      say("the demonstration world was not finished last time: starting it afresh");
      await emptySchema(owner);
      await migrate(ownerUrl);
      state = "empty";
    }
    if (state === "empty") {
      say("playing the demonstration world (once)");
      await setState(owner, "playing");
      const { db, services } = open();
      try {
        await seedReferenceData(db);
        await playDemo({
          db,
          services,
          moveClock: async (seconds) => void (await owner.query("SELECT set_clock_offset($1)", [seconds])),
          say,
        });
      } finally {
        await db.close();
      }
      await setState(owner, "played");
    }
    return demoAccounts;
  } finally {
    await owner.end(); // gives the lock back
  }
}

async function stateOf(owner: pg.Client): Promise<"empty" | "broken" | "played" | "foreign"> {
  const { rows } = await owner.query(
    `SELECT (SELECT value #>> '{}' FROM setting WHERE key = 'demonstration') AS state,
            EXISTS (SELECT 1 FROM setting WHERE key = 'deployment' AND value = '"production"') AS "isProduction",
            EXISTS (SELECT 1 FROM users) AS "isUsed"`,
  );
  const { state, isProduction, isUsed } = rows[0];
  if (state === "played") return "played";
  if (state === "playing") return "broken";
  return isProduction || isUsed ? "foreign" : "empty";
}

async function setState(owner: pg.Client, state: "playing" | "played"): Promise<void> {
  await owner.query(
    `INSERT INTO setting (key, value) VALUES ('demonstration', to_jsonb($1::text)) ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = app_now()`,
    [state],
  );
}
