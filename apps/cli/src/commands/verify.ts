import fs from "node:fs";
import { type LedgerHead, receipt } from "@jiebang/domain";
import { translate } from "@jiebang/i18n";
import { BUNDLE_LIMITS, type BundleVerdict, verifyBundle } from "@jiebang/ledger";
import type { Register } from "../shell.ts";
import { readJson } from "./read-json.ts";

interface VerifyOptions {
  receipt?: string[];
  head?: string[];
  key?: string[];
  json?: boolean;
}

/** Goes through a round again from its bundle alone: neither the database nor the server is asked. */
export const registerVerify: Register = (program) => {
  program
    .command("verify <file-or-url>")
    .description("go through a round again from its bundle (核验包)")
    .option("--receipt <file...>", "receipts of sealed bids that the chain must hold")
    .option("--head <seq:hash...>", "heads printed on notices or receipts")
    .option(
      "--key <id:public-key...>",
      "public keys known from elsewhere; without them those in the bundle are believed",
    )
    .option("--json", "print the verdict as JSON")
    .action(async (place: string, options: VerifyOptions) => {
      const verdict = verifyBundle(await readJson(place), {
        receipts: (options.receipt ?? []).map((file) => receipt.parse(JSON.parse(fs.readFileSync(file, "utf8")))),
        heads: (options.head ?? []).map(readHead),
        keys: options.key && Object.fromEntries(options.key.map((text) => splitOnce(text))),
      });
      console.log(options.json ? JSON.stringify({ ...verdict, limits: BUNDLE_LIMITS }, null, 2) : sentence(verdict));
      if (!verdict.isOk) process.exitCode = 2;
    });
};

function readHead(text: string): LedgerHead {
  const [seq, head] = splitOnce(text);
  return { seq: Number(seq), head };
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf(":");
  if (at < 1) throw new Error(`${text}: a name, a colon and a value are expected`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function sentence(verdict: BundleVerdict): string {
  if (!verdict.isOk)
    return [
      `FAIL  ${verdict.path}: ${translate("en", `bundle.fault_${verdict.reason}`)}`,
      ...(verdict.expected ? [`      expected ${verdict.expected}`] : []),
      ...(verdict.found ? [`      found    ${verdict.found}`] : []),
    ].join("\n");
  return [
    `OK    round ${verdict.round}: ${translate("en", "public.verify.counted", verdict.counted)}`,
    `      head ${verdict.seq}:${verdict.head}`,
    "      What this does not prove:",
    ...BUNDLE_LIMITS.map((limit) => `      - ${translate("en", `bundle.limit_${limit}`)}`),
  ].join("\n");
}
