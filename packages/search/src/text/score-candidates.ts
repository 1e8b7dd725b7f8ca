import type { ParsedQuery } from "./query.ts";

/**
 * The one place that orders what an engine retrieved for a long or relaxed query: both engines hand over up to 200
 * candidates as fields of terms, and get back who is about the most telling of the words that were asked for.
 */
export const MOST_CANDIDATES = 200;

/** A query beyond this is a text: engines retrieve by its most telling terms, the scorer reads all of them. */
export const MOST_TERMS_RETRIEVED = 10;

export interface Candidate {
  id: string;
  /** From the weightiest to the lightest: title with codes, keywords with names, summary, body. */
  fields: [title: ReadonlySet<string>, keywords: ReadonlySet<string>, summary: ReadonlySet<string>, body: ReadonlySet<string>];
} // biome-ignore format: a tuple

/** In how many documents terms stand. A term that is not counted is rare. */
export interface TermCounts {
  total: number;
  documents: ReadonlyMap<string, number>;
}

const FIELD_WEIGHTS = [1, 0.6, 0.35, 0.15];
const OTHER_NAME = 0.8;
/** What has less than this part of the meaning is no answer to some words, and to a text. */
const LEAST_COVER = 0.5;
const LEAST_COVER_OF_TEXT = 0.12;
const RARE = 3;

export const idfOf = (term: string, counts: TermCounts): number =>
  Math.log(1 + (counts.total + 1) / ((counts.documents.get(term) ?? RARE) + 1));

/** The most telling terms of a query, in the order in which they were typed. */
export function distill(query: ParsedQuery, counts: TermCounts, most = MOST_TERMS_RETRIEVED): ParsedQuery["terms"] {
  if (query.terms.length <= most) return query.terms;
  const weighed = query.terms.map((term, at) => ({ term, at, idf: idfOf(term.term, counts) }));
  weighed.sort((a, b) => b.idf - a.idf || a.at - b.at);
  return weighed
    .slice(0, most)
    .sort((a, b) => a.at - b.at)
    .map(({ term }) => term);
}

export interface Scored {
  id: string;
  /** 0..1. */
  score: number;
}

/** How much of a query an answer must be about: a text says much that no answer repeats. */
export const leastCover = (query: Pick<ParsedQuery, "terms">): number =>
  query.terms.length > MOST_TERMS_RETRIEVED ? LEAST_COVER_OF_TEXT : LEAST_COVER;

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
