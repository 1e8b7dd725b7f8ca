import { fold } from "./fold.ts";
import { isStop, tokenizeFolded } from "./tokenize.ts";

/** A term for comparing texts with each other: a word, a word inside a word, or two neighbouring Chinese characters. */
export interface DescribedToken {
  term: string;
  /** [start, end) in UTF-16 units of the text. */
  start: number;
  end: number;
  kind: "word" | "pair";
}

/**
 * The terms that a text is compared by, in the order of their places. Words carry the meaning; pairs of characters make up for what the
 * dictionary cuts differently on the two sides. A word of two characters is its own pair and comes once.
 */
export function describeText(text: string): DescribedToken[] {
  const tokens = tokenizeFolded(fold(text), "index");
  const out: DescribedToken[] = [];
  const words = new Set<number>();
  for (const token of tokens) {
    const { term, start, end, kind } = token;
    if (kind === "char" || (token.script === "han" && term.length === 1) || isStop(token)) continue;
    if (token.script === "latin" && term.length === 1) continue;
    out.push({ term, start, end, kind: "word" });
    if (term.length === 2) words.add(start);
  }
  let before: (typeof tokens)[number] | undefined;
  for (const token of tokens) {
    if (token.kind !== "char") continue;
    if (before && before.end === token.start && !words.has(before.start)) {
      const term = before.term + token.term;
      if (!isStop({ term, script: "han" }) && !isStop(before) && !isStop(token))
        out.push({ term, start: before.start, end: token.end, kind: "pair" });
    }
    before = token;
  }
  return out.sort((a, b) => a.start - b.start || a.end - b.end);
}
