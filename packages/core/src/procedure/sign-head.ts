import type { Tx } from "@jiebang/db";
import { headBytes, signBytes } from "@jiebang/ledger";
import { appNow } from "../kernel/app-now.ts";
import { readLedgerHead } from "./append-ledger.ts";
import { signingKey } from "./signing-key.ts";

/** Signs the newest link at a stage end: from here on the past cannot be rewritten unseen. */
export async function signHead(tx: Tx, secret: string, procedureId: string, stageKey: string): Promise<void> {
  const last = await readLedgerHead(tx, procedureId);
  if (!last) return;
  const key = await signingKey(tx, secret);
  const at = await appNow(tx);
  const signed = {
    seq: last.seq,
    stageKey,
    at: at.toISOString(),
    keyId: key.id,
    algorithm: key.algorithm,
    head: last.head,
  };
  const signature = signBytes(key.algorithm, key.privateKey, headBytes(procedureId, signed));
  await tx.ledgerSignature.createMany({ data: [{ procedureId, ...signed, at, signature }], skipDuplicates: true });
}
