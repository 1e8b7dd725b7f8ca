// Plays the demonstration world in a process of its own: what a minute of writing leaves in memory goes with it,
// and the server stays small. Its parent says with what, and it ends when its parent does.
import { seedReferenceData } from "@jiebang/core";
import { openDatabase } from "@jiebang/db";
import { playDemo } from "@jiebang/demo";
import pg from "pg";
import { readEnv } from "../env.ts";
import { openServices } from "./open-services.ts";
import { PLAYER_LOCK, type PlayOrder } from "./play-order.ts";

async function play({ ownerUrl, secret, publicUrl }: PlayOrder): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query("SELECT pg_advisory_lock($1)", [PLAYER_LOCK]);
  const db = openDatabase(ownerUrl);
  try {
    await seedReferenceData(db);
    await playDemo({
      db,
      services: await openServices(readEnv(), secret, publicUrl),
      moveClock: async (seconds) => {
        await owner.query("SELECT set_clock_offset($1)", [seconds]);
      },
      say: (line) => console.log(line),
    });
  } finally {
    await db.close();
    await owner.end();
  }
}

process.once("disconnect", () => process.exit(1));
process.once("message", (order: PlayOrder) => {
  play(order).then(
    () => process.exit(0),
    (error) => {
      console.error("jiebang: the demonstration world could not be played:", error);
      process.exit(1);
    },
  );
});
