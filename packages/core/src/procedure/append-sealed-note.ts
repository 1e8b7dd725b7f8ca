import type { Tx } from "@jiebang/db";
import { type LedgerHead, newId } from "@jiebang/domain";
import { canonicalJson, pseudonymOf, randomBytes, toBase64Url } from "@jiebang/ledger";
import { appendLedger } from "./append-ledger.ts";

/**
 * An event that must stand in the chain while not everybody may know what it was: pending decisions and objections.
 * All look alike, a salted hash of what happened; with the salt it can be shown later that it was so, and when.
 * What a bundle may disclose one day is kept beside the salt, so that it is shown exactly as it was hashed.
 */
export async function appendSealedNote(
  tx: Tx,
  procedureId: string,
  what: { kind: string; id: string } & Record<string, unknown>,
  { isDisclosable = false }: { isDisclosable?: boolean } = {},
): Promise<LedgerHead> {
  const salt = toBase64Url(randomBytes(32));
  await tx.ledgerSalt.createMany({
    data: [
      {
        id: newId("lsa"),
        procedureId,
        subjectKind: what.kind,
        subjectId: what.id,
        salt,
        preimage: isDisclosable ? (what as object) : undefined,
      },
    ],
    skipDuplicates: true,
  });
  const key = { procedureId, subjectKind: what.kind, subjectId: what.id };
  const kept = await tx.ledgerSalt.findUniqueOrThrow({ where: { procedureId_subjectKind_subjectId: key } });
  return appendLedger(tx, procedureId, "note.sealed", { commitment: pseudonymOf(kept.salt, canonicalJson(what)) });
}
