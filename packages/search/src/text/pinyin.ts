import { createRequire } from "node:module";

type PinyinPro = typeof import("pinyin-pro");
let library: PinyinPro | undefined;
const known = new Map<string, { full: string; initials: string }>();

/** 水泥 → shuini, sn. Loaded at first use (17 MB); words repeat, so recent ones are remembered. */
export function pinyinOf(word: string): { full: string; initials: string } {
  const before = known.get(word);
  if (before) return before;
  library ??= createRequire(import.meta.url)("pinyin-pro") as PinyinPro;
  const syllables = library.pinyin(word, { toneType: "none", type: "array", nonZh: "consecutive", v: true });
  const full = syllables
    .join("")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
  const initials = syllables
    .map((s) => (/^[a-z]+$/i.test(s) ? s[0]! : s))
    .join("")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
  const entry = { full, initials };
  if (known.size > 20_000) known.clear();
  known.set(word, entry);
  return entry;
}
