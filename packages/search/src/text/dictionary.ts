// The words that people edit, as one value. Whoever publishes them keeps them in the database; every process that searches or
// indexes holds the newest version here, because cutting a text happens deep inside and at every keystroke.

export interface Dictionary {
  /** 0: only what ships with the software. */
  version: number;
  /** Names of one thing, group by group; each stands for the others. */
  groups: string[][];
  /** Words of the trade: a text is cut by them. */
  words: string[];
}

export const NO_DICTIONARY: Dictionary = { version: 0, groups: [], words: [] };

let current = NO_DICTIONARY;
const listeners = new Set<(now: Dictionary, before: Dictionary) => void>();

export const currentDictionary = (): Dictionary => current;

/** From here on this process cuts and expands by these words. */
export function useDictionary(dictionary: Dictionary): void {
  const before = current;
  current = dictionary;
  for (const listener of listeners) listener(dictionary, before);
}

/** For what is built from the words once and must be built again. */
export function onDictionaryChange(listener: (now: Dictionary, before: Dictionary) => void): void {
  listeners.add(listener);
}
