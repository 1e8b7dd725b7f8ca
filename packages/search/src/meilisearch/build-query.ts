import type { MultiSearchQuery } from "meilisearch";
import { nearUnits } from "../text/near.ts";
import { type ParsedQuery, type QueryTerm, SOUND } from "../text/query.ts";
import { charactersOf, safeTerm } from "./index-document.ts";
import { LITERAL_FIELD, LOCALES, NEAR_FIELD, STRICT_FIELDS } from "./settings.ts";

/**
 * How hard the words are taken. `all`: every word stands there as a word or by another name. `literal`: letter by
 * letter, across the borders of words. `named`: by names that the server's synonyms do not hold. `near`: by sound and near
 * spelling. `any`: as candidates for the scorer.
 */
export type Mode = "all" | "literal" | "named" | "near" | "any";

export type Words = Pick<MultiSearchQuery, "q" | "attributesToSearchOn" | "matchingStrategy" | "locales">;

/** The words of a request, in our own terms: nothing of what was typed has a meaning in Meilisearch's query language. */
export function buildWords(
  query: ParsedQuery,
  mode: Exclude<Mode, "named">,
  terms: QueryTerm[] = query.terms,
): Words | undefined {
  const not = query.excluded.map(excludedText);
  const phrases = query.phrases.map(charactersOf).filter(Boolean).map((text) => `"${text}"`); // biome-ignore format: a line
  const isLiteral = phrases.length > 0 || query.excluded.some((set) => set.length > 1);
  const request = (words: string[], fields: readonly string[], matchingStrategy: "all" | "frequency"): Words => ({
    q: [...words, ...phrases, ...not].join(" "),
    attributesToSearchOn: [...fields, ...(isLiteral && !fields.includes(LITERAL_FIELD) ? [LITERAL_FIELD] : [])],
    matchingStrategy,
    locales: [...LOCALES],
  });
  switch (mode) {
    case "all":
      return request(terms.map(wordOf), STRICT_FIELDS, "all");
    case "literal":
      if (!terms.some((t) => t.script === "han" && t.term.length > 1)) return undefined;
      return request(
        terms.map((t) => (t.script === "han" ? `"${charactersOf(t.term)}"` : wordOf(t))),
        [...STRICT_FIELDS, LITERAL_FIELD],
        "all",
      );
    case "near": {
      const units = nearUnits(query);
      if (!units) return undefined;
      const words = units.flatMap((unit) =>
        unit.kind === "latin" ? [unit.word] : unit.parts.length > 2 ? unit.parts : [unit.whole],
      );
      return request(words, [NEAR_FIELD], "all");
    }
    case "any":
      return terms.length > 0 ? request(terms.map(wordOf), STRICT_FIELDS, "frequency") : undefined;
  }
}

const MOST_NAMES = 3;

/** The query with other names in place of what was typed, name by name; the server cannot ask for one or the other. */
export function namedWords(query: ParsedQuery): Words[] {
  const named = query.terms.map(({ term, any }) => any.slice(1).filter((set) => isName(set, term)));
  const most = Math.min(MOST_NAMES, Math.max(0, ...named.map((names) => names.length)));
  return Array.from({ length: most }, (_, n) => {
    const sets = query.terms.map(({ term }, i) => named[i]![n] ?? named[i]![0] ?? [term]);
    const terms = [...new Set(sets.flat())].map((term): QueryTerm => ({ term, any: [[term]], script: "han" }));
    return buildWords(query, "all", terms)!;
  });
}

/** A sound is asked for with the word itself, and so are the parts of a compound. */
export const isName = (set: string[], term: string): boolean => !set[0]!.startsWith(SOUND) && set.join("") !== term;

/** `learning-based` stands in texts in two words as often as in one; a code never does. */
function wordOf({ term, any, script }: QueryTerm): string {
  const [, parts] = any;
  if (script === "latin" && !/\d/.test(term) && parts && parts.length > 1 && parts.join("").length === term.length)
    return parts.map(safeTerm).join(" ");
  return safeTerm(term);
}

function excludedText(terms: string[]): string {
  const [only] = terms;
  if (terms.length === 1 && only) return `-${safeTerm(only)}`;
  return `-"${terms.map((term) => (/^[a-z0-9]/.test(term) ? safeTerm(term) : charactersOf(term))).join(" ")}"`;
}
