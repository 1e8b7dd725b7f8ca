import {
  type Affinity,
  type AffinityContext,
  type AffinityEntry,
  affinity,
  type TermStatistics,
  TextScorer,
} from "@jiebang/matching";
import { describeText } from "@jiebang/search/text/describe.ts";
import type { Scorable } from "./scorable.ts";

// The computing itself, over values alone: the scoring process and the command line run the same.

/** An entry with its words cut. */
export type Described = AffinityEntry & Omit<Scorable, "texts"> & { plain: Scorable };

export function described(plain: Scorable): Described {
  return { ...plain, texts: plain.texts.map((t) => ({ ...t, tokens: describeText(t.text) })), plain };
}

/** Of the pairs that fit, the index finds 9 in 10 by the 32 weightiest words, and all but one in 600 by so many. */
const MOST_TERMS = 96;

export interface WeighedTerm {
  term: string;
  weight: number;
}

/** The words by which counterparts of an entry are looked up: those that weigh most. */
export function strongestTerms(source: Described, statistics: TermStatistics): WeighedTerm[] {
  const worth = new Map<string, number>();
  for (const { field, tokens } of source.texts)
    for (const { term, kind } of tokens) {
      if (kind === "pair") continue;
      const more = field === "title" ? 2 : 1;
      worth.set(term, Math.min(4, (worth.get(term) ?? 0) + more));
    }
  const scorer = new TextScorer(statistics);
  return [...worth]
    .map(([term, n]) => ({ term, weight: Math.sqrt(n) * scorer.rarityOf(term) }))
    .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
    .slice(0, MOST_TERMS);
}

export interface ScoredPair {
  other: Described;
  offer: Described;
  demand: Described;
  affinity: Affinity;
}

/** All pairs of one entry with others, best first. */
export function scorePairs(source: Described, others: Described[], context: AffinityContext): ScoredPair[] {
  const scored = others.map((other) => {
    const [offer, demand] = source.kind === "offer" ? [source, other] : [other, source];
    return { other, offer, demand, affinity: affinity(offer, demand, context) };
  });
  return scored.sort((a, b) => b.affinity.total - a.affinity.total || (a.other.id < b.other.id ? -1 : 1));
}
