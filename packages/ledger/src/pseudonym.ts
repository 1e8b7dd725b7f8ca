import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { fromBase64Url, toHex, utf8 } from "./encoding.ts";

/** Who it was, for those who hold the salt; without it the ledger says nothing about a person. Erasing the salt erases the name. */
export function pseudonymOf(salt: string, subjectId: string): string {
  return `hmac-sha-256:${toHex(hmac(sha256, fromBase64Url(salt), utf8(subjectId)))}`;
}
