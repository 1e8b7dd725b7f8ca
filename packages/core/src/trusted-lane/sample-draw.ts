import { createHash } from "node:crypto";

/**
 * Whether an entry is looked at: a number in 0..100 from the lane's seed and what the system itself numbered, below the share.
 * Nobody picks; whoever knows the seed (everybody, once the lane has ended) draws the same again.
 */
export function isSampled(seed: string, entryId: string, revisionNo: number, percent: number): boolean {
  const digest = createHash("sha256").update(`${seed}:${entryId}:${revisionNo}`).digest();
  return (digest.readUIntBE(0, 6) / 2 ** 48) * 100 < percent;
}

export const seedHash = (seed: string): string => createHash("sha256").update(seed).digest("hex");
