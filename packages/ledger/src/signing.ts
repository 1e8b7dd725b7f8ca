import { ed25519 } from "@noble/curves/ed25519.js";
import { fromBase64Url, toBase64Url } from "./encoding.ts";

export const SIGNATURE_ALGORITHM = "ed25519";

export interface SigningKeyPair {
  algorithm: string;
  /** Base64url. */
  publicKey: string;
  privateKey: Uint8Array;
}

export function createSigningKey(): SigningKeyPair {
  const { secretKey, publicKey } = ed25519.keygen();
  return { algorithm: SIGNATURE_ALGORITHM, publicKey: toBase64Url(publicKey), privateKey: secretKey };
}

export function signBytes(algorithm: string, privateKey: Uint8Array, message: Uint8Array): string {
  if (algorithm !== SIGNATURE_ALGORITHM) throw new RangeError(`unknown signature algorithm ${algorithm}`);
  return toBase64Url(ed25519.sign(message, privateKey));
}

/** False for anything that is not a good signature, malformed keys and unknown algorithms included. */
export function verifySignature(algorithm: string, publicKey: string, message: Uint8Array, signature: string): boolean {
  if (algorithm !== SIGNATURE_ALGORITHM) return false;
  try {
    return ed25519.verify(fromBase64Url(signature), message, fromBase64Url(publicKey), { zip215: false });
  } catch {
    return false;
  }
}
