import { type EditionVerdict, verifyEdition } from "@jiebang/ledger";
import type { Register } from "../shell.ts";
import { readJson } from "./read-json.ts";

/** Counts the hashes of an edition again, from its JSON-LD file alone: neither the database nor the server is asked. */
export const registerVerifyEdition: Register = (program) => {
  program
    .command("verify-edition <file-or-url>")
    .description("recompute the hashes of an edition (目录批次) from its JSON-LD file")
    .option("--json", "print the verdict as JSON")
    .action(async (place: string, options: { json?: boolean }) => {
      const verdict = verifyEdition(await readJson(place));
      if (options.json) console.log(JSON.stringify(verdict, null, 2));
      else console.log(sentence(verdict));
      if (!verdict.ok) process.exitCode = 2;
    });
};

function sentence(verdict: EditionVerdict): string {
  if (verdict.ok)
    return [
      `OK    ${verdict.slug}: ${verdict.entries} entries, ${verdict.rootHash}`,
      "      This proves that file and root hash belong together. Compare the root hash with the one printed on the",
      "      edition or shown at its address: that it was issued by the city is not in the file.",
    ].join("\n");
  if (verdict.reason === "not_an_edition") return "FAIL  this is not the JSON-LD file of an edition";
  const where = verdict.reason === "entry_differs" ? `entry ${verdict.number}` : "the root hash";
  return `FAIL  ${where} differs\n      written ${verdict.expected}\n      counted ${verdict.found}`;
}
