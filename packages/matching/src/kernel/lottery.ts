import { sha256Words } from "./sha256.ts";

/**
 * The lottery number of a participant: the first 52 bits of SHA-256 over `seed`, a line feed and the public id. It hangs on nothing else,
 * so that neither the order of a list nor who else takes part can change it. The lower number goes first.
 */
export function lotteryNumber(seed: string, id: string): number {
  const words = sha256Words(`${seed}\n${id}`);
  return words[0]! * 0x10_0000 + (words[1]! >>> 12);
}

/** Equal numbers (one in 2^52) are told apart by the id, in the order of UTF-16 code units. */
export function byLottery(seed: string): (a: string, b: string) => number {
  const known = new Map<string, number>();
  const numberOf = (id: string) => {
    let n = known.get(id);
    if (n === undefined) {
      n = lotteryNumber(seed, id);
      known.set(id, n);
    }
    return n;
  };
  return (a, b) => numberOf(a) - numberOf(b) || (a < b ? -1 : a > b ? 1 : 0);
}

/** A stream of 32-bit words from a seed: SHA-256 over seed and a counter. For restarts and shuffles inside an algorithm. */
export function wordsOf(seed: string): () => number {
  let block = new Uint32Array(0);
  let at = 0;
  let counter = 0;
  return () => {
    if (at === block.length) {
      block = new Uint32Array(sha256Words(`${seed}\n#${counter++}`));
      at = 0;
    }
    return block[at++]!;
  };
}

/** A whole number below `n`, every one as likely as the other (words that would favour some are thrown away). */
export function below(next: () => number, n: number): number {
  const limit = 0x1_0000_0000 - (0x1_0000_0000 % n);
  let word = next();
  while (word >= limit) word = next();
  return word % n;
}
