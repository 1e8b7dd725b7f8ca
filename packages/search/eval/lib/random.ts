import { below, wordsOf } from "@jiebang/matching";

/** Fisher-Yates with words of a seed: the same order on every machine. */
export function shuffled<T>(items: readonly T[], seed: string): T[] {
  const next = wordsOf(seed);
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = below(next, i + 1);
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}
