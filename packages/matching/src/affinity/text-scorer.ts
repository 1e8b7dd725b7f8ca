import type { AffinityField, AffinityText, TermStatistics } from "./affinity.types.ts";

/** The knobs of the text part, with what the judged listings taught (docs/evaluation.md). */
export interface TextKnobs {
  /** How often a term of a field counts, on the side that seeks and on the side that has. */
  seek: Record<AffinityField, number>;
  have: Record<AffinityField, number>;
  /** A pair of characters against a word. */
  pair: number;
  /** How much the rarity of a term tells: its idf to this power. */
  rarity: number;
  /** Repetition wears off: tf / (tf + saturation). */
  seekSaturation: number;
  saturation: number;
  /** How much the length of the text that has is held against it, 0..1. */
  length: number;
  /** Weights are relative to the mean weight of the seeker's terms × their number to this power: 0 counts what is met, 1 the share of it that is met. */
  coverage: number;
  /** The strength at which the score is one half. */
  half: number;
}

export const TEXT_KNOBS: TextKnobs = {
  seek: { title: 3, keywords: 2.5, summary: 1.5, targets: 1, body: 1, names: 0.5 },
  have: { title: 3, keywords: 2.5, summary: 1.5, targets: 1, body: 1, names: 0.5 },
  pair: 0.5,
  rarity: 1.8,
  seekSaturation: 3,
  saturation: 2.5,
  length: 0.9,
  coverage: 0.05,
  half: 2.5,
};

/**
 * Scores texts against a text that seeks something: a sum over shared terms of (what the term weighs to the seeker) × (how strongly
 * the other text has it), so that an inverted index can add it up and every shared term can be shown with its share. Search orders the hits
 * of long queries by it, affinity makes its text part of it.
 */
export class TextScorer {
  readonly knobs: TextKnobs;
  readonly #statistics: TermStatistics;
  readonly #rarity = new Map<string, number>();

  constructor(statistics: TermStatistics, knobs: TextKnobs = TEXT_KNOBS) {
    this.#statistics = statistics;
    this.knobs = knobs;
  }

  /** About 1 for a term of one document, 0 for one of all; rounded, since engines differ in the last bits of a logarithm. */
  rarityOf(term: string): number {
    let known = this.#rarity.get(term);
    if (known === undefined) {
      const { documents, frequency } = this.#statistics;
      const n = Object.hasOwn(frequency, term) ? frequency[term]! : 1;
      const most = Math.log(2 + Math.max(1, documents));
      known = round((Math.log(1 + Math.max(0.5, documents - n + 0.5) / (n + 0.5)) / most) ** this.knobs.rarity);
      this.#rarity.set(term, known);
    }
    return known;
  }

  #count(texts: readonly AffinityText[], fields: Record<AffinityField, number>): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { field, tokens } of texts) {
      const weight = fields[field];
      for (const { term } of tokens) counts.set(term, (counts.get(term) ?? 0) + weight);
    }
    return counts;
  }

  /** What every term of a seeking text weighs, beside what its terms weigh on average: rare words tell less where all words are rare. */
  seek(texts: readonly AffinityText[]): Map<string, number> {
    const { seek, seekSaturation, pair, coverage } = this.knobs;
    const weights = this.#count(texts, seek);
    const pairs = pairsOf(texts);
    let sum = 0;
    for (const [term, tf] of weights) {
      const weight = this.rarityOf(term) * (tf / (tf + seekSaturation)) * (pairs.has(term) ? pair : 1);
      weights.set(term, weight);
      sum += weight;
    }
    const norm = sum > 0 ? (sum / weights.size) * round(weights.size ** coverage) : 1;
    for (const [term, weight] of weights) weights.set(term, weight / norm);
    return weights;
  }

  /** How strongly a text has every term of it, 0..1. */
  have(texts: readonly AffinityText[]): Map<string, number> {
    const { have, saturation, length } = this.knobs;
    const strengths = this.#count(texts, have);
    let size = 0;
    for (const tf of strengths.values()) size += tf;
    const wear = saturation * (1 - length + (length * size) / Math.max(1, this.#statistics.meanLength));
    for (const [term, tf] of strengths) strengths.set(term, tf / (tf + wear));
    return strengths;
  }

  /** From the sum of weight × strength to 0..1. */
  scoreOf(sum: number): number {
    return sum <= 0 ? 0 : sum / (sum + this.knobs.half);
  }
}

function pairsOf(texts: readonly AffinityText[]): Set<string> {
  const pairs = new Set<string>();
  const words = new Set<string>();
  for (const { tokens } of texts) for (const { term, kind } of tokens) (kind === "pair" ? pairs : words).add(term);
  for (const word of words) pairs.delete(word);
  return pairs;
}

const round = (x: number) => Math.round(x * 1e9) / 1e9;
