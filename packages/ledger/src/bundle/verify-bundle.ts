// By its file: the page that verifies needs this schema and not the whole domain.
import { type RoundBundle, roundBundle } from "@jiebang/domain/bundle/bundle.schema.ts";
import { verifyChain } from "../chain.ts";
import { verifyReceipt } from "../receipt.ts";
import { SIGNATURE_ALGORITHM, verifySignature } from "../signing.ts";
import { type BundleExpectation, type BundleVerdict, Difference, expectEqual } from "./bundle-verdict.ts";
import type { Replay, Rules } from "./replay.ts";
import { rulesOfBids } from "./rules-of-bids.ts";
import { rulesOfItems } from "./rules-of-items.ts";
import { checkDisclosures, rulesOfReleases } from "./rules-of-releases.ts";
import { rulesOfStages } from "./rules-of-stages.ts";
import { bundleHash, sealBytes } from "./seal-bundle.ts";

const RULES: Rules = { ...rulesOfStages, ...rulesOfItems, ...rulesOfBids, ...rulesOfReleases };

/**
 * Goes through a round again: chain and signatures, everything frozen against its hash, every event against the rules of
 * the template, every opening, release and notice against what led to it, and all of it against what somebody knows from
 * paper. OK, or the first difference with its place. Pure: the same on a server, a command line and a page without network.
 */
export function verifyBundle(value: unknown, expected: BundleExpectation = {}): BundleVerdict {
  try {
    const bundle = shaped(value);
    checkChain(bundle, expected);
    const replay = replayEvents(bundle);
    checkHeads(bundle, expected);
    checkReceipts(bundle, expected);
    checkSeal(bundle, expected);
    const { events, signatures, roundNumber } = bundle.ledger;
    const last = events.at(-1)!;
    return {
      isOk: true,
      round: roundNumber,
      seq: last.seq,
      head: last.hash,
      counted: {
        events: events.length,
        signatures: signatures.length,
        items: replay.items.size,
        bids: replay.bids.size,
        releases: replay.releases.length,
        notices: bundle.notices.length,
      },
    };
  } catch (error) {
    if (error instanceof Difference) return error.difference;
    throw error;
  }
}

/** The value as it came, once its shape is known to be right: hashes are of what stands there, not of a reading of it. */
function shaped(value: unknown): RoundBundle {
  const parsed = roundBundle.safeParse(value);
  if (parsed.success) return value as RoundBundle;
  const issue = parsed.error.issues[0]!;
  const keys = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]!] : issue.path;
  throw new Difference(pathText(keys), "shape", "", issue.message);
}

function pathText(keys: PropertyKey[]): string {
  return keys.map((k, i) => (typeof k === "number" ? `[${k}]` : `${i > 0 ? "." : ""}${String(k)}`)).join("") || "$";
}

function checkChain({ ledger }: RoundBundle, { keys }: BundleExpectation): void {
  for (const [i, { keyId, algorithm }] of ledger.signatures.entries()) {
    const isKnown = keys ? keyId in keys : ledger.keys.some((k) => k.keyId === keyId);
    if (!isKnown) throw new Difference(`ledger.signatures[${i}].keyId`, "signature_key", "a known key", keyId);
    expectEqual(`ledger.signatures[${i}].algorithm`, "signature_key", SIGNATURE_ALGORITHM, algorithm);
  }
  const verdict = verifyChain(ledger, { keys });
  if (verdict.isOk) return;
  const { seq, reason, expected, found, signature } = verdict;
  const path = signature === undefined ? `ledger.events[${seq - 1}]` : `ledger.signatures[${signature}]`;
  throw new Difference(reason === "signature_key" ? "ledger.keys" : path, reason, expected, found);
}

function replayEvents(bundle: RoundBundle): Replay {
  const first = bundle.template.content.stages[0]!;
  const replay: Replay = {
    bundle,
    stage: first.key,
    bidClosesAt: null,
    announcedAtSeq: null,
    items: new Map(),
    bids: new Map(),
    releases: [],
    isOver: false,
  };
  checkDisclosures(replay);
  expectEqual("ledger.events[0].type", "event_unknown", "round.created", bundle.ledger.events[0]!.type);
  for (const [i, event] of bundle.ledger.events.entries()) {
    const path = `ledger.events[${i}]`;
    const rule = RULES[event.type];
    if (!rule) throw new Difference(`${path}.type`, "event_unknown", "", event.type);
    rule({ event, path, replay });
  }
  const { ledger, notices } = bundle;
  if (replay.announcedAtSeq === null) throw new Difference("ledger.events", "event_unknown", "round.announced", "");
  const published = ledger.events.filter((e) => e.type === "notice.published").length;
  expectEqual("notices", "notice_differs", published, notices.length);
  return replay;
}

/** The end of every stage that was left is signed: a chain cut or rewritten by somebody without the key lacks one. */
function checkHeads({ ledger }: RoundBundle, { heads = [] }: BundleExpectation): void {
  for (const event of ledger.events) {
    if (event.type !== "stage.turned") continue;
    if (!ledger.signatures.some((s) => s.seq === event.seq && s.stageKey === event.payload.from))
      throw new Difference("ledger.signatures", "unsigned_tail", `${event.seq} ${event.payload.from}`, "");
  }
  for (const { seq, head } of heads) {
    const found = ledger.events[seq - 1]?.hash ?? "";
    if (found !== head) throw new Difference(`ledger.events[${seq - 1}]`, "head_expected", head, found);
  }
}

/** An own receipt: signed by the platform, and the chain must hold that very envelope at that very place. */
function checkReceipts({ ledger }: RoundBundle, { receipts = [], keys }: BundleExpectation): void {
  for (const [i, receipt] of receipts.entries()) {
    const place = `receipts[${i}]`;
    if (!verifyReceipt(receipt, keys?.[receipt.keyId] ?? receipt.publicKey))
      throw new Difference(place, "receipt_invalid", "", receipt.signature);
    expectEqual(place, "receipt_differs", receipt.procedureId, ledger.procedureId);
    const index = receipt.ledger.seq - 1;
    const event = ledger.events[index];
    const path = `ledger.events[${index}]`;
    expectEqual(path, "receipt_differs", receipt.ledger.head, event?.hash ?? "");
    const { bid, item, seq, commitment } = event!.payload;
    expectEqual(
      `${path}.payload`,
      "receipt_differs",
      { bid: receipt.bidId, item: receipt.itemId, seq: receipt.seq, commitment: receipt.commitment },
      { bid, item, seq, commitment },
    );
  }
}

function checkSeal({ seal, ...rest }: RoundBundle, { keys }: BundleExpectation): void {
  expectEqual("seal.hash", "seal", bundleHash(rest), seal.hash);
  const named = rest.ledger.keys.find((k) => k.keyId === seal.keyId);
  const publicKey = keys ? keys[seal.keyId] : named?.publicKey;
  const isSigned =
    publicKey !== undefined &&
    named?.publicKey === publicKey &&
    named.algorithm === seal.algorithm &&
    verifySignature(seal.algorithm, publicKey, sealBytes(seal.keyId, seal.algorithm, seal.hash), seal.signature);
  if (!isSigned) throw new Difference("seal.signature", "seal", publicKey ?? "", seal.signature);
}
