import { fold } from "./text/fold.ts";
import { pinyinOf } from "./text/pinyin.ts";

export interface NamedValue {
  value: string;
  /** In any language. */
  names: string[];
}

/**
 * The values of a facet whose names somebody typed a piece of: by characters anywhere, by pinyin or initials from the
 * beginning. Best first: names that begin with it, then those that hold it, then those that sound like it.
 */
export function matchNames(input: string, values: readonly NamedValue[], limit = 100): string[] {
  const typed = fold(input.slice(0, 60)).text.trim();
  if (!typed) return values.slice(0, limit).map(({ value }) => value);
  const sound = /^[a-z0-9' ]+$/.test(typed) ? typed.replace(/[' ]/g, "") : "";
  const ranked: { value: string; rank: number }[] = [];
  for (const { value, names } of values) {
    const rank = Math.min(...names.map((name) => rankOf(fold(name).text, typed, sound)));
    if (rank < NONE) ranked.push({ value, rank });
  }
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ value }) => value);
}

const NONE = 9;

function rankOf(name: string, typed: string, sound: string): number {
  if (name.startsWith(typed)) return 0;
  if (name.includes(typed)) return 1;
  if (!sound || !/[\u3400-\u9fff]/.test(name)) return NONE;
  const { full, initials } = pinyinOf(name);
  if (full.startsWith(sound)) return 2;
  return initials.startsWith(sound) ? 3 : NONE;
}
