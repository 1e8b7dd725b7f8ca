import type { Tx } from "@jiebang/db";
import { newId } from "@jiebang/domain";
import { createSigningKey, unwrapKey, wrapKey } from "@jiebang/ledger";

export interface SigningKeyInUse {
  id: string;
  algorithm: string;
  publicKey: string;
  privateKey: Uint8Array;
}

const purpose = (id: string) => `signing:${id}`;

/** The platform's key in use; the first caller makes it, the others wait for it. */
export async function signingKey(tx: Tx, secret: string): Promise<SigningKeyInUse> {
  const current = () => tx.signingKey.findFirst({ where: { retiredAt: null }, orderBy: { createdAt: "desc" } });
  let row = await current();
  if (!row) {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('signing_key', 0))::text`;
    row = await current();
  }
  if (!row) {
    const id = newId("key");
    const { algorithm, publicKey, privateKey } = createSigningKey();
    row = await tx.signingKey.create({
      data: { id, algorithm, publicKey, wrappedPrivateKey: wrapKey(secret, purpose(id), privateKey) },
    });
  }
  const { id, algorithm, publicKey, wrappedPrivateKey } = row;
  return { id, algorithm, publicKey, privateKey: unwrapKey(secret, purpose(id), wrappedPrivateKey) };
}
