import { industryParts } from "@jiebang/domain";
import type {
  Affinity,
  AffinityContext,
  AffinityDemand,
  AffinityEntry,
  AffinityEvidence,
  AffinityOffer,
  AffinityPart,
  AffinityPartName,
  AffinityQuote,
  CodeRelation,
  TermStatistics,
} from "@jiebang/matching";

// A plain scorer by the contract of the matching package: words, industry, ways of cooperation, money and place. What it
// cannot judge (targets, maturity) it reports as not known, so that their weight goes to the parts it does know.

const FIELD_WORTH = { title: 3, keywords: 2, summary: 1.5, targets: 1, body: 1, names: 0 } as const;
const PAIR = 0.5;
const FITS = { total: 0.12, text: 0.08 };

interface Terms {
  worth: Map<string, number>;
  places: Map<string, AffinityQuote[]>;
}
const known = new WeakMap<AffinityEntry, Terms>();

function termsOf(entry: AffinityEntry): Terms {
  const kept = known.get(entry);
  if (kept) return kept;
  const terms: Terms = { worth: new Map(), places: new Map() };
  const seen: Partial<Record<string, number>> = {};
  for (const { field, text, tokens } of entry.texts) {
    if (field === "names") continue; // names of codes: the codes themselves are judged
    const index = seen[field] ?? 0;
    seen[field] = index + 1;
    for (const { term, start, end, kind } of tokens) {
      const worth = FIELD_WORTH[field] * (kind === "pair" ? PAIR : 1);
      terms.worth.set(term, (terms.worth.get(term) ?? 0) + worth);
      const places = terms.places.get(term);
      const quote = { field, index, start, end, quote: text.slice(start, end) };
      if (!places) terms.places.set(term, [quote]);
      else if (places.length < 3) places.push(quote);
    }
  }
  known.set(entry, terms);
  return terms;
}

/** Counts a corpus, portion by portion. */
export class TermCounter {
  #documents = 0;
  #length = 0;
  readonly #frequency = new Map<string, number>();
  add(entry: AffinityEntry): void {
    this.#documents++;
    for (const [term, worth] of termsOf(entry).worth) {
      this.#length += worth;
      this.#frequency.set(term, (this.#frequency.get(term) ?? 0) + 1);
    }
  }
  statistics(): TermStatistics {
    const frequency: Record<string, number> = {};
    for (const [term, n] of this.#frequency) if (n > 1) frequency[term] = n;
    return { documents: this.#documents, meanLength: this.#length / Math.max(1, this.#documents), frequency };
  }
}

export const rarity = ({ documents, frequency }: TermStatistics, term: string): number =>
  Math.log(1 + (documents + 0.5) / ((Object.hasOwn(frequency, term) ? frequency[term]! : 1) + 0.5));

const saturated = (worth: number) => worth / (worth + 1.2);

export function plainAffinity(offer: AffinityOffer, demand: AffinityDemand, context: AffinityContext): Affinity {
  const found: { name: AffinityPartName; score: number; evidence: AffinityEvidence[] }[] = [];
  const missing: { part: AffinityPartName; side: "offer" | "demand" | "both" }[] = [];
  const lacks = (part: AffinityPartName, o: unknown, d: unknown) => {
    if (o && d) return false;
    missing.push({ part, side: o ? "demand" : d ? "offer" : "both" });
    return true;
  };
  const text = textPart(offer, demand, context.statistics);
  found.push({ name: "text", ...text });
  missing.push({ part: "field", side: "both" });
  if (!lacks("industry", offer.industry, demand.industry)) {
    const relation = codeRelation(offer.industry!, demand.industry!);
    // A section holds dozens of divisions: to lie in it says little.
    const isRough = [offer.industry!, demand.industry!].some((code) => !industryParts(code).division);
    const score = isRough
      ? { same: 0.3, narrower: 0.3, wider: 0.3, sibling: 0, concordance: 0, none: 0 }[relation]
      : { same: 1, narrower: 0.8, wider: 0.6, sibling: 0.4, concordance: 0.4, none: 0 }[relation];
    found.push({
      name: "industry",
      score,
      evidence: [{ kind: "code", system: "industry", offer: offer.industry!, demand: demand.industry!, relation }],
    });
  }
  missing.push({ part: "targets", side: demand.targets?.length ? "offer" : "demand" });
  missing.push({ part: "maturity", side: offer.maturity === undefined ? "both" : "demand" });
  if (!lacks("modes", offer.modes?.length, demand.modes?.length)) {
    const both = offer.modes!.filter((mode) => demand.modes!.includes(mode));
    const onlyOffer = offer.modes!.filter((mode) => !both.includes(mode));
    const onlyDemand = demand.modes!.filter((mode) => !both.includes(mode));
    found.push({
      name: "modes",
      score: both.length / Math.min(offer.modes!.length, demand.modes!.length),
      evidence: [{ kind: "modes", both, onlyOffer, onlyDemand }],
    });
  }
  if (!lacks("money", offer.money, demand.money)) {
    const asked = offer.money!.min ?? offer.money!.max!;
    const most = demand.money!.max ?? demand.money!.min!;
    const [relation, score] = asked > most ? (["above", Math.max(0, most / asked)] as const) : (["within", 1] as const);
    found.push({ name: "money", score, evidence: [{ kind: "money", relation }] });
  }
  if (!lacks("place", offer.area, demand.area)) {
    const [o, d] = [offer.area!, demand.area!];
    const score = o === d ? 1 : o.slice(0, 4) === d.slice(0, 4) ? 0.8 : o.slice(0, 2) === d.slice(0, 2) ? 0.5 : 0;
    const relation: CodeRelation = o === d ? "same" : score > 0 ? "sibling" : "none";
    found.push({ name: "place", score, evidence: [{ kind: "code", system: "area", offer: o, demand: d, relation }] });
  }
  const rate = offer.answerRate ?? demand.answerRate;
  if (rate === undefined) missing.push({ part: "answerRate", side: "both" });
  else found.push({ name: "answerRate", score: rate, evidence: [{ kind: "rate", rate }] });

  const all = Object.values(context.weights).reduce((sum, weight) => sum + weight, 0);
  const heavy = found.reduce((sum, part) => sum + context.weights[part.name], 0);
  const parts: AffinityPart[] = found.map((part) => ({
    ...part,
    weight: heavy > 0 ? context.weights[part.name] / heavy : 0,
  }));
  const total = Math.min(
    1,
    parts.reduce((sum, part) => sum + part.weight * part.score, 0),
  );
  const least = context.threshold ?? FITS;
  return {
    offer: offer.id,
    demand: demand.id,
    total,
    parts,
    missing: missing.map((one) => ({ ...one, weight: all > 0 ? context.weights[one.part] / all : 0 })),
    unansweredTargets: (demand.targets ?? []).map((_, i) => i),
    exclusions: [],
    fits: total >= least.total && text.score >= least.text,
  };
}

function textPart(offer: AffinityOffer, demand: AffinityDemand, statistics: TermStatistics) {
  const [o, d] = [termsOf(offer), termsOf(demand)];
  let wanted = 0;
  let met = 0;
  const shared: { term: string; share: number }[] = [];
  for (const [term, worth] of d.worth) {
    const weight = rarity(statistics, term) * saturated(worth);
    wanted += weight;
    const there = o.worth.get(term);
    if (there === undefined) continue;
    const share = weight * saturated(there) * 1.3;
    met += share;
    shared.push({ term, share });
  }
  // A long offer meets many words by chance.
  let length = 0;
  for (const worth of o.worth.values()) length += worth;
  const fair = 1 / (0.75 + 0.25 * Math.max(0.5, length / Math.max(1, statistics.meanLength)));
  const score = wanted > 0 ? Math.min(1, (met / wanted) * fair) : 0;
  const sum = shared.reduce((total, one) => total + one.share, 0) || 1;
  const evidence: AffinityEvidence[] = shared
    .sort((a, b) => b.share - a.share || (a.term < b.term ? -1 : 1))
    .slice(0, 10)
    .map(({ term, share }) => ({
      kind: "phrase",
      offer: o.places.get(term)!,
      demand: d.places.get(term)!,
      share: (share / sum) * score,
    }));
  return { score, evidence };
}

function codeRelation(offer: string, demand: string): CodeRelation {
  if (offer === demand) return "same";
  const [o, d] = [industryParts(offer), industryParts(demand)];
  if (o.section !== d.section) return "none";
  if (!d.division) return "narrower";
  if (!o.division) return "wider";
  if (o.division !== d.division) return "none";
  if (offer.startsWith(demand)) return "narrower";
  return demand.startsWith(offer) ? "wider" : "sibling";
}
