import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { sha256Hex } from "./canonical.ts";
import { concat, fromBase64Url, randomBytes, toBase64Url } from "./encoding.ts";
import { FILE_CLASSES, pad, unpad } from "./padding.ts";

// A file of a bid has its own key, which stands only inside the envelope; outside it is ciphertext named by its hash.
// Format: nonce (24 bytes) ‖ XChaCha20-Poly1305 of the padded bytes.
export const FILE_ALGORITHM = "xchacha20poly1305";
const OVERHEAD = 24 + 16;

export interface SealedFile {
  ciphertext: Uint8Array;
  /** Base64url. */
  key: string;
  sha256: string;
  cipherSha256: string;
}

export function sealFile(bytes: Uint8Array): SealedFile {
  const key = randomBytes(32);
  const nonce = randomBytes(24);
  const ciphertext = concat(nonce, xchacha20poly1305(key, nonce).encrypt(pad(bytes, FILE_CLASSES)));
  return { ciphertext, key: toBase64Url(key), sha256: sha256Hex(bytes), cipherSha256: sha256Hex(ciphertext) };
}

/** Throws when the ciphertext, the key or the hash of the plaintext is not the one in the envelope. */
export function openFile(ciphertext: Uint8Array, file: { key: string; sha256: string }): Uint8Array {
  const nonce = ciphertext.subarray(0, 24);
  const bytes = unpad(xchacha20poly1305(fromBase64Url(file.key), nonce).decrypt(ciphertext.subarray(24)));
  if (sha256Hex(bytes) !== file.sha256) throw new RangeError("another file");
  return bytes;
}

/** True when so many bytes can be a sealed file: anything else would tell its size, or is no ciphertext at all. */
export const isSealedFileSize = (length: number): boolean => FILE_CLASSES.includes(length - OVERHEAD);
