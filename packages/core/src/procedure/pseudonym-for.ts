import type { Tx } from "@jiebang/db";
import { newId } from "@jiebang/domain";
import { pseudonymOf, randomBytes, toBase64Url } from "@jiebang/ledger";

/**
 * A name for somebody in this procedure's ledger that only the holder of the salt can resolve. The subject is the case
 * (a bid, a decision), not the organisation: two bids of one organisation do not look alike.
 */
export async function pseudonymFor(
  tx: Tx,
  procedureId: string,
  subject: { kind: string; id: string },
  whoId: string,
): Promise<string> {
  const key = { procedureId, subjectKind: subject.kind, subjectId: subject.id };
  const fresh = toBase64Url(randomBytes(32));
  await tx.ledgerSalt.createMany({ data: [{ id: newId("lsa"), ...key, salt: fresh }], skipDuplicates: true });
  const { salt } = await tx.ledgerSalt.findUniqueOrThrow({ where: { procedureId_subjectKind_subjectId: key } });
  return pseudonymOf(salt, whoId);
}
