import { MatchingError } from "../kernel/matching-error.ts";
import { PairScorer, type Prepared } from "./affinity.ts";
import type { Affinity, AffinityContext, AffinityDemand, AffinityEntry, AffinityOffer } from "./affinity.types.ts";
import { type Measure, measuresOf } from "./measures.ts";

/** A counterpart as the index knows it; `affinity` adds phrases and evidence once its texts are at hand. */
export interface AffinityHit {
  id: string;
  total: number;
  text: number;
  fits: boolean;
}

/** How many of the best by words are scored part by part, at least and per wanted result. */
const CANDIDATES = 400;
const CANDIDATES_PER_HIT = 20;
/** New entries are scanned one by one until they are this many (or an eighth of all); then the lists are made anew. */
const MOST_UNSORTED = 2000;

/**
 * Finds the counterparts of an entry among all of one side: offers for a demand, or demands for an offer. Terms stand in flat arrays. The words choose the candidates, all parts order them, so totals are those of `affinity`
 * (the words summed in single precision).
 */
export class AffinityIndex {
  readonly #side: "offer" | "demand";
  readonly #pairs: PairScorer;
  readonly #terms = new Map<string, number>();
  readonly #facts: (Facts | undefined)[] = [];
  readonly #places = new Map<string, number>();
  #size = 0;
  // By entry, in the order they came: entry i has the terms offsets[i] .. offsets[i + 1).
  #offsets = new Uint32Array(1024);
  #entryTerms = new Uint32Array(65_536);
  #entryWeights = new Float32Array(65_536);
  // By term, for the entries below #sorted.
  #sorted = 0;
  #starts = new Uint32Array(1);
  #lists = new Uint32Array(0);
  #weights = new Float32Array(0);
  #sums = new Float32Array(0);
  #query = new Float32Array(0);

  constructor(side: "offer" | "demand", context: AffinityContext) {
    this.#side = side;
    this.#pairs = new PairScorer(context);
  }

  get size(): number {
    return this.#places.size;
  }

  /** An id that is there already is replaced. */
  add(entry: AffinityOffer | AffinityDemand): void {
    if (typeof entry?.id !== "string" || entry.id === "")
      throw new MatchingError("shape", "entry.id", String(entry?.id));
    this.remove(entry.id);
    const at = this.#facts.length;
    const terms = this.#side === "offer" ? this.#pairs.scorer.have(entry.texts) : this.#pairs.scorer.seek(entry.texts);
    if (at + 2 > this.#offsets.length) this.#offsets = grown(this.#offsets, at + 2);
    if (this.#size + terms.size > this.#entryTerms.length) {
      this.#entryTerms = grown(this.#entryTerms, this.#size + terms.size);
      this.#entryWeights = grown(this.#entryWeights, this.#size + terms.size);
    }
    for (const [term, weight] of terms) {
      let no = this.#terms.get(term);
      if (no === undefined) {
        no = this.#terms.size;
        this.#terms.set(term, no);
      }
      this.#entryTerms[this.#size] = no;
      this.#entryWeights[this.#size++] = weight;
    }
    this.#offsets[at + 1] = this.#size;
    this.#places.set(entry.id, at);
    const { texts, ...codes } = entry;
    // Offers are searched for the targets of a demand; a demand's own words are not needed again.
    const kept = this.#side === "offer" ? texts.map(({ field, text }) => ({ field, text, tokens: [] })) : [];
    this.#facts.push({ entry: { ...codes, texts: [] }, texts: kept });
  }

  remove(id: string): boolean {
    const at = this.#places.get(id);
    if (at === undefined) return false;
    this.#places.delete(id);
    this.#facts[at] = undefined;
    return true;
  }

  /**
   * The `k` best counterparts by total, equal ones by id; excluded pairs are left out. Only what shares a word is considered, and of that
   * the strongest `CANDIDATES` by words.
   */
  top(entry: AffinityOffer | AffinityDemand, k: number): AffinityHit[] {
    if (!Number.isInteger(k) || k < 0) throw new MatchingError("out_of_range", "k", k);
    const sums = this.#strengths(entry);
    const hits: AffinityHit[] = [];
    const asked: Facts = { entry, texts: entry.texts };
    for (const at of strongest(sums, this.#facts.length, Math.max(CANDIDATES, k * CANDIDATES_PER_HIT))) {
      const facts = this.#facts[at];
      if (!facts) continue;
      const [offer, demand] = this.#side === "offer" ? [facts.entry, entry] : [entry, facts.entry];
      if (this.#pairs.exclusionsOf(offer, demand).length > 0) continue;
      const score = this.#pairs.scorer.scoreOf(sums[at]!);
      const prepared: Facts = this.#side === "offer" ? facts : asked;
      if ((demand as AffinityDemand).targets?.length)
        prepared.measures ??= prepared.texts.map(({ text }) => measuresOf(text));
      const { total, fits } = this.#pairs.assemble(offer, demand, { score, evidence: [] }, prepared);
      hits.push({ id: facts.entry.id, total, text: score, fits });
    }
    hits.sort((a, b) => b.total - a.total || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    return hits.slice(0, k);
  }

  #strengths(entry: AffinityEntry): Float32Array {
    const scorer = this.#pairs.scorer;
    const terms = this.#side === "offer" ? scorer.seek(entry.texts) : scorer.have(entry.texts);
    const count = this.#facts.length;
    if (count - this.#sorted > Math.max(MOST_UNSORTED, count >> 3)) this.#sort();
    if (this.#sums.length < count) this.#sums = new Float32Array(count + (count >> 2));
    const sums = this.#sums.fill(0);
    const known: number[] = [];
    if (this.#query.length < this.#terms.size) this.#query = new Float32Array(this.#terms.size * 2);
    for (const [term, weight] of terms) {
      const no = this.#terms.get(term);
      if (no === undefined) continue;
      known.push(no);
      this.#query[no] = weight;
      if (no + 1 >= this.#starts.length) continue;
      const end = this.#starts[no + 1]!;
      for (let i = this.#starts[no]!; i < end; i++) sums[this.#lists[i]!]! += weight * this.#weights[i]!;
    }
    for (let at = this.#sorted; at < count; at++) {
      let sum = 0;
      for (let i = this.#offsets[at]!; i < this.#offsets[at + 1]!; i++)
        sum += this.#query[this.#entryTerms[i]!]! * this.#entryWeights[i]!;
      sums[at] = sum;
    }
    for (const no of known) this.#query[no] = 0;
    return sums;
  }

  /** From lists by entry to lists by term: a counting sort, so the order within a list is that of the entries. */
  #sort(): void {
    const count = this.#facts.length;
    const size = this.#offsets[count]!;
    const starts = new Uint32Array(this.#terms.size + 1);
    for (let i = 0; i < size; i++) starts[this.#entryTerms[i]! + 1]!++;
    for (let t = 0; t < this.#terms.size; t++) starts[t + 1]! += starts[t]!;
    const next = starts.slice();
    this.#lists = new Uint32Array(size);
    this.#weights = new Float32Array(size);
    for (let at = 0; at < count; at++) {
      for (let i = this.#offsets[at]!; i < this.#offsets[at + 1]!; i++) {
        const place = next[this.#entryTerms[i]!]!++;
        this.#lists[place] = at;
        this.#weights[place] = this.#entryWeights[i]!;
      }
    }
    this.#starts = starts;
    this.#sorted = count;
  }
}

interface Facts {
  entry: AffinityEntry;
  texts: Prepared["texts"];
  measures?: Measure[][];
}

function grown<T extends Uint32Array | Float32Array>(array: T, least: number): T {
  const bigger = new (array.constructor as new (length: number) => T)(
    Math.max(least, array.length + (array.length >> 1)),
  );
  bigger.set(array);
  return bigger;
}

/** The places of the `k` largest sums above 0, largest first, equal ones by place. */
function strongest(sums: Float32Array, count: number, k: number): number[] {
  const places: number[] = [];
  let least = 0;
  for (let at = 0; at < count; at++) {
    if (sums[at]! <= least) continue;
    places.push(at);
    if (places.length < 4 * k) continue;
    places.sort((a, b) => sums[b]! - sums[a]! || a - b).length = k;
    least = sums[places[k - 1]!]!;
  }
  return places.sort((a, b) => sums[b]! - sums[a]! || a - b).slice(0, k);
}

/** The `k` best offers of every demand, with evidence, one demand after the other: a caller may pause or stop between them. */
export function* matchAll(
  offers: Iterable<AffinityOffer>,
  demands: Iterable<AffinityDemand>,
  context: AffinityContext,
  k: number,
): Generator<{ demand: string; offers: Affinity[] }> {
  const pairs = new PairScorer(context);
  const index = new AffinityIndex("offer", context);
  const known = new Map<string, AffinityOffer>();
  for (const offer of offers) {
    index.add(offer);
    known.set(offer.id, offer);
  }
  for (const demand of demands) {
    const seek = pairs.prepareDemand(demand);
    const found = index.top(demand, k).map(({ id }) => {
      const offer = known.get(id)!;
      return pairs.affinity(offer, demand, pairs.prepareOffer(offer), seek);
    });
    found.sort((a, b) => b.total - a.total || (a.offer < b.offer ? -1 : a.offer > b.offer ? 1 : 0));
    yield { demand: demand.id, offers: found };
  }
}
