import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** A listing of the market data, either side; what only achievements have is absent on demands. */
export interface Listing {
  id: string;
  title: string;
  description: string;
  coop: string[];
  gb4754_section: string;
  gb4754_division?: string;
  tech_field?: string;
  tech_subfield?: string;
  scope?: string;
  maturity?: string;
}

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../../..");
/** Real listings stand beside the repository and are never part of it. */
export const listingsFolder = path.resolve(root, "../shared/data/tech-market-zh");

export function readListings(): { demands: Listing[]; offers: Listing[] } | undefined {
  if (!fs.existsSync(listingsFolder)) return undefined;
  return { demands: readLines("demands.jsonl"), offers: readLines("achievements.jsonl") };
}

function readLines(name: string): Listing[] {
  return fs
    .readFileSync(path.join(listingsFolder, name), "utf8")
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as Listing);
}
