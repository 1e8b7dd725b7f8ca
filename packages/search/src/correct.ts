import { slipsAllowed, slipsBetween } from "./near-words.ts";
import { stem } from "./text/english.ts";
import { fold } from "./text/fold.ts";
import { pinyinOf } from "./text/pinyin.ts";
import type { ParsedQuery } from "./text/query.ts";

const RUN = /[\u3400-\u9fff]+|[a-z0-9]+(?:[-./_][a-z0-9]+)*[+#]*/g;
const HAN = /[\u3400-\u9fff]+/g;
const LATIN = /[a-z]{3,40}/g;
/** The longest Chinese word that a pinyin stands for. */
const LONGEST_WORD = 6;

/**
 * "Did you mean": the query with each word that none of these texts holds put right by what they do hold. The texts are
 * those of hits, so nothing is named that the reader may not see. Undefined when nothing is to be put right.
 */
export function correctBy(query: Pick<ParsedQuery, "text">, texts: string[]): string | undefined {
  const folded = texts.map((text) => fold(text).text);
  let isChanged = false;
  const corrected = query.text.replace(RUN, (run) => {
    if (folded.some((text) => text.includes(run))) return run;
    const better = /^[\u3400-\u9fff]/.test(run) ? sameSound(run, folded) : nearSpelling(run, folded);
    if (better === undefined) return run;
    isChanged = true;
    return better;
  });
  return isChanged ? corrected : undefined;
}

/** What a hit shows of itself, in both languages. */
export const textsOf = (card: { title: string; summary: string; titleEn?: string | null; summaryEn?: string | null }) =>
  [card.title, card.titleEn, card.summary, card.summaryEn].filter((text): text is string => Boolean(text));

/** Words that were picked by mistake among those of the same sound, or nearly. */
function sameSound(run: string, texts: string[]): string | undefined {
  const wanted = pinyinOf(run).full;
  const votes = new Votes();
  for (const text of texts)
    for (const [han] of text.matchAll(HAN))
      for (let at = 0; at + run.length <= han.length; at++) {
        const word = han.slice(at, at + run.length);
        votes.add(word, slipsTo(wanted, pinyinOf(word).full));
      }
  return votes.best();
}

/** A slip in an English word, or in the pinyin of a Chinese one. */
function nearSpelling(run: string, texts: string[]): string | undefined {
  if (!/^[a-z]{3,40}$/.test(run)) return undefined;
  const votes = new Votes();
  for (const text of texts) {
    for (const [word] of text.matchAll(LATIN)) votes.add(word, slipsTo(stem(run), stem(word)));
    for (const [han] of text.matchAll(HAN))
      for (let at = 0; at < han.length; at++)
        for (let length = 2; length <= LONGEST_WORD && at + length <= han.length; length++) {
          const word = han.slice(at, at + length);
          votes.add(word, slipsTo(run, pinyinOf(word).full));
        }
  }
  return votes.best();
}

function slipsTo(wanted: string, found: string): number | undefined {
  const most = slipsAllowed(wanted);
  const slips = slipsBetween(wanted, found, most);
  return slips <= most ? slips : undefined;
}

/** The nearest wins, then the one that stands there most often, then the first. */
class Votes {
  readonly #words = new Map<string, { slips: number; times: number }>();

  add(word: string, slips: number | undefined): void {
    if (slips === undefined) return;
    const known = this.#words.get(word);
    if (known) known.times += 1;
    else this.#words.set(word, { slips, times: 1 });
  }

  best(): string | undefined {
    return [...this.#words].sort(([, a], [, b]) => a.slips - b.slips || b.times - a.times)[0]?.[0];
  }
}
