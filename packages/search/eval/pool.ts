// Draws the demands of the judged set, pools what several systems find for them and writes sheets for a human judge who cannot see which
// system found what: node eval/pool.ts <folder>. The method is told in docs/evaluation.md.
import fs from "node:fs";
import path from "node:path";
import { describeText } from "@jiebang/search";
import { best, bigrams, bm25, charCosine, type Scorer, words } from "./lib/baselines.ts";
import { type Listing, readListings } from "./lib/listings.ts";
import { shuffled } from "./lib/random.ts";

const SEED = "judged-set-1";
const [, , folder] = process.argv;
const listings = readListings();
if (!listings || !folder) {
  console.log(listings ? "say where to: node eval/pool.ts <folder>" : "skipped: no listings beside the repository");
  process.exit(0);
}
const { offers } = listings;
const demands = listings.demands.filter(({ title, description }) => title.length + description.length >= 8);
const textOf = ({ title, description }: Listing) => `${title}\n${description}`;
const both = (text: string) => describeText(text).map((token) => token.term);
const thrice = ({ title, description }: Listing) => `${title}\n${title}\n${title}\n${description}`;

const plain = offers.map(textOf);
const byBigrams = bm25(plain, bigrams);
const weighted = bm25(offers.map(thrice), both, 1.2, 0.6);
const withFeedback: Scorer = (query) => {
  const first = weighted(query);
  const told = best(first, 5).map((doc) => offers[doc]!.title);
  const again = weighted(told.join("\n"));
  return first.map((score, doc) => score + 0.3 * again[doc]!);
};
const systems: ((demand: Listing) => Float64Array)[] = [
  (demand) => byBigrams(textOf(demand)),
  (
    (scorer) => (demand: Listing) =>
      scorer(textOf(demand))
  )(bm25(plain, words)),
  (
    (scorer) => (demand: Listing) =>
      scorer(thrice(demand))
  )(charCosine(offers.map(thrice))),
  (demand) => weighted(thrice(demand)),
  (demand) => withFeedback(thrice(demand)),
  (demand) => weighted(demand.title),
];

// A fifth of the demands are such that even the best answer shares little with them; the others are spread over sections and lengths.
const own = bm25(listings.demands.map(textOf), bigrams);
const closeness = new Map(
  demands.map((demand) => {
    const top = Math.max(...byBigrams(textOf(demand)));
    return [demand.id, top / Math.max(1, ...own(textOf(demand)))];
  }),
);
const order = shuffled(demands, SEED);
const farthest = [...order].sort((a, b) => closeness.get(a.id)! - closeness.get(b.id)!).slice(0, demands.length / 5);
const far = order.filter((demand) => farthest.includes(demand)).slice(0, 14);
const strata = new Map<string, Listing[]>();
for (const demand of order) {
  if (far.includes(demand)) continue;
  const length = demand.description.length < 60 ? "short" : demand.description.length < 180 ? "middle" : "long";
  const section =
    demand.gb4754_section === "制造业" ? "making" : demand.gb4754_section === "农、林、牧、渔业" ? "farming" : "other";
  const key = `${section} ${length}`;
  strata.set(key, [...(strata.get(key) ?? []), demand]);
}
const quota: Record<string, number> = { making: 11, farming: 3, other: 4 };
const spread = [...strata].flatMap(([key, list]) => list.slice(0, quota[key.split(" ")[0]!]));
const chosen = shuffled([...far, ...spread], `${SEED} order`);

fs.mkdirSync(folder, { recursive: true });
const pool: Record<string, { demand: string; candidates: Record<string, string> }> = {};
const cut = (text: string, most: number) => text.replace(/\s+/g, " ").slice(0, most);
let pairs = 0;
chosen.forEach((demand, no) => {
  const found = new Set(systems.flatMap((system) => best(system(demand), 10)));
  const sheet = `demand-${String(no + 1).padStart(2, "0")}`;
  const candidates: Record<string, string> = {};
  const lines = [`# ${sheet}`, `TITLE: ${demand.title}`, cut(demand.description, 600), ""];
  shuffled(
    [...found].sort((a, b) => a - b),
    `${SEED} ${demand.id}`,
  ).forEach((doc, i) => {
    const offer = offers[doc]!;
    candidates[`c${i + 1}`] = offer.id;
    lines.push(`c${i + 1}. ${offer.title} | ${cut(offer.description, 110)}`);
  });
  pool[sheet] = { demand: demand.id, candidates };
  pairs += found.size;
  fs.writeFileSync(path.join(folder, `${sheet}.txt`), `${lines.join("\n")}\n`);
});
fs.writeFileSync(path.join(folder, "pool.json"), `${JSON.stringify(pool, null, 1)}\n`);
console.log(`${chosen.length} demands, ${pairs} pairs to judge`);
