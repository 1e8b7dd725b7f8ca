import fs from "node:fs";
import { exportBundleByNumber } from "@jiebang/core";
import type { Register } from "../shell.ts";

/** Writes the bundle (核验包) of an announced round: what an outsider needs to go through it again. */
export const registerBundle: Register = (program, shell) => {
  program
    .command("bundle <round>")
    .description("export the bundle (核验包) of a round, by its number")
    .option("-o, --out <file>", "where to write it [<round>-bundle.json]")
    .action(async (round: string, options: { out?: string }) => {
      const world = await shell.open("bundle");
      try {
        const number = round.toUpperCase();
        const bundle = await exportBundleByNumber(world.ctx(), number);
        const file = options.out ?? `${number}-bundle.json`;
        fs.writeFileSync(file, JSON.stringify(bundle));
        console.log(`${file}: ${bundle.ledger.events.length} events, head ${bundle.ledger.events.at(-1)?.hash}`);
      } finally {
        await world.close();
      }
    });
};
