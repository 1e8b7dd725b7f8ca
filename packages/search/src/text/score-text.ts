import { describeText } from "./describe.ts";
import type { QueryTerm } from "./query.ts";
import { type ParsedQuery, SOUND } from "./query.ts";
import { latinTerm, partsOf } from "./tokenize.ts";

/** In how many documents terms stand. A term that is not counted is rare. */
export interface TermCounts {
  total: number;
  documents: ReadonlyMap<string, number>;
}

/** An entry as its public text, folded; the first line is its title. */
export interface TextCandidate {
  id: string;
  text: string;
}

// What the judged listings taught (docs/evaluation.md); the same form as the text part of affinity.
const LEAD = 3;
const PAIR = 0.5;
const RARITY = 1.8;
const QUERY_WEAR = 3;
const WEAR = 2.5;
const LENGTH = 0.9;
const TITLE = 3;
const OTHER_NAME = 0.8;
const HALF = 0.35;
/** Below it a pair of characters is not in the table of terms, or a word stands in few documents. */
const RARE = 3;

/** 0..1: about 1 for a term of one document, 0 for one of all, to the power that tells. */
export function rarityOf(term: string, { total, documents }: TermCounts): number {
  const n = Math.min(total, documents.get(term) ?? RARE);
  return (Math.log(1 + Math.max(0.5, total - n + 0.5) / (n + 0.5)) / Math.log(2 + Math.max(1, total))) ** RARITY;
}

/** What every term of a text that is asked for weighs: how rare it is, how often it is said, and whether the text leads with it. */
export interface TextTerms {
  weights: Map<string, number>;
  /** Words that are two neighbouring characters and no word of the dictionary. */
  pairs: Set<string>;
}

/** Terms of a text with how often they stand there, before anybody knows how rare they are. */
export function textTerms({ text, lead, terms }: Pick<ParsedQuery, "text" | "lead" | "terms">): TextTerms {
  const weights = new Map<string, number>();
  const pairs = new Set<string>();
  const words = new Set<string>();
  for (const { term, start, kind } of describeText(text)) {
    weights.set(term, (weights.get(term) ?? 0) + (start < lead ? LEAD : 1));
    (kind === "pair" ? pairs : words).add(term);
  }
  for (const word of words) pairs.delete(word);
  // Single characters and letters, which texts are not compared by, and yet somebody asked for them.
  for (const { term } of terms) if (!weights.has(term)) weights.set(term, 1);
  return { weights, pairs };
}

/** The one place that says how telling the terms of a text are; what retrieves and what orders both go by it. */
export function weighTerms({ weights, pairs }: TextTerms, counts: TermCounts): Map<string, number> {
  const weighed = new Map<string, number>();
  for (const [term, tf] of weights) {
    // The table knows pairs of titles and keywords alone: one that it does not hold may be rare or said by everybody.
    if (pairs.has(term) && !counts.documents.has(term)) continue;
    weighed.set(term, rarityOf(term, counts) * (tf / (tf + QUERY_WEAR)) * (pairs.has(term) ? PAIR : 1));
  }
  return weighed;
}

/** How often each term stands in a folded text, by looking for it: Chinese ones anywhere, others as whole words. */
function countTerms(
  text: string,
  han: readonly string[],
  latin: ReadonlySet<string>,
  into: Map<string, number>,
  by: number,
) {
  for (const term of han)
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length))
      into.set(term, (into.get(term) ?? 0) + by);
  if (latin.size === 0) return;
  const add = (term: string) => {
    if (latin.has(term)) into.set(term, (into.get(term) ?? 0) + by);
  };
  for (const [run] of text.matchAll(/[a-z0-9]+(?:[-./_][a-z0-9]+)*[+#]*/g)) {
    add(latinTerm(run));
    const parts = partsOf(run);
    if (parts.length > 1) for (const part of parts) add(latinTerm(part.text));
  }
}

const isHan = (term: string) => term.charCodeAt(0) >= 0x3400;

export interface ScoredText {
  id: string;
  /** 0..1. */
  score: number;
  /** How much of what the text is about stands in the candidate, 0..1. */
  cover: number;
}

/** Orders what an engine retrieved for a text, best first. */
export function scoreTexts(
  terms: readonly QueryTerm[],
  wanted: ReadonlyMap<string, number>,
  candidates: readonly TextCandidate[],
): ScoredText[] {
  // A word may also be answered by another name, never by its sound.
  const names = new Map<string, string[][]>();
  for (const { term, any } of terms) {
    const others = any.slice(1).filter((set) => !set.some((t) => t.startsWith(SOUND)));
    if (others.length > 0 && wanted.has(term)) names.set(term, others);
  }
  const all = new Set([...wanted.keys(), ...[...names.values()].flat(2)]);
  const han = [...all].filter(isHan);
  const latin = new Set([...all].filter((term) => !isHan(term)));
  let total = 0;
  for (const weight of wanted.values()) total += weight;
  const lengths = candidates.map(({ text }) => text.length + text.indexOf("\n") * (TITLE - 1));
  const usual = lengths.reduce((a, l) => a + l, 0) / Math.max(1, lengths.length);
  const scored = candidates.map(({ id, text }, i): ScoredText => {
    const end = text.indexOf("\n");
    const counts = new Map<string, number>();
    countTerms(end < 0 ? text : text.slice(0, end), han, latin, counts, TITLE);
    if (end >= 0) countTerms(text.slice(end + 1), han, latin, counts, 1);
    const wear = WEAR * (1 - LENGTH + (LENGTH * lengths[i]!) / usual);
    const strength = (term: string) => {
      const tf = counts.get(term) ?? 0;
      return tf / (tf + wear);
    };
    let sum = 0;
    let cover = 0;
    for (const [term, weight] of wanted) {
      let best = strength(term);
      for (const set of names.get(term) ?? []) best = Math.max(best, OTHER_NAME * Math.min(...set.map(strength)));
      if (best === 0) continue;
      sum += weight * best;
      cover += weight;
    }
    const share = total > 0 ? sum / total : 0;
    return { id, score: Math.round((10_000 * share) / (share + HALF)) / 10_000, cover: total > 0 ? cover / total : 0 };
  });
  return scored.sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1));
}
