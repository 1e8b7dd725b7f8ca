import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Jieba } from "@node-rs/jieba";
import { onDictionaryChange } from "./dictionary.ts";
import { tradeWords } from "./domain-words.ts";

// 55 MB resident once loaded, so it is loaded at the first Chinese text and never in a process that needs none.
let jieba: Jieba | undefined;

function load(): Jieba {
  const require = createRequire(import.meta.url);
  const { Jieba } = require("@node-rs/jieba") as typeof import("@node-rs/jieba");
  // Not by `@node-rs/jieba/dict`, which would read the 6 MB of the idf table too.
  const dictionary = path.join(path.dirname(require.resolve("@node-rs/jieba/package.json")), "dict.txt");
  const loaded = Jieba.withDict(fs.readFileSync(dictionary));
  teach(loaded, tradeWords());
  return loaded;
}

function teach(to: Jieba, words: string[]): void {
  if (words.length > 0) to.loadDict(Buffer.from(words.map((word) => `${word} 20000 n`).join("\n")));
}

// It learns, but does not forget: after a word was taken out it is loaded anew, at the next text.
onDictionaryChange((now, before) => {
  const kept = new Set(now.words);
  if (before.words.some((word) => !kept.has(word))) jieba = undefined;
  else if (jieba) teach(jieba, now.words);
});

/** Words of a run of Chinese characters, in order, without gaps. */
export function cut(run: string): string[] {
  if (run.length === 1) return [run];
  jieba ??= load();
  return jieba.cut(run, true);
}

/** Every word with the shorter words inside it (北京大学生 → 北京, 大学, 学生, 大学生), and where each begins. */
export function cutForSearch(run: string, emit: (word: string, start: number, coarse: number) => void): void {
  if (run.length === 1) {
    emit(run, 0, 0);
    return;
  }
  jieba ??= load();
  const words = jieba.cutForSearch(run, true);
  let start = 0;
  for (let i = 0, index = 0; i < words.length; index++) {
    // The shorter words of a word come before it, by length and then by place.
    const last = endOfGroup(words, i, run, start);
    const whole = words[last]!;
    let from = 0;
    let length = 0;
    for (; i < last; i++) {
      const part = words[i]!;
      if (part.length !== length) {
        from = 0;
        length = part.length;
      }
      const found = whole.indexOf(part, from);
      if (found < 0) continue;
      emit(part, start + found, index);
      from = found + 1;
    }
    emit(whole, start, index);
    start += whole.length;
    i = last + 1;
  }
}

/** The longest word that the words from `i` on are parts of, when there is one; else `i` itself stands alone. */
function endOfGroup(words: string[], i: number, run: string, start: number): number {
  const first = words[i]!;
  let end = run.startsWith(first, start) ? i : -1;
  if (first.length === 1 || first.length > 3) return i;
  // Parts have two or three characters: what is longer closes a group, this one's or the next one's.
  for (let k = i + 1; k < words.length; k++) {
    const word = words[k]!;
    if (end > i && word === words[end]) break; // the same word once more
    if (word.length > first.length && run.startsWith(word, start) && hasParts(word, words, i, k)) end = k;
    if (word.length > 3) break;
  }
  return end < 0 ? i : end;
}

function hasParts(whole: string, words: string[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!whole.includes(words[i]!)) return false;
  return true;
}
