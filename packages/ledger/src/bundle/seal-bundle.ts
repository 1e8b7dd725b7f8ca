import type { RoundBundle } from "@jiebang/domain";
import { canonicalBytes, hashOf } from "../canonical.ts";
import { type SigningKeyPair, signBytes } from "../signing.ts";

type Unsealed = Omit<RoundBundle, "seal">;

/** Covers everything in a bundle but its seal. */
export function bundleHash({ format, ledger, template, parameters, items, notices, disclosures }: Unsealed): string {
  return hashOf({ format, ledger, template, parameters, items, notices, disclosures });
}

/** What the seal signs. */
export const sealBytes = (keyId: string, algorithm: string, hash: string): Uint8Array =>
  canonicalBytes({ format: "jiebang.bundle-seal/1", keyId, algorithm, hash });

/** Signs a bundle as it leaves the house, so that what no stage end has signed yet is covered too. */
export function sealBundle(
  bundle: Unsealed,
  key: Pick<SigningKeyPair, "algorithm" | "privateKey"> & { id: string },
): RoundBundle {
  const hash = bundleHash(bundle);
  const { id: keyId, algorithm, privateKey } = key;
  return {
    ...bundle,
    seal: { keyId, algorithm, hash, signature: signBytes(algorithm, privateKey, sealBytes(keyId, algorithm, hash)) },
  };
}
