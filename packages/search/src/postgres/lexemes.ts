import type { SearchDocument } from "../port.ts";
import { fold } from "../text/fold.ts";
import { pinyinOf } from "../text/pinyin.ts";
import { SOUND } from "../text/query.ts";
import { isStop, type Token, tokenizeFolded } from "../text/tokenize.ts";

export interface DocumentLexemes {
  /** A tsvector literal with weights and positions. */
  head: string;
  /** Distinct terms. */
  lexemes: string[];
  /** Folded public text. */
  body: string;
}

/** ts_rank weights, in PostgreSQL's order D, C, B, A. */
export const RANK_WEIGHTS = "{0.15,0.35,0.6,1.0}";

/** Two letters may be anybody's initials. */
const SHORTEST_INITIALS = 3;
const SALIENT_WORDS = 30;
const MOST_LEXEMES_IN_HEAD = 320; // the row stays on one page
const MOST_BODY_CHARACTERS = 40_000;

type Weight = "A" | "B" | "C" | "D";

/** Our own tokens as PostgreSQL's text vectors; its parser never sees a text. */
export function lexemesOf(document: SearchDocument): DocumentLexemes {
  const head = new Map<string, string[]>();
  const lexemes = new Set<string>();
  let base = 0;
  const add = (term: string, position: number, weight: Weight) => {
    lexemes.add(term);
    const marks = head.get(term);
    if (!marks && head.size >= MOST_LEXEMES_IN_HEAD) return;
    if (!marks) head.set(term, [`${Math.min(position, 16_383)}${weight}`]);
    else if (marks.length < 8) marks.push(`${Math.min(position, 16_383)}${weight}`);
  };
  const addField = (text: string, weight: Weight, inner: Weight): Token[] => {
    const tokens = tokenizeFolded(fold(text), "index");
    for (const token of tokens) {
      if (token.kind !== "char" && isStop(token)) continue;
      if (token.kind === "char" && inner === "D") lexemes.add(token.term);
      else add(token.term, base + token.position, token.kind === "word" ? weight : inner);
    }
    // Fields stand apart, so that no phrase reaches from one into the next.
    base += (tokens.at(-1)?.position ?? 0) + 10;
    return tokens;
  };
  const addPairs = (text: string) => {
    for (const run of fold(text).text.match(/[\u3400-\u9fff]{3,}/g) ?? [])
      for (let i = 0; i + 2 <= run.length; i++) add(run.slice(i, i + 2), base, "C");
  };
  const addSounds = (tokens: Token[]) => {
    for (const { term, script } of tokens)
      if (script === "han" && term.length > 1) {
        const { full, initials } = pinyinOf(term);
        lexemes.add(SOUND + full);
        if (initials.length >= SHORTEST_INITIALS) lexemes.add(SOUND + initials);
      }
  };

  for (const code of document.codes) addField(code, "A", "B");
  addSounds(addField(document.title, "A", "C"));
  if (document.titleEn) addField(document.titleEn, "A", "C");
  for (const keyword of document.keywords) addSounds(addField(keyword, "B", "C"));
  for (const name of document.names) addField(name, "B", "C");
  addPairs(document.title);
  for (const keyword of document.keywords) addPairs(keyword);
  addField(document.summary, "C", "D");
  if (document.summaryEn) addField(document.summaryEn, "C", "D");

  const body = document.body.slice(0, MOST_BODY_CHARACTERS);
  const counts = new Map<string, number>();
  for (const token of tokenizeFolded(fold(body), "index")) {
    if (token.kind === "char") lexemes.add(token.term);
    else if (!isStop(token)) {
      lexemes.add(token.term);
      if (token.term.length > 1) counts.set(token.term, (counts.get(token.term) ?? 0) + 1);
    }
  }
  const salient = [...counts].filter(([, n]) => n > 1).sort((a, b) => b[1] - a[1]);
  for (const [term] of salient.slice(0, SALIENT_WORDS)) {
    base += 2;
    if (!head.has(term)) add(term, base, "D");
  }

  const all = [document.title, document.titleEn, document.keywords.join("\n"), document.names.join("\n")];
  // The first line is the title; folding takes line ends for spaces, so each part is folded by itself.
  const text = [...all, document.codes.join("\n"), document.summary, document.summaryEn, body]
    .flatMap((part) => (part ? [fold(part).text] : []))
    .join("\n");
  return { head: vectorLiteral(head), lexemes: [...lexemes], body: text };
}

function vectorLiteral(head: Map<string, string[]>): string {
  const parts: string[] = [];
  for (const [term, marks] of head) parts.push(`${quoteLexeme(term)}:${marks.join(",")}`);
  return parts.join(" ");
}

/** A term inside a tsvector or tsquery literal. */
export function quoteLexeme(term: string): string {
  return `'${term.replace(/[\\']/g, (c) => c + c)}'`;
}
