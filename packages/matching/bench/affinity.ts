import fs from "node:fs";
import path from "node:path";
import {
  AFFINITY_WEIGHTS,
  type AffinityDemand,
  AffinityIndex,
  type AffinityOffer,
  type AffinityToken,
  matchAll,
  termStatistics,
} from "../src/index.ts";
import type { BenchArgs, Row } from "./row.ts";
import { median, userMs } from "./row.ts";

const folder = path.resolve(import.meta.dirname, "../../../../shared/data/tech-market-zh");

/** The words of the search package are not ours to import: pairs of characters and Latin runs are as many, and cost the same. */
function tokensOf(text: string): AffinityToken[] {
  const tokens: AffinityToken[] = [];
  for (const { 0: run, index } of text.toLowerCase().matchAll(/[\u3400-\u9fff]+|[a-z0-9]+/g)) {
    if (run.charCodeAt(0) < 0x3400) tokens.push({ term: run, start: index, end: index + run.length, kind: "word" });
    else
      for (let n = 2; n <= 3; n++)
        for (let i = 0; i + n <= run.length; i += n - 1)
          tokens.push({
            term: run.slice(i, i + n),
            start: index + i,
            end: index + i + n,
            kind: n === 2 ? "pair" : "word",
          });
  }
  return tokens.sort((a, b) => a.start - b.start || a.end - b.end);
}

interface Listing {
  id: string;
  title: string;
  description: string;
  gb4754_section: string;
}
const entryOf = ({ id, title, description }: Listing): AffinityOffer & AffinityDemand => ({
  id,
  texts: [
    { field: "title", text: title, tokens: tokensOf(title) },
    { field: "body", text: description, tokens: tokensOf(description) },
  ],
  modes: ["development"],
});
const read = (name: string): Listing[] =>
  fs
    .readFileSync(path.join(folder, name), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Listing);

export async function bench({ rounds, only }: BenchArgs): Promise<Row[]> {
  if (only && !"affinity".includes(only)) return [];
  if (!fs.existsSync(folder)) {
    console.log("affinity: skipped, no listings beside the repository");
    return [];
  }
  const listed = { offers: read("achievements.jsonl"), demands: read("demands.jsonl") };
  const rows: Row[] = [];
  const offers = listed.offers.map(entryOf);
  const demands = listed.demands.map(entryOf);
  const counted = userMs(() => termStatistics(offers, demands));
  const context = { weights: AFFINITY_WEIGHTS, statistics: counted.value };
  let pairs = 0;
  let phrases = 0;
  const all = userMs(() => {
    for (const { offers: found } of matchAll(offers, demands, context, 20))
      for (const { parts } of found) {
        pairs++;
        phrases += parts[0]?.evidence.length ?? 0;
      }
  });
  rows.push({
    problem: "affinity 1,728 x 2,801, top 20 with evidence",
    ours: all.ms + counted.ms,
    reference: null,
    reach: { ms: 20_000 },
    memory: { ours: process.memoryUsage().rss / 2 ** 20, reference: null },
    note: `${pairs} pairs with ${phrases} quoted phrases; counting the words included`,
  });

  // 100,000 entries: the listings again and again, each time with another part of the text, so that lists grow as they would.
  const index = new AffinityIndex("offer", context);
  const built = userMs(() => {
    for (let i = 0; i < 100_000; i++) {
      const of = listed.offers[i % listed.offers.length]!;
      const from = Math.floor(i / listed.offers.length) * 7;
      index.add({ ...entryOf({ ...of, description: of.description.slice(from % 80) }), id: `offer-${i}` });
    }
    index.top(demands[0]!, 1);
  });
  const times = demands.slice(0, Math.max(20, rounds * 10)).map((demand) => userMs(() => index.top(demand, 20)).ms);
  const sorted = [...times].sort((a, b) => a - b);
  rows.push({
    problem: "affinity, one new entry against 100,000",
    ours: median(times),
    reference: null,
    reach: { ms: 150 },
    memory: { ours: process.memoryUsage().rss / 2 ** 20, reference: null },
    note: `p95 ${sorted[Math.floor(sorted.length * 0.95)]!.toFixed(0)} ms; the index was built in ${(built.ms / 1000).toFixed(1)} s`,
  });
  return rows;
}
