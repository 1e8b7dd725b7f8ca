import { cedictNames } from "./cedict.ts";
import { fold } from "./fold.ts";
import { glossaryNames, LONGEST_PHRASE } from "./glossary.ts";
import { isStop, latinTerm, partsOf, type Token, tokenizeFolded } from "./tokenize.ts";

/** One word of a query: what was typed first, then what may stand for it. Each alternative is a set of terms that all count. */
export interface QueryTerm {
  term: string;
  any: string[][];
  script: "han" | "latin";
}

export interface ParsedQuery {
  terms: QueryTerm[];
  /** Folded texts that must stand there literally. */
  phrases: string[];
  /** Terms that must not stand there; each is a set that counts when all of it is found. */
  excluded: string[][];
  /** Everything typed that should be found, folded, without quotes and exclusions. */
  text: string;
  /** So many characters of `text` lead it: its first line, or its first sentence where it has but one line. */
  lead: number;
  /** False when nothing was typed; a query of nothing but noise is typed and has no terms. */
  isTyped: boolean;
}

/** Beyond this the words of a query say no more about what is wanted, and cost time. */
const MAX_CHARACTERS = 1000;
const MAX_TERMS = 120;
const LONGEST_LEAD = 60;
const MARKS = /["“”「」『』＂]|(?<=^|\s)[-－]+/g;
/** A query beyond this is a text: engines retrieve by its most telling terms, the scorer reads all of them. */
export const MOST_TERMS_RETRIEVED = 10;
/** Marks terms that are a sound, so that "shuini" finds 水泥 and no English word does by accident. */
export const SOUND = "~";

/** Understands "phrases" (also 「」 and “”) and -exclusions; everything else is words that shall all be found. */
export function parseQuery(input: string): ParsedQuery {
  const typed = fold(input.slice(0, MAX_CHARACTERS))
    .text.replace(/[“”「」『』]/g, '"')
    .trim();
  const phrases: string[] = [];
  const excluded: string[][] = [];
  let wanted = typed.replace(/(^|\s)-"([^"]+)"/g, (_, space: string, phrase: string) => {
    const terms = wordsOf(phrase).map((t) => t.term);
    if (terms.length > 0) excluded.push(terms);
    return space;
  });
  wanted = wanted.replace(/"([^"]+)"/g, (_, phrase: string) => {
    const text = phrase.trim().replace(/\s+/g, " ");
    if (text && phrases.length < 5) phrases.push(text);
    return ` ${text} `;
  });
  // A minus begins an exclusion only after a space: CG-2026-00012 is a number.
  wanted = wanted.replace(/(^|\s)[-－]([^\s-][^\s]*)/g, (_, space: string, word: string) => {
    const terms = wordsOf(word).map((t) => t.term);
    if (terms.length > 0 && excluded.length < 10) excluded.push(terms);
    return space;
  });
  const tokens = tokenizeFolded({ text: wanted }, "query");
  const words = tokens.filter((token) => !isStop(token));
  const terms: QueryTerm[] = [];
  for (let i = 0; i < words.length && terms.length < MAX_TERMS; i++) {
    const token = words[i]!;
    if (terms.some((t) => t.term === token.term)) continue;
    terms.push({ term: token.term, any: alternatives(words, i, wanted), script: token.script });
  }
  const text = wanted.replace(/\s+/g, " ").trim();
  // In a text quotation marks and dashes are punctuation.
  const isText = terms.length > MOST_TERMS_RETRIEVED && phrases.length + excluded.length > 0;
  if (isText) return parseQuery(input.replace(MARKS, " "));
  return { terms, phrases, excluded, text, lead: leadOf(input), isTyped: typed.length > 0 };
}

/** A demand begins with its title, and a text with what it is about. */
function leadOf(input: string): number {
  const text = input.trimStart();
  const [end = LONGEST_LEAD] = [text.indexOf("\n"), text.search(/[。！？!?；;]/)].filter((at) => at > 0);
  return Math.min(end, LONGEST_LEAD);
}

function wordsOf(text: string): Token[] {
  return tokenizeFolded({ text }, "query");
}

/** The longest Chinese name counts this many words. */
const LONGEST_HAN_NAME = 4;

function alternatives(words: Token[], index: number, text: string): string[][] {
  const token = words[index]!;
  const any: string[][] = [[token.term]];
  const add = (terms: string[]) => {
    if (terms.length > 0 && any.length < 6 && !any.some((a) => a.join(" ") === terms.join(" "))) any.push(terms);
  };
  if (token.script === "latin") {
    const run = text.slice(token.start, token.end);
    const parts = partsOf(run);
    if (parts.length > 1) add(parts.map((part) => latinTerm(part.text)));
    if (/^[a-z]{3,40}$/.test(run)) add([SOUND + run]);
  }
  // "machine vision": each of its words may also be answered by the Chinese name of the whole; so may each part of a
  // Chinese name that is cut in several words. The dictionary is asked for what no glossary covers.
  const phrases = phrasesAround(words, index, text);
  const named = phrases.flatMap(glossaryNames);
  const names = named.length > 0 ? named : (phrases.map(cedictNames).find((found) => found.length > 0) ?? []);
  for (const name of names) add(wordsOf(name).map((t) => t.term));
  return any;
}

/** Every phrase that a word is part of, the longest first: neighbours in one script, Chinese ones without a gap. */
function phrasesAround(words: Token[], index: number, text: string): string[] {
  const { script } = words[index]!;
  const phrases: string[] = [];
  for (let length = script === "han" ? LONGEST_HAN_NAME : LONGEST_PHRASE; length >= 1; length--)
    for (let from = Math.max(0, index - length + 1); from <= index; from++) {
      const group = words.slice(from, from + length);
      if (group.length < length || group.some((w) => w.script !== script)) continue;
      if (script === "han" && group.some((w, i) => i > 0 && group[i - 1]!.end !== w.start)) continue;
      phrases.push(text.slice(group[0]!.start, group.at(-1)!.end).replace(/\s+/g, " "));
    }
  return phrases;
}
