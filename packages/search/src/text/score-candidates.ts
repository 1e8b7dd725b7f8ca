import { MOST_TERMS_RETRIEVED, type ParsedQuery, type QueryTerm } from "./query.ts";
import { scoreTexts, type TermCounts, type TextCandidate, textTerms, weighTerms } from "./score-text.ts";

export type { TermCounts } from "./score-text.ts";

/**
 * The one place that orders what an engine retrieved for a long or relaxed query: both engines hand over up to 200
 * candidates as fields of terms, and get back who is about the most telling of the words that were asked for.
 */
export const MOST_CANDIDATES = 200;

export { MOST_TERMS_RETRIEVED } from "./query.ts";

export interface Candidate {
  id: string;
  /** From the weightiest to the lightest: title with codes, keywords with names, summary, body. */
  fields: [title: ReadonlySet<string>, keywords: ReadonlySet<string>, summary: ReadonlySet<string>, body: ReadonlySet<string>];
} // biome-ignore format: a tuple

const FIELD_WEIGHTS = [1, 0.6, 0.35, 0.15];
const OTHER_NAME = 0.8;
/** What has less than this part of the meaning is no answer to some words, and to a text. */
const LEAST_COVER = 0.5;
/** From three words on fewer of them will do. */
const FEW = 0.8;
const LEAST_COVER_OF_TEXT = 0.02;
const RARE = 3;

export const idfOf = (term: string, counts: TermCounts): number =>
  Math.log(1 + (counts.total + 1) / ((counts.documents.get(term) ?? RARE) + 1));

export interface TellingTerm extends QueryTerm {
  weight: number;
}

/** The most telling words of a query, in the order in which they were typed; of a text the words inside words, too. */
export function distill(
  query: Pick<ParsedQuery, "terms" | "text" | "lead">,
  counts: TermCounts,
  most = MOST_TERMS_RETRIEVED,
): TellingTerm[] {
  if (!isText(query)) return query.terms.map((term) => ({ ...term, weight: idfOf(term.term, counts) }));
  const found = textTerms(query);
  const weights = weighTerms(found, counts);
  const typed = new Map(query.terms.map((term) => [term.term, term]));
  return [...weights]
    .filter(([term]) => !found.pairs.has(term))
    .map(([term, weight], at) => ({ ...(typed.get(term) ?? plainTerm(term)), weight, at }))
    .sort((a, b) => b.weight - a.weight || a.at - b.at)
    .slice(0, most)
    .sort((a, b) => a.at - b.at)
    .map(({ at: _, ...term }) => term);
}

const plainTerm = (term: string): QueryTerm => ({
  term,
  any: [[term]],
  script: term.charCodeAt(0) >= 0x3400 ? "han" : "latin",
});

export interface Scored {
  id: string;
  /** 0..1. */
  score: number;
}

/** How much of a query an answer must be about: a text says much that no answer repeats. */
export const leastCover = ({ terms }: Pick<ParsedQuery, "terms">): number =>
  isText({ terms }) ? LEAST_COVER_OF_TEXT : Math.min(LEAST_COVER, FEW / Math.max(1, terms.length));

/** The candidates that are about enough of what was meant, best first. */
export function scoreCandidates(
  query: Pick<ParsedQuery, "terms">,
  counts: TermCounts,
  candidates: readonly Candidate[],
  least = leastCover(query),
): Scored[] {
  const weights = query.terms.map((term) => idfOf(term.term, counts));
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const scored: Scored[] = [];
  for (const { id, fields } of candidates) {
    let cover = 0;
    let part = 0;
    query.terms.forEach(({ any }, i) => {
      let best = 0;
      any.forEach((set, k) => {
        const strengths = set.map((term) => {
          const at = fields.findIndex((field) => field.has(term));
          return at < 0 ? 0 : FIELD_WEIGHTS[at]!;
        });
        best = Math.max(best, Math.min(...strengths) * (k === 0 ? 1 : OTHER_NAME));
      });
      if (best === 0) return;
      cover += weights[i]!;
      part += weights[i]! * best;
    });
    if (cover < least * total) continue;
    scored.push({ id, score: Math.round(((0.8 * part) / total) * (cover / total) * 10_000) / 10_000 });
  }
  return scored.sort((a, b) => b.score - a.score);
}

/** A query beyond `MOST_TERMS_RETRIEVED` words: its terms are words and neighbouring characters, weighed by all of the text. */
export const isText = (query: Pick<ParsedQuery, "terms">): boolean => query.terms.length > MOST_TERMS_RETRIEVED;

/** Whose numbers of documents an engine must know to distil and to score. */
export const termsCounted = (query: Pick<ParsedQuery, "terms" | "text" | "lead">): string[] => [
  ...query.terms.flatMap((t) => t.any.flat()),
  ...textTerms(query).weights.keys(),
];

/** The candidates that share enough with a text, best first. */
export function scoreText(
  query: Pick<ParsedQuery, "terms" | "text" | "lead">,
  counts: TermCounts,
  candidates: readonly TextCandidate[],
  least = leastCover(query),
): Scored[] {
  const weights = weighTerms(textTerms(query), counts);
  return scoreTexts(query.terms, weights, candidates).filter(({ cover }) => cover >= least);
}
