import { createHash } from "node:crypto";
import { type FacetKey, facetKeys, industryParts } from "@jiebang/domain";
import type { SearchDocument } from "../port.ts";
import { stem } from "../text/english.ts";
import { fold } from "../text/fold.ts";
import { pinyinOf } from "../text/pinyin.ts";
import { isStop, type Token, tokenizeFolded } from "../text/tokenize.ts";

/** A card as Meilisearch holds it: words that we cut ourselves, separated by spaces, so that it agrees with our queries. */
export interface IndexDocument {
  id: string;
  kind: "offer" | "demand";
  codes: string;
  title_zh: string;
  title_en: string;
  keywords: string;
  names: string;
  title_pinyin: string;
  title_tokens: string;
  summary_zh: string;
  summary_en: string;
  body_zh: string;
  body_tokens: string;
  /** Every character by itself: phrases and what crosses the borders of words. */
  characters: string;
  /** Pinyin and Latin words once more, where near spellings count. */
  near: string;
  state?: string;
  historical?: string;
  industry?: string;
  industry_path?: string[];
  area?: string;
  area_path?: string[];
  chain?: string;
  mode?: string[];
  maturity?: string;
  moneyBand?: string;
  tier?: string;
  organisation?: string;
  money?: number;
  publishedAt?: number;
  deadline?: number;
  /** Of everything above: the checker compares it with what the database would send now. */
  hash: string;
}

/** What the fields of an entry may hold before Meilisearch stops counting places (65,535 words). */
const MOST_BODY_CHARACTERS = 40_000;
const MOST_NEAR_WORDS = 400;

/** Characters between letters and digits would part a word there; they are spelled out on both sides. */
export function safeTerm(term: string): string {
  return term.replace(/\+/g, "plus").replace(/#/g, "sharp").replace(/[.]/g, "dot");
}

const firstOf = (value: string | string[] | undefined): string | undefined =>
  (Array.isArray(value) ? value[0] : value) || undefined;

class Fields {
  readonly words: string[] = [];
  readonly parts = new Set<string>();
  readonly characters = new Set<string>();
  readonly sounds = new Set<string>();
  readonly latin = new Set<string>();

  /** Words in their order; what stands inside them apart. */
  add(text: string, withSounds = false): this {
    const folded = { text: fold(text).text };
    const words = new Set(tokenizeFolded(folded, "query").map(keyOf));
    for (const token of tokenizeFolded(folded, "index")) {
      const { term, kind, script } = token;
      if (kind === "char") {
        this.characters.add(term);
        continue;
      }
      const run = folded.text.slice(token.start, token.end);
      if (script === "latin" && /^[a-z]{3,}$/.test(run) && !isStop(token)) this.latin.add(run);
      if (withSounds && script === "han" && term.length > 1) {
        const { full, initials } = pinyinOf(term);
        this.sounds.add(full);
        if (initials.length >= 3) this.sounds.add(initials);
      }
      if (isStop(token)) continue;
      if (words.has(keyOf(token))) this.words.push(safeTerm(term));
      else this.parts.add(safeTerm(term));
    }
    return this;
  }
}

const keyOf = (token: Token) => `${token.start} ${token.term}`;

/** Single characters stand apart by full stops, so that two of them never pass for a word. */
const apart = (parts: Set<string>, characters: Set<string>): string =>
  [[...parts].join(" "), [...characters].join(". ")].filter(Boolean).join(". ");

/**
 * A character as a word of its own that no text holds: two of them side by side are never taken for a Chinese word, which the
 * server would do across all fields.
 */
const characterWord = (character: string) => `u${character.charCodeAt(0).toString(16)}`;

/** Every character of a text by itself, Latin runs as their terms: "5G基站" → "5g u57fa u7ad9". */
export function charactersOf(text: string): string {
  const { text: folded } = fold(text);
  const out: string[] = [];
  for (const [run] of folded.matchAll(/[\u3400-\u9fff]|[a-z0-9]+(?:[-./_][a-z0-9]+)*[+#]*|[^\s]/g)) {
    if (/^[\u3400-\u9fff]$/.test(run)) out.push(characterWord(run));
    else if (/^[a-z0-9]/.test(run))
      out.push(
        run
          .replace(/[-./_]/g, " ")
          .replace(/\+/g, "plus")
          .replace(/#/g, "sharp"),
      );
  }
  return out.join(" ");
}

export function toIndexDocument(document: SearchDocument): IndexDocument {
  const { facets, ranges } = document;
  const body = document.body.slice(0, MOST_BODY_CHARACTERS);
  const title = new Fields().add(document.title, true);
  const titleEn = new Fields().add(document.titleEn ?? "");
  const keywords = new Fields();
  for (const keyword of document.keywords) keywords.add(keyword, true);
  const names = new Fields();
  for (const name of document.names) names.add(name);
  const codes = new Fields();
  for (const code of document.codes) codes.add(code);
  const summary = new Fields().add(document.summary);
  const summaryEn = new Fields().add(document.summaryEn ?? "");
  const long = new Fields().add(body);
  const head = [title, titleEn, keywords, names, codes];
  const rest = [summary, summaryEn, long];
  const sounds = new Set([...title.sounds, ...keywords.sounds]);
  const union = (fields: Fields[], pick: (f: Fields) => Set<string>) => new Set(fields.flatMap((f) => [...pick(f)]));
  const industry = firstOf(facets.industry);
  const { section, division } = industry ? industryParts(industry) : {};
  const area = firstOf(facets.area);
  const modes = facets.mode === undefined ? [] : [...new Set([facets.mode].flat())].sort();
  const texts = [document.title, document.titleEn, ...document.keywords, ...document.names, ...document.codes];
  const plain: Omit<IndexDocument, "hash"> = {
    id: document.id,
    kind: document.kind,
    codes: codes.words.join(" "),
    title_zh: title.words.join(" "),
    title_en: titleEn.words.join(" "),
    keywords: keywords.words.join(" "),
    names: names.words.join(" "),
    // As a query is sent: typed in Latin letters, so it was cut to its stem.
    title_pinyin: [...new Set([...sounds].map(stem))].join(" "),
    title_tokens: apart(union(head, (f) => f.parts), union(head, (f) => f.characters)), // biome-ignore format: a pair
    summary_zh: summary.words.join(" "),
    summary_en: summaryEn.words.join(" "),
    body_zh: long.words.join(" "),
    body_tokens: apart(union(rest, (f) => f.parts), union(rest, (f) => f.characters)), // biome-ignore format: a pair
    characters: [...texts, document.summary, document.summaryEn, body]
      .filter((text) => text !== undefined)
      .map(charactersOf)
      .join(" . "),
    near: [...sounds, ...union([title, titleEn, keywords, names, summary, summaryEn], (f) => f.latin)]
      .slice(0, MOST_NEAR_WORDS)
      .join(" "),
    ...plainFacets(facets),
    ...(modes.length > 0 && { mode: modes }),
    ...(industry && section && { industry: section + (division ?? ""), industry_path: industryPath(industry) }),
    ...(area && { area, area_path: prefixesOf(area) }),
    ...(ranges.money !== undefined && { money: Number(ranges.money) }),
    ...(ranges.publishedAt !== undefined && { publishedAt: Date.parse(ranges.publishedAt) }),
    ...(ranges.deadline !== undefined && { deadline: dayNumber(ranges.deadline) }),
  };
  return { ...plain, hash: createHash("sha256").update(JSON.stringify(plain)).digest("base64url").slice(0, 22) };
}

function plainFacets(facets: SearchDocument["facets"]): Partial<IndexDocument> {
  const out: Record<string, string> = {};
  for (const key of [...facetKeys, "organisation"] as (FacetKey | "organisation")[]) {
    if (key === "mode" || key === "industry" || key === "area" || key === "kind") continue;
    const value = firstOf(facets[key]);
    if (value) out[key] = value;
  }
  return out;
}

/** "3216" → C, 32, 321, 3216: a filter by any of them finds it. */
function industryPath(code: string): string[] {
  const { section } = industryParts(code);
  const digits = code.replace(/^[A-Ta-t]/, "").replace(/\D/g, "");
  return [...(section ? [section] : []), ...prefixesOf(digits).filter((p) => p.length > 1)];
}

const prefixesOf = (code: string): string[] => Array.from(code, (_, i) => code.slice(0, i + 1));

/** "2027-03-01…" → 20270301. */
export const dayNumber = (day: string): number => Number(day.slice(0, 10).replace(/-/g, ""));
