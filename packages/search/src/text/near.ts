import { pinyinOf } from "./pinyin.ts";
import type { ParsedQuery } from "./query.ts";
import { cut } from "./segment.ts";
import { isStop, tokenizeFolded } from "./tokenize.ts";

/** One run of a query as it sounds or nearly is spelled. */
export type NearUnit =
  /** The whole run as one sound, and word by word, where single characters that follow each other count as one word. */
  { kind: "sound"; whole: string; parts: string[] } | { kind: "latin"; word: string };

const LONGEST_RUN = 12;

/**
 * How a query sounds: for characters of the same sound that were picked by mistake, and for slips in English or pinyin.
 * Undefined when something in it can only be meant literally: a phrase, a number, a single character.
 */
export function nearUnits(query: ParsedQuery): NearUnit[] | undefined {
  if (query.phrases.length > 0 || query.terms.length === 0 || query.terms.length > 8) return undefined;
  const units: NearUnit[] = [];
  for (const [run] of query.text.matchAll(/[\u3400-\u9fff]+|[a-z0-9]+(?:[-./_][a-z0-9]+)*[+#]*/g)) {
    if (run.charCodeAt(0) < 0x3400) {
      const [token] = tokenizeFolded({ text: run }, "query");
      if (token && isStop(token)) continue;
      if (!/^[a-z]{4,40}$/.test(run)) return undefined;
      units.push({ kind: "latin", word: run });
      continue;
    }
    if (run.length < 2 || run.length > LONGEST_RUN) return undefined;
    const words: string[] = [];
    let isSingle = false;
    for (const word of cut(run)) {
      if (isSingle && word.length === 1) words[words.length - 1] += word;
      else words.push(word);
      isSingle = word.length === 1;
    }
    units.push({ kind: "sound", whole: pinyinOf(run).full, parts: words.map((word) => pinyinOf(word).full) });
  }
  return units.length > 0 ? units : undefined;
}
