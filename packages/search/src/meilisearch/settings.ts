import { createHash } from "node:crypto";
import type { Settings } from "meilisearch";
import { domainWords } from "../text/domain-words.ts";
import { synonymGroups } from "../text/glossary.ts";
import { tokenize } from "../text/tokenize.ts";
import { safeTerm } from "./index-document.ts";

// Settings are code: whoever changes a line here changes the hash, and the index is built anew beside the old one.

/** In the order of their weight. Near spellings count in `near` alone, single characters in `characters` alone. */
export const STRICT_FIELDS = [
  "codes",
  "title_zh",
  "title_en",
  "keywords",
  "names",
  "title_tokens",
  "title_pinyin",
  "summary_zh",
  "summary_en",
  "body_zh",
  "body_tokens",
] as const;
export const LITERAL_FIELD = "characters";
export const NEAR_FIELD = "near";
/** How we form documents; raised when `toIndexDocument` or the cutting of texts changes. */
const DOCUMENT_FORM = 2;

/** Chinese and English; without it a text of few characters may be read as Japanese and cut otherwise. */
export const LOCALES = ["cmn", "eng"] as const;

const equality = (attribute: string) => ({
  attributePatterns: [attribute],
  features: { facetSearch: false, filter: { equality: true, comparison: false } },
});

export interface EditableWords {
  /** Names of one thing; each stands for the others. */
  synonyms?: string[][];
  /** Words of the trade. */
  dictionary?: string[];
}

export function indexSettings(words: EditableWords = {}): Settings {
  return {
    searchableAttributes: [...STRICT_FIELDS, LITERAL_FIELD, NEAR_FIELD],
    displayedAttributes: ["*"],
    filterableAttributes: [
      {
        // The checker reads on from the last id it has seen.
        attributePatterns: ["id"],
        features: { facetSearch: false, filter: { equality: true, comparison: true } },
      },
      ...["kind", "state", "historical", "industry", "industry_path", "area", "area_path"].map(equality),
      ...["chain", "mode", "maturity", "moneyBand", "tier", "organisation"].map(equality),
      {
        attributePatterns: ["money", "publishedAt", "deadline"],
        features: { facetSearch: false, filter: { equality: true, comparison: true } },
      },
    ],
    sortableAttributes: ["id", "money", "publishedAt", "deadline"],
    // A wanted order comes before everything; what ranks alike comes newest first.
    rankingRules: [
      "sort",
      "words",
      "typo",
      "attributeRank",
      "proximity",
      "exactness",
      "wordPosition",
      "publishedAt:desc",
    ],
    stopWords: [],
    dictionary: [...new Set([...domainWords, ...(words.dictionary ?? [])])].sort(),
    synonyms: compileSynonyms(words.synonyms ?? []),
    typoTolerance: {
      enabled: true,
      minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 },
      disableOnAttributes: [...STRICT_FIELDS, LITERAL_FIELD],
      disableOnNumbers: true,
    },
    // Suggestions know beginnings; a search means whole words.
    prefixSearch: "disabled",
    facetSearch: false,
    faceting: { maxValuesPerFacet: 1000 },
    pagination: { maxTotalHits: 1_000_000 },
    proximityPrecision: "byWord",
    searchCutoffMs: 1500,
    localizedAttributes: [{ attributePatterns: ["*"], locales: [...LOCALES] }],
  };
}

export function settingsHash(settings: Settings): string {
  return createHash("sha256")
    .update(JSON.stringify([DOCUMENT_FORM, settings]))
    .digest("hex")
    .slice(0, 12);
}

const MARK = "settings-";

/** The index carries the hash of what it was made with: as a stop word that no text holds, the one list that is ours to name. */
export function marked(settings: Settings): Settings {
  return { ...settings, stopWords: [...(settings.stopWords ?? []), MARK + settingsHash(settings)] };
}

export const markedHash = (stopWords: string[]): string | undefined =>
  stopWords.find((word) => word.startsWith(MARK))?.slice(MARK.length);

/** Each name, in the terms that a query is sent in, leads to the others. */
function compileSynonyms(own: string[][]): Record<string, string[]> {
  const terms = (name: string) =>
    tokenize(name, "query")
      .map((t) => safeTerm(t.term))
      .join(" ");
  const compiled = new Map<string, Set<string>>();
  for (const group of [...synonymGroups(), ...own]) {
    const names = [...new Set(group.map(terms).filter(Boolean))];
    for (const name of names) {
      const others = compiled.get(name) ?? new Set();
      for (const other of names) if (other !== name) others.add(other);
      if (others.size > 0) compiled.set(name, others);
    }
  }
  return Object.fromEntries(
    [...compiled].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, others]) => [name, [...others].sort()]),
  );
}
