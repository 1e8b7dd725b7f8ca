import type { SearchDocument } from "../port.ts";
import { fold } from "../text/fold.ts";
import { pinyinOf } from "../text/pinyin.ts";
import { isStop, tokenizeFolded } from "../text/tokenize.ts";

export interface SuggestionKey {
  kind: "title" | "keyword" | "organisation" | "number";
  label: string;
  norm: string;
  pinyin: string;
  initials: string;
}

const STARTS_OF_TITLE = 5;

/** By which beginnings a document is suggested: of its title from several words on, its keywords, poster, number. */
export function suggestionKeys(document: SearchDocument): SuggestionKey[] {
  const keys: SuggestionKey[] = [...startsOf(document.title, "title", STARTS_OF_TITLE)];
  if (document.titleEn)
    keys.push(...startsOf(document.titleEn, "title", 3).map((key) => ({ ...key, label: document.titleEn! })));
  for (const keyword of document.keywords) keys.push(...startsOf(keyword, "keyword", 1));
  for (const name of document.names) keys.push(...startsOf(name, "organisation", 2));
  keys.push({
    kind: "number",
    label: document.number,
    norm: fold(document.number).text.slice(0, 40),
    pinyin: "",
    initials: "",
  });
  return keys;
}

function startsOf(label: string, kind: SuggestionKey["kind"], most: number): SuggestionKey[] {
  const folded = fold(label);
  const words = tokenizeFolded({ text: folded.text }, "query");
  const keys: SuggestionKey[] = [];
  for (let i = 0; i < words.length && keys.length < most; i++) {
    if (isStop(words[i]!) && i > 0) continue;
    let pinyin = "";
    let initials = "";
    for (let k = i; k < words.length && pinyin.length < 30; k++) {
      const word = words[k]!;
      const sound =
        word.script === "han"
          ? pinyinOf(folded.text.slice(word.start, word.end))
          : { full: folded.text.slice(word.start, word.end), initials: folded.text.slice(word.start, word.end) };
      pinyin += sound.full;
      initials += sound.initials;
    }
    const hasHan = words.slice(i).some((w) => w.script === "han");
    keys.push({
      kind,
      label,
      norm: folded.text.slice(words[i]!.start, words[i]!.start + 24),
      pinyin: hasHan ? pinyin.slice(0, 30) : "",
      initials: hasHan ? initials.slice(0, 12) : "",
    });
  }
  return keys;
}
