// pnpm eval:matching: how well recommendations find what a judge found good, against plain systems; docs/evaluation.md tells how to read it.
import { AFFINITY_WEIGHTS, type AffinityContext, AffinityIndex, termStatistics } from "@jiebang/matching";
import { best, bigrams, bm25, charCosine, type Scorer, words } from "./lib/baselines.ts";
import { isDevelopment, type Measures, measure, readJudged } from "./lib/judged.ts";
import { type Listing, readListings } from "./lib/listings.ts";
import { toAffinity } from "./lib/to-affinity.ts";

const listings = readListings();
if (!listings) {
  console.log("skipped: no listings beside the repository (../shared/data/tech-market-zh)");
  process.exit(0);
}
const { offers, demands } = listings;
const judged = readJudged();
const asked = demands.filter(({ id }) => judged[id]);
const textOf = ({ title, description }: Listing) => `${title}\n${description}`;
const texts = offers.map(textOf);

type Found = { ranked: string[]; top: number };
const plain =
  (scorer: Scorer) =>
  (demand: Listing): Found => {
    const scores = scorer(textOf(demand));
    const ten = best(scores, 10);
    return { ranked: ten.map((i) => offers[i]!.id), top: scores[ten[0]!] ?? 0 };
  };
function byAffinity(isWordsOnly: boolean): (demand: Listing) => Found {
  const sides = {
    offers: offers.map((o) => toAffinity(o, isWordsOnly)),
    demands: demands.map((d) => toAffinity(d, isWordsOnly)),
  };
  const context: AffinityContext = {
    weights: AFFINITY_WEIGHTS,
    statistics: termStatistics(sides.offers, sides.demands),
  };
  const index = new AffinityIndex("offer", context);
  for (const offer of sides.offers) index.add(offer);
  return (demand) => {
    const hits = index.top(toAffinity(demand, isWordsOnly), 10);
    return { ranked: hits.map(({ id }) => id), top: hits[0]?.total ?? 0 };
  };
}

const systems: [string, (demand: Listing) => Found][] = [
  ["BM25 of character bigrams", plain(bm25(texts, bigrams))],
  ["BM25 of words", plain(bm25(texts, words))],
  ["cosine of character 2- and 3-grams", plain(charCosine(texts))],
  ["affinity, words alone", byAffinity(true)],
  ["affinity", byAffinity(false)],
];
const HALVES = ["all", "development", "test"] as const;
console.log(`${"system".padEnd(36)}${HALVES.map((half) => half.padStart(24)).join("")}`);
console.log(`${"".padEnd(36)}${HALVES.map(() => "nDCG@10  R@10   AUC".padStart(24)).join("")}`);
let last: Measures | undefined;
for (const [name, system] of systems) {
  const found = asked.map((demand) => [demand.id, system(demand)] as const);
  const cells = HALVES.map((half) => {
    const of = found.filter(([id]) => half === "all" || isDevelopment(id) === (half === "development"));
    const m = measure(judged, new Map(of));
    last = half === "all" ? m : last;
    return `${m.ndcg.toFixed(3)} ${m.recall.toFixed(3)} ${m.auc.toFixed(3)}`.padStart(24);
  });
  console.log(`${name.padEnd(36)}${cells.join("")}`);
}
console.log(
  `${asked.length} demands judged, ${last?.demands} with something of the field, ${last?.answered} with an answer (grade >= 2)`,
);
