import { type BidContent, bidContent } from "@jiebang/domain";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase64Url, toBase64Url, utf8 } from "./encoding.ts";
import { checkBinding, commitmentOf, openBid, sealBid, sealPlaintext, sizeClassOf } from "./envelope.ts";
import { createHpkeKey, HPKE } from "./hpke.ts";
import { ENVELOPE_CLASSES, pad, unpad } from "./padding.ts";
import { signReceipt, verifyReceipt } from "./receipt.ts";
import { isSealedFileSize, openFile, sealFile } from "./sealed-file.ts";
import { createSigningKey } from "./signing.ts";

const ids = { procedureId: "prc_1", itemId: "itm_1", bidId: "bid_1" };
const content = (approach = "浮选尾矿中金的回收：先磨后浸"): BidContent =>
  bidContent.parse({
    title: "尾矿提金",
    approach,
    durationMonths: 12,
    ip: "共有",
    contact: { name: "王工", phone: "13800000000" },
  });

describe("an envelope", () => {
  const key = createHpkeKey();
  const publicKey = toBase64Url(key.publicKey);

  it("opens with the round's key to exactly what was sealed", () => {
    const sealed = sealBid({ ...ids, content: content(), mode: "platform", publicKey });
    const ciphertext = fromBase64Url(sealed.ciphertext);
    expect(sealed.algorithm).toBe(HPKE);
    expect(sizeClassOf(HPKE, ciphertext.length)).toBe(4096);
    expect(Buffer.from(ciphertext).includes("尾矿")).toBe(false);
    const opened = openBid({
      ...ids,
      algorithm: HPKE,
      ciphertext,
      commitment: sealed.commitment,
      privateKey: key.privateKey,
    });
    expect(opened).toEqual({ isOk: true, plaintext: sealed.plaintext });
  });

  it("has another commitment each time, because its salt is inside", () => {
    const [a, b] = [1, 2].map(() => sealBid({ ...ids, content: content(), mode: "off" }));
    expect(a!.commitment).not.toBe(b!.commitment);
    expect(commitmentOf(a!.plaintext)).toBe(a!.commitment);
  });

  it("opens for no other bid, no other commitment and no other key", () => {
    const sealed = sealBid({ ...ids, content: content(), mode: "platform", publicKey });
    const base = {
      ...ids,
      algorithm: HPKE,
      ciphertext: fromBase64Url(sealed.ciphertext),
      commitment: sealed.commitment,
    };
    const unreadable = { isOk: false, defect: "unreadable" };
    expect(openBid({ ...base, privateKey: createHpkeKey().privateKey })).toEqual(unreadable);
    expect(openBid({ ...base, privateKey: null })).toEqual(unreadable);
    expect(openBid({ ...base, bidId: "bid_2", privateKey: key.privateKey })).toEqual(unreadable);
    expect(openBid({ ...base, commitment: `sha-256:${"0".repeat(64)}`, privateKey: key.privateKey })).toEqual(
      unreadable,
    );
  });

  it("tells a wrong commitment and a foreign content apart in mode off", () => {
    const sealed = sealBid({ ...ids, content: content(), mode: "off" });
    const base = {
      ...ids,
      algorithm: "none",
      ciphertext: fromBase64Url(sealed.ciphertext),
      commitment: sealed.commitment,
      privateKey: null,
    };
    expect(openBid({ ...base, commitment: `sha-256:${"0".repeat(64)}` })).toEqual({
      isOk: false,
      defect: "commitment_mismatch",
    });
    expect(openBid({ ...base, itemId: "itm_2" })).toEqual({ isOk: false, defect: "malformed" });
    expect(checkBinding(sealed.plaintext, ids).isOk).toBe(true);
  });

  it("has one of few lengths, whatever it says", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 19_000 }), (n) => {
        const sealed = sealBid({ ...ids, content: content("长".repeat(n)), mode: "platform", publicKey });
        expect(sizeClassOf(HPKE, fromBase64Url(sealed.ciphertext).length)).not.toBeNull();
      }),
      { numRuns: 20 },
    );
  });

  it("keeps its commitment when the same plaintext is sealed again", () => {
    const first = sealBid({ ...ids, content: content(), mode: "platform", publicKey });
    expect(sealPlaintext(first.plaintext, "platform", publicKey).commitment).toBe(first.commitment);
  });
});

describe("padding", () => {
  it("gives back what was padded, and refuses what was tampered with", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 9000 }), (bytes) => {
        const padded = pad(bytes, ENVELOPE_CLASSES);
        expect(unpad(padded)).toEqual(bytes);
        padded[padded.length - 1] = 1;
        if (bytes.length + 4 < padded.length) expect(() => unpad(padded)).toThrow();
      }),
      { numRuns: 50 },
    );
    expect(() => pad(new Uint8Array(2 ** 20), ENVELOPE_CLASSES)).toThrow("too large");
  });
});

describe("a sealed file", () => {
  it("opens with the key and hash in the envelope, and has a padded size", () => {
    const bytes = utf8("检测报告".repeat(500));
    const sealed = sealFile(bytes);
    expect(isSealedFileSize(sealed.ciphertext.length)).toBe(true);
    expect(isSealedFileSize(bytes.length)).toBe(false);
    expect(openFile(sealed.ciphertext, sealed)).toEqual(bytes);
    expect(() => openFile(sealed.ciphertext, { ...sealed, sha256: "0".repeat(64) })).toThrow("another file");
    expect(() => openFile(sealed.ciphertext, { ...sealed, key: sealFile(bytes).key })).toThrow();
  });
});

describe("a receipt", () => {
  it("verifies as issued and in no other form", () => {
    const key = createSigningKey();
    const receipt = signReceipt(
      {
        format: "jiebang.receipt/1",
        ...ids,
        roundNumber: "JB-2026-00001",
        itemNumber: 1,
        seq: 1,
        commitment: `sha-256:${"a".repeat(64)}`,
        sealedAt: "2026-11-23T08:00:00.000Z",
        ledger: { seq: 9, head: "sha-256:bb" },
        keyId: "key_1",
        publicKey: key.publicKey,
        algorithm: key.algorithm,
      },
      key.privateKey,
    );
    expect(verifyReceipt(receipt)).toBe(true);
    expect(verifyReceipt({ ...receipt, sealedAt: "2026-11-23T07:00:00.000Z" })).toBe(false);
    expect(verifyReceipt(receipt, createSigningKey().publicKey)).toBe(false);
  });
});
