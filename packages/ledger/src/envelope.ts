import { type BidContent, type SealedContent, sealedContent } from "@jiebang/domain";
import { canonicalBytes, sha256Hex } from "./canonical.ts";
import { fromBase64Url, fromUtf8, randomBytes, toBase64Url, utf8 } from "./encoding.ts";
import { HPKE, hpkeOpen, hpkeSeal } from "./hpke.ts";
import { ENVELOPE_CLASSES, pad, unpad } from "./padding.ts";

// An envelope holds the canonical JSON of `jiebang.bid/1`, padded to a size class. Its commitment is the SHA-256 of the
// unpadded bytes, salted from inside by 32 random bytes. Mode `platform` encrypts to the round's key, bound to round,
// item, bid (info) and commitment (aad); mode `off` keeps the padded bytes as they are, closed by rule until the opening.

export const COMMITMENT_ALGORITHM = "sha-256";
export const NO_ENCRYPTION = "none";
export type EnvelopeAlgorithm = typeof NO_ENCRYPTION | typeof HPKE;

/** Bytes that encryption adds to a size class. */
const OVERHEAD = { [NO_ENCRYPTION]: 0, [HPKE]: 48 } satisfies Record<EnvelopeAlgorithm, number>;

export interface SealedBid {
  algorithm: EnvelopeAlgorithm;
  /** Base64url. */
  ciphertext: string;
  commitment: string;
  /** To keep: it opens what a lost key would close, and partners read it before they sign. */
  plaintext: SealedContent;
}

export interface SealBidOptions {
  procedureId: string;
  itemId: string;
  bidId: string;
  content: BidContent;
  mode: "off" | "platform";
  /** Base64url, of the round; needed in mode `platform`. */
  publicKey?: string | null;
}

export function sealBid(options: SealBidOptions): SealedBid {
  const { procedureId, itemId, bidId, content } = options;
  const plaintext = sealedContent.parse({
    format: "jiebang.bid/1",
    procedureId,
    itemId,
    bidId,
    salt: toBase64Url(randomBytes(32)),
    content,
  });
  return sealPlaintext(plaintext, options.mode, options.publicKey ?? null);
}

/** Seals what was prepared before; the same plaintext always has the same commitment. */
export function sealPlaintext(plaintext: SealedContent, mode: "off" | "platform", publicKey: string | null): SealedBid {
  const bytes = canonicalBytes(plaintext);
  const commitment = commitmentOfBytes(bytes);
  const padded = pad(bytes, ENVELOPE_CLASSES);
  if (mode === "off") return { algorithm: NO_ENCRYPTION, ciphertext: toBase64Url(padded), commitment, plaintext };
  if (!publicKey) throw new RangeError("a round that seals has a key");
  const sealed = hpkeSeal(fromBase64Url(publicKey), infoOf(plaintext), utf8(commitment), padded);
  return { algorithm: HPKE, ciphertext: toBase64Url(sealed), commitment, plaintext };
}

export const commitmentOfBytes = (bytes: Uint8Array): string => `${COMMITMENT_ALGORITHM}:${sha256Hex(bytes)}`;
/** The commitment of a plaintext: what partners sign, and what a handed-in plaintext must match. */
export const commitmentOf = (plaintext: SealedContent): string => commitmentOfBytes(canonicalBytes(plaintext));

/** The size class of an envelope, or null when it is not padded to one. */
export function sizeClassOf(algorithm: EnvelopeAlgorithm, length: number): number | null {
  return ENVELOPE_CLASSES.find((c) => c + OVERHEAD[algorithm] === length) ?? null;
}

export type Opened =
  | { isOk: true; plaintext: SealedContent }
  | { isOk: false; defect: "unreadable" | "commitment_mismatch" | "malformed" };

export interface OpenBidOptions {
  procedureId: string;
  itemId: string;
  bidId: string;
  algorithm: string;
  ciphertext: Uint8Array;
  commitment: string;
  privateKey: Uint8Array | null;
}

/** Opens an envelope; what is wrong comes back as a value, never as an exception, so that one bad envelope spoils no opening. */
export function openBid(options: OpenBidOptions): Opened {
  let bytes: Uint8Array;
  try {
    bytes = unpad(decrypt(options));
  } catch {
    return { isOk: false, defect: "unreadable" };
  }
  if (commitmentOfBytes(bytes) !== options.commitment) return { isOk: false, defect: "commitment_mismatch" };
  const parsed = parseJson(bytes);
  if (!parsed.success) return { isOk: false, defect: "malformed" };
  return checkBinding(parsed.data, options);
}

/** A plaintext handed in after the opening must be the very one that was sealed, for this bid. */
export function checkBinding(
  plaintext: SealedContent,
  to: { procedureId: string; itemId: string; bidId: string },
): Opened {
  const isBound =
    plaintext.procedureId === to.procedureId && plaintext.itemId === to.itemId && plaintext.bidId === to.bidId;
  return isBound ? { isOk: true, plaintext } : { isOk: false, defect: "malformed" };
}

function decrypt({ algorithm, ciphertext, privateKey, commitment, ...ids }: OpenBidOptions): Uint8Array {
  if (algorithm === NO_ENCRYPTION) return ciphertext;
  if (algorithm !== HPKE || !privateKey) throw new RangeError("no key");
  return hpkeOpen(privateKey, infoOf(ids), utf8(commitment), ciphertext);
}

function infoOf({ procedureId, itemId, bidId }: { procedureId: string; itemId: string; bidId: string }): Uint8Array {
  return canonicalBytes({ format: "jiebang.bid/1", procedureId, itemId, bidId });
}

function parseJson(bytes: Uint8Array) {
  try {
    return sealedContent.safeParse(JSON.parse(fromUtf8(bytes)));
  } catch {
    return sealedContent.safeParse(null);
  }
}
