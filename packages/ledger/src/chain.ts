import { canonicalBytes, hashOf } from "./canonical.ts";
import { verifySignature } from "./signing.ts";

// A ledger is a chain: each event's hash covers the one before. Heads are signed at each stage end and printed on
// announcements, receipts and notices, so that not even an administrator can rewrite what came before unseen.

export interface LedgerEvent {
  seq: number;
  /** ISO 8601 with Z. */
  at: string;
  type: string;
  /** Ids, pseudonyms and salted commitments only. */
  payload: Record<string, unknown>;
  prevHash: string;
  hash: string;
}

export interface LedgerSignature {
  seq: number;
  stageKey: string;
  at: string;
  keyId: string;
  algorithm: string;
  head: string;
  signature: string;
}

export interface LedgerExport {
  format: "jiebang.ledger/1";
  procedureId: string;
  roundNumber: string | null;
  events: LedgerEvent[];
  signatures: LedgerSignature[];
  keys: { keyId: string; algorithm: string; publicKey: string }[];
}

export const GENESIS = `sha-256:${"0".repeat(64)}`;

/** The next link. */
export function linkEvent(
  procedureId: string,
  before: Pick<LedgerEvent, "seq" | "hash"> | null,
  event: Pick<LedgerEvent, "at" | "type" | "payload">,
): LedgerEvent {
  const link = { seq: (before?.seq ?? 0) + 1, ...event, prevHash: before?.hash ?? GENESIS };
  return { ...link, hash: eventHash(procedureId, link) };
}

export function eventHash(procedureId: string, event: Omit<LedgerEvent, "hash">): string {
  const { seq, at, type, payload, prevHash } = event;
  return hashOf({ format: "jiebang.event/1", procedureId, seq, at, type, payload, prevHash });
}

/** What is signed at a stage end. */
export function headBytes(procedureId: string, s: Omit<LedgerSignature, "signature">): Uint8Array {
  const { seq, stageKey, at, keyId, algorithm, head } = s;
  return canonicalBytes({ format: "jiebang.head/1", procedureId, seq, stageKey, at, keyId, algorithm, head });
}

export type Verdict =
  | { isOk: true; seq: number; head: string; signed: number }
  | { isOk: false; seq: number; reason: VerdictReason; expected: string; found: string; signature?: number };
export type VerdictReason =
  | "sequence"
  | "time_backwards"
  | "link"
  | "hash"
  | "signature_head"
  | "signature_key"
  | "signature"
  | "head_expected";

/** What an OK does not prove; shown beside it. Keys of i18n under `ledger.limit_`. */
export const LIMITS = ["content_true", "events_complete", "key_owner"] as const;

export interface Expectation {
  /** Public keys known from elsewhere (keyId → base64url); without it those in the export are believed. */
  keys?: Record<string, string>;
  /** A head printed on paper, and its number. */
  head?: { seq: number; head: string };
}

/** OK, or the first difference. Pure: what it needs comes in. */
export function verifyChain(ledger: LedgerExport, expected: Expectation = {}): Verdict {
  let before: LedgerEvent | null = null;
  for (const event of ledger.events) {
    const seq: number = (before?.seq ?? 0) + 1;
    const prevHash: string = before?.hash ?? GENESIS;
    if (event.seq !== seq) return different(seq, "sequence", String(seq), String(event.seq));
    if (before && event.at < before.at) return different(seq, "time_backwards", before.at, event.at);
    if (event.prevHash !== prevHash) return different(seq, "link", prevHash, event.prevHash);
    const hash = eventHash(ledger.procedureId, event);
    if (event.hash !== hash) return different(seq, "hash", hash, event.hash);
    before = event;
  }
  for (const [i, s] of ledger.signatures.entries()) {
    const head = ledger.events[s.seq - 1]?.hash ?? "";
    if (s.head !== head) return different(s.seq, "signature_head", head, s.head, i);
    const named = ledger.keys.find((k) => k.keyId === s.keyId);
    const publicKey = expected.keys ? expected.keys[s.keyId] : named?.publicKey;
    if (!publicKey || named?.algorithm !== s.algorithm || named.publicKey !== publicKey)
      return different(s.seq, "signature_key", publicKey ?? "", named?.publicKey ?? "", i);
    if (!verifySignature(s.algorithm, publicKey, headBytes(ledger.procedureId, s), s.signature))
      return different(s.seq, "signature", "", s.signature, i);
  }
  if (expected.head) {
    const found = ledger.events[expected.head.seq - 1]?.hash ?? "";
    if (found !== expected.head.head) return different(expected.head.seq, "head_expected", expected.head.head, found);
  }
  return { isOk: true, seq: before?.seq ?? 0, head: before?.hash ?? GENESIS, signed: ledger.signatures.length };
}

function different(
  seq: number,
  reason: VerdictReason,
  expected: string,
  found: string,
  signature?: number,
): Verdict & { isOk: false } {
  return { isOk: false, seq, reason, expected, found, ...(signature === undefined ? {} : { signature }) };
}
