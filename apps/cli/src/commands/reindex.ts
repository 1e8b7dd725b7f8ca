import { setTimeout as sleep } from "node:timers/promises";
import { connectMeilisearch, readIndexState, reindexAll, startFeeder, wantRebuild } from "@jiebang/core";
import { Refusal } from "@jiebang/db";
import { progressLine } from "../progress.ts";
import { searchAddress } from "../search-address.ts";
import type { Register } from "../shell.ts";
import type { CliWorld } from "../world.ts";

const LOOK_MS = 300;

/** Builds the search index again from the entries, while the server goes on answering. */
export const registerReindex: Register = (program, shell) => {
  program
    .command("reindex")
    .description("build the search index again from the entries")
    .option("--engine <name>", "postgres or meilisearch", "postgres")
    .action(async ({ engine }: { engine: string }) => {
      if (engine !== "postgres" && engine !== "meilisearch")
        throw new Refusal(`unknown engine ${engine}: it is postgres or meilisearch`);
      const env = shell.env();
      const world = await shell.open("reindex");
      const line = progressLine("indexing");
      const startedAt = performance.now();
      const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1);
      try {
        if (engine === "meilisearch") {
          const address = searchAddress(env);
          if (!address)
            throw new Refusal(
              "there is no Meilisearch: give MEILI_URL, or start the server with a meilisearch on PATH",
            );
          const documents = await rebuild(world, address, line.show);
          line.end();
          console.log(`${documents} entries indexed in Meilisearch in ${seconds()} s`);
          return;
        }
        const { indexed, removed } = await reindexAll(world.ctx(), line.show);
        line.end();
        console.log(`${indexed} entries indexed, ${removed} left-overs removed, in ${seconds()} s`);
      } finally {
        await world.close();
      }
    });
};

/** Whichever process holds the lock builds, the server's or this one; both write down how far they are. */
async function rebuild(
  world: CliWorld,
  address: NonNullable<ReturnType<typeof searchAddress>>,
  show: (done: number, total: number) => void,
): Promise<number> {
  const connection = connectMeilisearch(address);
  const status = await connection.keeper().check();
  if (!status.isAnswering) throw new Refusal(`Meilisearch is ${status.problem}: ${status.detail ?? ""}`);
  const before = await readIndexState(world.db);
  await wantRebuild(world.db);
  const feeder = startFeeder({ db: world.db, databaseUrl: world.ownerUrl, connection });
  try {
    for (;;) {
      const now = await readIndexState(world.db);
      const isNew = now.built_at !== null && now.built_at.getTime() !== before.built_at?.getTime();
      if (isNew && now.wanted_at === null && now.state === "ready") return now.done;
      if (now.state === "building") show(now.done, now.total ?? 0);
      await sleep(LOOK_MS);
    }
  } finally {
    await feeder.stop();
  }
}
