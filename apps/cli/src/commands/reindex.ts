import { reindexAll } from "@jiebang/core";
import { progressLine } from "../progress.ts";
import type { Register } from "../shell.ts";

/** Builds the search index again from the entries, while the server goes on answering. */
export const registerReindex: Register = (program, shell) => {
  program
    .command("reindex")
    .description("build the search index again from the entries")
    .action(async () => {
      const world = await shell.open("reindex");
      const line = progressLine("indexing");
      try {
        const startedAt = performance.now();
        const { indexed, removed } = await reindexAll(world.ctx(), line.show);
        line.end();
        const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
        console.log(`${indexed} entries indexed, ${removed} left-overs removed, in ${seconds} s`);
      } finally {
        await world.close();
      }
    });
};
