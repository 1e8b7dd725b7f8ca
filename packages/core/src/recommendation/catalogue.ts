import {
  AFFINITY_THRESHOLD,
  type AffinityContext,
  type AffinityEntry,
  PairScorer,
  type Prepared,
  type TermStatistics,
  TextScorer,
} from "@jiebang/matching";
import { explain } from "./explain.ts";
import type { Scorable } from "./scorable.ts";
import { type Described, described, strongestTerms, type WeighedTerm } from "./score-pairs.ts";
import type { ExplainedPair, Fitting, PairRef } from "./scoring-process.ts";

/** An entry as the scorer needs it again and again: its words as numbers with what they weigh, its texts uncut. */
interface Held {
  plain: Scorable;
  /** In the order of the text, so that sums are those of `affinity` to the last bit. */
  terms: Uint32Array;
  weights: Float64Array;
}
interface Cut {
  entry: Described;
  prepared: Prepared;
}

/** Entries whose words stand cut, with their places: they take fifty times what `Held` takes. */
const MOST_CUT = 64;
export type Rates = Readonly<Record<string, number>>;
export type Weights = AffinityContext["weights"];

/**
 * Entries with compact words, and which pairs of them fit. Scores come first, over flat arrays; phrases and quotes are made
 * only for the pairs that are asked for.
 */
export class Catalogue {
  readonly #statistics: TermStatistics;
  readonly #scorer: TextScorer;
  readonly #scorers = new Map<string, PairScorer>();
  readonly #numbers = new Map<string, number>();
  readonly #held = { offer: new Map<string, Held>(), demand: new Map<string, Held>() };
  readonly #cut = new Map<string, Cut>();
  #query = new Float64Array(1024);

  constructor(statistics: TermStatistics) {
    this.#statistics = statistics;
    this.#scorer = new TextScorer(statistics);
  }

  learn(plain: Scorable): void {
    this.forget(plain.id);
    const { texts } = described(plain);
    const found = plain.kind === "offer" ? this.#scorer.have(texts) : this.#scorer.seek(texts);
    const terms = new Uint32Array(found.size);
    const weights = new Float64Array(found.size);
    let i = 0;
    for (const [term, weight] of found) {
      let no = this.#numbers.get(term);
      if (no === undefined) {
        no = this.#numbers.size;
        this.#numbers.set(term, no);
      }
      terms[i] = no;
      weights[i++] = weight;
    }
    this.#held[plain.kind].set(plain.id, { plain, terms, weights });
  }

  forget(id: string): void {
    this.#cut.delete(id);
    if (!this.#held.offer.delete(id)) this.#held.demand.delete(id);
  }

  revisionOf(id: string): string | undefined {
    return this.#find(id)?.plain.revisionId;
  }

  /** Forgets every entry that is not among these. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const side of [this.#held.offer, this.#held.demand])
      for (const id of side.keys()) if (!ids.has(id)) this.forget(id);
  }

  /** The words by which counterparts of an entry are looked up elsewhere. */
  strongestTermsOf(id: string): WeighedTerm[] {
    const held = this.#find(id);
    return held ? strongestTerms(described(held.plain), this.#statistics) : [];
  }

  /** What fits an entry, best first; among all of the other side, or among these. */
  fitting(id: string, among: readonly string[] | null, weights: Weights, rates: Rates, most: number): Fitting[] {
    const source = this.#find(id);
    if (!source) return [];
    const isDemand = source.plain.kind === "demand";
    const side = this.#held[isDemand ? "offer" : "demand"];
    const others = among ? among.flatMap((other) => side.get(other) ?? []) : side.values();
    const pairs = this.#pairsFor(weights);
    const own = uncut(source.plain, rates);
    const fits: Fitting[] = [];
    this.#lay(source);
    const near: Held[] = [];
    for (const other of others) {
      if (pairs.scorer.scoreOf(this.#sumOf(other)) > AFFINITY_THRESHOLD.text - 1e-6) near.push(other);
    }
    const sums = isDemand ? [] : near.map((other) => this.#sumOf(other));
    this.#clear(source);
    near.forEach((other, i) => {
      let sum = sums[i];
      if (sum === undefined) {
        // In the demand's order, whichever side asks.
        this.#lay(other);
        sum = this.#sumOf(source);
        this.#clear(other);
      }
      const score = pairs.scorer.scoreOf(sum);
      const met = uncut(other.plain, rates);
      const [offer, demand] = isDemand ? [met, own] : [own, met];
      const { total, fits: does } = pairs.assemble(offer, demand, { score, evidence: [] }, { texts: offer.texts });
      if (does) fits.push({ id: other.plain.id, revisionId: other.plain.revisionId, total });
    });
    return fits.sort((a, b) => b.total - a.total || (a.id < b.id ? -1 : 1)).slice(0, most);
  }

  /** The whole answer for a pair; null when one of the two is not known. */
  explained({ offerId, demandId }: PairRef, weights: Weights, rates: Rates): ExplainedPair | null {
    const [has, seeks] = [this.#held.offer.get(offerId), this.#held.demand.get(demandId)];
    if (!has || !seeks) return null;
    const [offer, demand] = [this.#cutOf(has), this.#cutOf(seeks)];
    const found = this.#pairsFor(weights).affinity(
      rated(offer.entry, rates),
      rated(demand.entry, rates),
      offer.prepared,
      demand.prepared,
    );
    return {
      offer_id: offerId,
      demand_id: demandId,
      offer_revision_id: has.plain.revisionId,
      demand_revision_id: seeks.plain.revisionId,
      total: found.total,
      explanation: explain(found, has.plain, seeks.plain),
    };
  }

  #find(id: string): Held | undefined {
    return this.#held.offer.get(id) ?? this.#held.demand.get(id);
  }

  #pairsFor(weights: Weights): PairScorer {
    const key = JSON.stringify(weights);
    const pairs = this.#scorers.get(key) ?? new PairScorer({ weights, statistics: this.#statistics });
    this.#scorers.set(key, pairs);
    return pairs;
  }

  #lay({ terms, weights }: Held): void {
    if (this.#query.length < this.#numbers.size) this.#query = new Float64Array(this.#numbers.size * 2);
    for (let i = 0; i < terms.length; i++) this.#query[terms[i]!] = weights[i]!;
  }

  #clear({ terms }: Held): void {
    for (let i = 0; i < terms.length; i++) this.#query[terms[i]!] = 0;
  }

  #sumOf({ terms, weights }: Held): number {
    const query = this.#query;
    let sum = 0;
    for (let i = 0; i < terms.length; i++) sum += query[terms[i]!]! * weights[i]!;
    return sum;
  }

  #cutOf(held: Held): Cut {
    const { id } = held.plain;
    let cut = this.#cut.get(id);
    this.#cut.delete(id);
    if (!cut) {
      const entry = described(held.plain);
      const { texts } = entry;
      const terms = held.plain.kind === "offer" ? this.#scorer.have(texts) : this.#scorer.seek(texts);
      cut = { entry, prepared: { texts, terms } };
    }
    this.#cut.set(id, cut);
    if (this.#cut.size > MOST_CUT) this.#cut.delete(this.#cut.keys().next().value!);
    return cut;
  }
}

/** The rate is the organisation's, not the text's: it changes while the words stay. A hidden poster brings none. */
function rated<T extends AffinityEntry & { posterId: string | null }>(entry: T, rates: Rates): T {
  const rate = entry.posterId === null ? undefined : rates[entry.posterId];
  return rate === undefined ? entry : { ...entry, answerRate: rate };
}

/** For all parts but that of the words. */
const uncut = (plain: Scorable, rates: Rates): AffinityEntry =>
  rated({ ...plain, texts: plain.texts.map(({ field, text }) => ({ field, text, tokens: [] })) }, rates);
