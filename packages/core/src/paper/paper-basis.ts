import { createHash } from "node:crypto";
import type { Tx } from "@jiebang/db";
import { checkCodeOf, type EntryContent } from "@jiebang/domain";
import { hashOf } from "@jiebang/ledger";
import { contentOf } from "../entry/revision-content.ts";

/**
 * What the hash on the paper of an entry stands for: whose it is and what it says. Not its number, which it gets later,
 * and no names of codes, which other editions may word otherwise.
 */
export interface EntryBasis {
  organisation: { name: string; creditCode: string | null };
  content: EntryContent;
}

export async function entryBasisOf(tx: Tx, revisionId: string): Promise<EntryBasis | null> {
  const revision = await tx.revision.findUnique({
    where: { id: revisionId },
    include: { entry: { include: { organisation: { select: { name: true, creditCode: true } } } } },
  });
  if (!revision) return null;
  const { name, creditCode } = revision.entry.organisation;
  return { organisation: { name, creditCode }, content: contentOf(revision.entry.kind, revision) };
}

export const basisHash = (basis: unknown): string => hashOf(basis);

/** Number and content together: a code copied from another paper does not fit. */
export function paperCheckCode(number: string, contentHash: string): string {
  return checkCodeOf(createHash("sha256").update(`${number}\n${contentHash}`).digest("hex"));
}
