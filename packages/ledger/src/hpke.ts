import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { x25519 } from "@noble/curves/ed25519.js";
import { expand, extract } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concat, randomBytes, utf8 } from "./encoding.ts";

// RFC 9180, base mode, one message: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305, on audited primitives.
// The ready libraries (@hpke/core) go through crypto.subtle, which a browser does not have on a bureau's plain http.
// Checked against the published vectors of appendix A.2.

export const HPKE = "hpke-x25519-hkdf-sha256-chacha20poly1305";

const KEM_SUITE = concat(utf8("KEM"), Uint8Array.of(0x00, 0x20));
const SUITE = concat(utf8("HPKE"), Uint8Array.of(0x00, 0x20, 0x00, 0x01, 0x00, 0x03));
const VERSION = utf8("HPKE-v1");
const NOTHING = new Uint8Array();

function labeledExtract(suite: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array): Uint8Array {
  return extract(sha256, concat(VERSION, suite, utf8(label), ikm), salt);
}

function labeledExpand(suite: Uint8Array, prk: Uint8Array, label: string, info: Uint8Array, length: number) {
  return expand(
    sha256,
    prk,
    concat(Uint8Array.of(length >> 8, length & 0xff), VERSION, suite, utf8(label), info),
    length,
  );
}

function sharedSecret(dh: Uint8Array, enc: Uint8Array, publicKey: Uint8Array): Uint8Array {
  const prk = labeledExtract(KEM_SUITE, NOTHING, "eae_prk", dh);
  return labeledExpand(KEM_SUITE, prk, "shared_secret", concat(enc, publicKey), 32);
}

function keySchedule(secret: Uint8Array, info: Uint8Array) {
  const pskIdHash = labeledExtract(SUITE, NOTHING, "psk_id_hash", NOTHING);
  const infoHash = labeledExtract(SUITE, NOTHING, "info_hash", info);
  const context = concat(Uint8Array.of(0), pskIdHash, infoHash);
  const prk = labeledExtract(SUITE, secret, "secret", NOTHING);
  return {
    key: labeledExpand(SUITE, prk, "key", context, 32),
    nonce: labeledExpand(SUITE, prk, "base_nonce", context, 12),
  };
}

export interface HpkeKeyPair {
  publicKey: Uint8Array;
  privateKey: Uint8Array;
}

export function createHpkeKey(): HpkeKeyPair {
  const { secretKey, publicKey } = x25519.keygen();
  return { publicKey, privateKey: secretKey };
}

/** enc (32 bytes) ‖ ciphertext. `ephemeral` is an argument for the published vectors only. */
export function hpkeSeal(
  publicKey: Uint8Array,
  info: Uint8Array,
  aad: Uint8Array,
  plaintext: Uint8Array,
  ephemeral: Uint8Array = randomBytes(32),
): Uint8Array {
  const enc = x25519.getPublicKey(ephemeral);
  const { key, nonce } = keySchedule(sharedSecret(x25519.getSharedSecret(ephemeral, publicKey), enc, publicKey), info);
  return concat(enc, chacha20poly1305(key, nonce, aad).encrypt(plaintext));
}

/** Throws when anything differs from what was sealed: key, info, aad or a bit of the ciphertext. */
export function hpkeOpen(privateKey: Uint8Array, info: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Uint8Array {
  const enc = sealed.subarray(0, 32);
  const dh = x25519.getSharedSecret(privateKey, enc);
  const { key, nonce } = keySchedule(sharedSecret(dh, enc, x25519.getPublicKey(privateKey)), info);
  return chacha20poly1305(key, nonce, aad).decrypt(sealed.subarray(32));
}
