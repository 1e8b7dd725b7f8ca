import type { Tx } from "@jiebang/db";
import { basisHash, entryBasisOf } from "./paper-basis.ts";

/**
 * True when the stamped form of exactly this text came back: a scan whose code names a paper of this revision, and the
 * revision still says what that paper says. Whether there is a stamp on it only a person can see.
 */
export async function hasMatchingStampedScan(tx: Tx, revisionId: string): Promise<boolean> {
  const scans = await tx.paperScan.findMany({
    where: { verdict: "matches", paper: { revisionId } },
    select: { paper: { select: { contentHash: true } } },
  });
  if (scans.length === 0) return false;
  const basis = await entryBasisOf(tx, revisionId);
  const hash = basis && basisHash(basis);
  return scans.some((scan) => scan.paper?.contentHash === hash);
}
