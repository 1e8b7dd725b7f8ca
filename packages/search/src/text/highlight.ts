import type { HighlightRange } from "../port.ts";
import { stem } from "./english.ts";
import { fold, origin } from "./fold.ts";
import type { ParsedQuery } from "./query.ts";
import { latinTerm, partsOf } from "./tokenize.ts";

/** What a query marks in a text: Chinese words where they stand, English words by their stem, phrases as a whole. */
export interface Marker {
  literals: string[];
  stems: Set<string>;
}

export function markerOf(query: ParsedQuery): Marker {
  const literals = new Set(query.phrases);
  const stems = new Set<string>();
  for (const { any } of query.terms)
    for (const term of any.flat()) {
      if (/^[\u3400-\u9fff]/.test(term)) literals.add(term);
      else if (/^[a-z0-9]/.test(term)) stems.add(term);
    }
  return { literals: [...literals], stems };
}

const LATIN = /[a-z0-9]+(?:[-./_][a-z0-9]+)*[+#]*/g;

/** Ranges in UTF-16 units of `text`, in order, touching ones joined. */
export function highlight(text: string, marker: Marker): HighlightRange[] {
  if (!text || (marker.literals.length === 0 && marker.stems.size === 0)) return [];
  const folded = fold(text);
  const found: HighlightRange[] = [];
  for (const literal of marker.literals)
    for (let at = folded.text.indexOf(literal); at >= 0; at = folded.text.indexOf(literal, at + literal.length))
      found.push([at, at + literal.length]);
  if (marker.stems.size > 0)
    for (const match of folded.text.matchAll(LATIN)) {
      if (marker.stems.has(latinTerm(match[0]))) found.push([match.index, match.index + match[0].length]);
      else
        for (const part of partsOf(match[0]))
          if (marker.stems.has(stem(part.text)))
            found.push([match.index + part.start, match.index + part.start + part.text.length]);
    }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const joined: HighlightRange[] = [];
  for (const [start, end] of found) {
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return folded.at ? joined.map(([s, e]) => [origin(folded, s), origin(folded, e - 1) + 1]) : joined;
}
