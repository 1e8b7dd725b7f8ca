import { sha256 } from "@noble/hashes/sha2.js";
import canonicalizeText from "canonicalize";
import { toHex, utf8 } from "./encoding.ts";

/** RFC 8785: one text for one value, on every machine. Throws on what JSON cannot say. */
export function canonicalJson(value: unknown): string {
  const text = canonicalizeText(value as object);
  if (text === undefined) throw new RangeError("not a JSON value");
  return text;
}

export const canonicalBytes = (value: unknown): Uint8Array => utf8(canonicalJson(value));

/** SHA-256 in hex. */
export const sha256Hex = (bytes: Uint8Array): string => toHex(sha256(bytes));

/** A hash that names its algorithm, so that another (SM3) can stand beside it. */
export const hashOf = (value: unknown): string => `sha-256:${sha256Hex(canonicalBytes(value))}`;
