import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Jieba } from "@node-rs/jieba";
import { domainWords } from "./domain-words.ts";

// 55 MB resident once loaded, so it is loaded at the first Chinese text and never in a process that needs none.
let jieba: Jieba | undefined;

function load(): Jieba {
  const require = createRequire(import.meta.url);
  const { Jieba } = require("@node-rs/jieba") as typeof import("@node-rs/jieba");
  // Not by `@node-rs/jieba/dict`, which would read the 6 MB of the idf table too.
  const dictionary = path.join(path.dirname(require.resolve("@node-rs/jieba/package.json")), "dict.txt");
  const loaded = Jieba.withDict(fs.readFileSync(dictionary));
  loaded.loadDict(Buffer.from(domainWords.map((word) => `${word} 20000 n`).join("\n")));
  return loaded;
}

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
  const coarse = jieba.cut(run, true);
  const fine = jieba.cutForSearch(run, true);
  let next = 0;
  let start = 0;
  for (let index = 0; index < coarse.length; index++) {
    const word = coarse[index]!;
    let from = 0;
    let length = 0;
    // The shorter words come first, by length and then by place; the word itself closes its group.
    while (next < fine.length && fine[next] !== word) {
      const part = fine[next++]!;
      if (part.length !== length) {
        from = 0;
        length = part.length;
      }
      const found = word.indexOf(part, from);
      if (found < 0) continue;
      emit(part, start + found, index);
      from = found + 1;
    }
    next++;
    emit(word, start, index);
    start += word.length;
  }
}
