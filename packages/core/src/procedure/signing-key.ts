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

/**
 * The platform's key in use; the first caller makes it, the others wait for it. After a change of APP_SECRET the old key
 * cannot be opened any more: a new one goes on, and what the old one signed stays verifiable by its public key.
 */
export async function signingKey(tx: Tx, secret: string): Promise<SigningKeyInUse> {
  const found = await openKey(tx, secret);
  if (found) return found;
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('signing_key', 0))::text`;
  return (await openKey(tx, secret)) ?? makeKey(tx, secret);
}

async function openKey(tx: Tx, secret: string): Promise<SigningKeyInUse | null> {
  const rows = await tx.signingKey.findMany({ where: { retiredAt: null }, orderBy: { createdAt: "desc" }, take: 10 });
  for (const { id, algorithm, publicKey, wrappedPrivateKey } of rows) {
    try {
      return { id, algorithm, publicKey, privateKey: unwrapKey(secret, purpose(id), wrappedPrivateKey) };
    } catch {
      // wrapped under another secret
    }
  }
  return null;
}

async function makeKey(tx: Tx, secret: string): Promise<SigningKeyInUse> {
  const id = newId("key");
  const { algorithm, publicKey, privateKey } = createSigningKey();
  await tx.signingKey.create({
    data: { id, algorithm, publicKey, wrappedPrivateKey: wrapKey(secret, purpose(id), privateKey) },
  });
  return { id, algorithm, publicKey, privateKey };
}
