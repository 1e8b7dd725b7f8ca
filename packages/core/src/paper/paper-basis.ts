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
  return (await entryBasesOf(tx, [revisionId])).get(revisionId) ?? null;
}

export async function entryBasesOf(tx: Tx, revisionIds: string[]): Promise<Map<string, EntryBasis>> {
  const revisions = await tx.revision.findMany({
    where: { id: { in: revisionIds } },
    include: { entry: { include: { organisation: { select: { name: true, creditCode: true } } } } },
  });
  return new Map(
    revisions.map((revision) => {
      const { name, creditCode } = revision.entry.organisation;
      return [revision.id, { organisation: { name, creditCode }, content: contentOf(revision.entry.kind, revision) }];
    }),
  );
}

/** SHA-256 of the canonical JSON (RFC 8785), in hex. */
export const basisHash = (basis: unknown): string => hashOf(basis).slice("sha-256:".length);

/** Number and content together: a code copied from another paper does not fit. */
export function paperCheckCode(number: string, contentHash: string): string {
  return checkCodeOf(createHash("sha256").update(`${number}\n${contentHash}`).digest("hex"));
}
