import { sha256Words } from "./sha256.ts";

/** A fast stream of 32-bit words from a seed, the same on every machine (sfc32 of PractRand, started by SHA-256). */
export function fastWords(seed: string): () => number {
  let [a = 0, b = 0, c = 0] = sha256Words(seed);
  let counter = 1;
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}
