import { fork } from "node:child_process";
import path from "node:path";
import { emptySchema, migrate } from "@jiebang/db";
import { demoAccounts } from "@jiebang/demo/accounts.ts";
import pg from "pg";
import { PLAYER_LOCK, type PlayOrder } from "./play-order.ts";

const DEMO_LOCK = 411200; // advisory lock: of several servers on one database one plays, the others wait

export interface DemoAccountLine {
  label: string;
  identifier: string;
  password: string;
}

/**
 * Sees to it that the demonstration world is played once into an empty database. It is played through the verbs in many
 * transactions, so a mark is set first: a start that finds the mark of a play that was killed empties the database
 * (nobody was let in before the end) and plays again.
 */
export async function prepareDemonstration(
  ownerUrl: string,
  play: () => Promise<void>,
  say: (line: string) => void,
): Promise<DemoAccountLine[]> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query("SELECT pg_advisory_lock($1)", [DEMO_LOCK]);
    let state = await stateOf(owner);
    if (state === "foreign") return [];
    if (state === "broken") {
      say("the demonstration world was not finished last time: starting it afresh");
      await owner.query("SELECT pg_advisory_lock($1)", [PLAYER_LOCK]);
      await emptySchema(owner);
      await migrate(ownerUrl);
      await owner.query("SELECT pg_advisory_unlock($1)", [PLAYER_LOCK]);
      state = "empty";
    }
    if (state === "empty") {
      say("playing the demonstration world (once) …");
      await setState(owner, "playing");
      await play();
      await setState(owner, "played");
    }
    return demoAccounts;
  } finally {
    await owner.end(); // gives the lock back
  }
}

/** `play-demonstration.js` stands beside the bundled server. */
export function playInOwnProcess(order: PlayOrder, signal: AbortSignal): Promise<void> {
  const program = path.join(path.dirname(process.argv[1]!), "play-demonstration.js");
  return new Promise((resolve, reject) => {
    const child = fork(program, { signal, stdio: ["ignore", "inherit", "inherit", "ipc"] });
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error("the demonstration world could not be played")),
    );
    child.send(order);
  });
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
