import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concat, fromBase64Url, randomBytes, toBase64Url, utf8 } from "./encoding.ts";

// Private keys rest in the database only wrapped: HKDF-SHA256 of the deployment's secret with a salt of their own,
// XChaCha20-Poly1305 bound to what the key is for.
const PREFIX = "hkdf-sha256.xchacha20poly1305:";

export function wrapKey(secret: string, purpose: string, key: Uint8Array): string {
  const [salt, nonce] = [randomBytes(16), randomBytes(24)];
  const wrapping = hkdf(sha256, utf8(secret), salt, utf8("jiebang.wrap/1"), 32);
  return PREFIX + toBase64Url(concat(salt, nonce, xchacha20poly1305(wrapping, nonce, utf8(purpose)).encrypt(key)));
}

/** Throws with another secret, another purpose or a changed text. */
export function unwrapKey(secret: string, purpose: string, wrapped: string): Uint8Array {
  if (!wrapped.startsWith(PREFIX)) throw new RangeError("unknown wrapping");
  const bytes = fromBase64Url(wrapped.slice(PREFIX.length));
  const wrapping = hkdf(sha256, utf8(secret), bytes.slice(0, 16), utf8("jiebang.wrap/1"), 32);
  return xchacha20poly1305(wrapping, bytes.slice(16, 40), utf8(purpose)).decrypt(bytes.slice(40));
}
