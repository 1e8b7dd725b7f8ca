import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, hashOf } from "./canonical.ts";
import { GENESIS, headBytes, type LedgerEvent, type LedgerExport, linkEvent, verifyChain } from "./chain.ts";
import { fromBase64Url, fromHex, toBase64Url, toHex, utf8 } from "./encoding.ts";
import { hpkeOpen, hpkeSeal } from "./hpke.ts";
import { unwrapKey, wrapKey } from "./key-wrapping.ts";
import { createSigningKey, signBytes, verifySignature } from "./signing.ts";

function ledgerOf(payloads: Record<string, unknown>[], signedAt: number[]): LedgerExport {
  const procedureId = "prc_1";
  const key = createSigningKey();
  const events: LedgerEvent[] = [];
  for (const [i, payload] of payloads.entries()) {
    const at = new Date(Date.UTC(2026, 0, 1) + i * 1000).toISOString();
    events.push(linkEvent(procedureId, events.at(-1) ?? null, { at, type: "round.test", payload }));
  }
  const signatures = signedAt.map((seq) => {
    const head = {
      seq,
      stageKey: "bid",
      at: events[seq - 1]!.at,
      keyId: "key_1",
      algorithm: key.algorithm,
      head: events[seq - 1]!.hash,
    };
    return { ...head, signature: signBytes(key.algorithm, key.privateKey, headBytes(procedureId, head)) };
  });
  return {
    format: "jiebang.ledger/1",
    procedureId,
    roundNumber: null,
    events,
    signatures,
    keys: [{ keyId: "key_1", algorithm: key.algorithm, publicKey: key.publicKey }],
  };
}

describe("canonical JSON", () => {
  it("gives the text of RFC 8785, section 3.2.3", () => {
    const value = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it("hashes with the name of the algorithm", () => {
    expect(hashOf({ b: 1, a: "榜" })).toBe(hashOf({ a: "榜", b: 1 }));
    expect(hashOf("")).toBe("sha-256:12ae32cb1ec02d01eda3581b127c1fee3b0dc53572ed6baf239721a03d82e126");
  });
});

describe("HPKE", () => {
  const vector = {
    skE: "f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600",
    skR: "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb",
    pkR: "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a",
    info: "4f6465206f6e2061204772656369616e2055726e",
    enc: "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a",
    aad: "436f756e742d30",
    pt: "4265617574792069732074727574682c20747275746820626561757479",
    ct: "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28",
  };

  it("seals and opens the published vector of RFC 9180, A.2.1.1", () => {
    const [info, aad, pt] = [fromHex(vector.info), fromHex(vector.aad), fromHex(vector.pt)];
    const sealed = hpkeSeal(fromHex(vector.pkR), info, aad, pt, fromHex(vector.skE));
    expect(toHex(sealed)).toBe(vector.enc + vector.ct);
    expect(toHex(hpkeOpen(fromHex(vector.skR), info, aad, sealed))).toBe(vector.pt);
  });

  it("opens nothing when one bit of it differs", () => {
    const sealed = fromHex(vector.enc + vector.ct);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: sealed.length * 8 - 1 }), (bit) => {
        // The highest bit of an X25519 point is ignored by RFC 7748, but it is part of the KEM context.
        const broken = sealed.slice();
        broken[bit >> 3]! ^= 1 << (bit & 7);
        expect(() => hpkeOpen(fromHex(vector.skR), fromHex(vector.info), fromHex(vector.aad), broken)).toThrow();
      }),
      { numRuns: 60 },
    );
  });
});

describe("signatures", () => {
  it("verify the published vector of RFC 8032, 7.1, test 2", () => {
    const publicKey = toBase64Url(fromHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
    const secret = fromHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    const signature = signBytes("ed25519", secret, Uint8Array.of(0x72));
    expect(toHex(fromBase64Url(signature))).toBe(
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    );
    expect(verifySignature("ed25519", publicKey, Uint8Array.of(0x72), signature)).toBe(true);
    expect(verifySignature("ed25519", publicKey, Uint8Array.of(0x73), signature)).toBe(false);
    expect(verifySignature("sm2", publicKey, Uint8Array.of(0x72), signature)).toBe(false);
  });
});

describe("a wrapped key", () => {
  it("comes back with its secret and purpose only", () => {
    const key = utf8("k".repeat(32));
    const wrapped = wrapKey("secret", "round:rnd_1", key);
    expect(unwrapKey("secret", "round:rnd_1", wrapped)).toEqual(key);
    expect(() => unwrapKey("other", "round:rnd_1", wrapped)).toThrow();
    expect(() => unwrapKey("secret", "round:rnd_2", wrapped)).toThrow();
  });
});

describe("the chain", () => {
  it("begins at the genesis and verifies", () => {
    const ledger = ledgerOf([{ item: "itm_1" }, { n: 2 }, {}], [2]);
    expect(ledger.events[0]!.prevHash).toBe(GENESIS);
    expect(verifyChain(ledger)).toEqual({ isOk: true, seq: 3, head: ledger.events[2]!.hash, signed: 1 });
    expect(verifyChain({ ...ledger, events: [], signatures: [] })).toEqual({
      isOk: true,
      seq: 0,
      head: GENESIS,
      signed: 0,
    });
  });

  it("misses a printed head when its tail was cut off or rewritten", () => {
    const ledger = ledgerOf([{ n: 1 }, { n: 2 }, { n: 3 }], []);
    const head = { seq: 3, head: ledger.events[2]!.hash };
    expect(verifyChain({ ...ledger, events: ledger.events.slice(0, 2) }, { head })).toMatchObject({
      isOk: false,
      reason: "head_expected",
      seq: 3,
    });
    const rewritten = ledgerOf([{ n: 1 }, { n: 2 }, { n: 4 }], []);
    expect(verifyChain(rewritten, { head })).toMatchObject({ isOk: false, reason: "head_expected" });
  });

  it("does not believe a key that is not the known one", () => {
    const ledger = ledgerOf([{ n: 1 }], [1]);
    expect(verifyChain(ledger, { keys: { key_1: createSigningKey().publicKey } })).toMatchObject({
      isOk: false,
      reason: "signature_key",
    });
  });

  it("finds any flipped value, and names the first event that differs", () => {
    const ledger = ledgerOf(
      [{ item: "itm_1", n: 1 }, { commitment: "sha-256:aa" }, { nested: { list: [1, "二"] } }, { end: true }],
      [2, 4],
    );
    const paths = leaves(ledger).filter((p) => p[0] !== "format" && p[0] !== "roundNumber");
    expect(paths.length).toBeGreaterThan(30);
    fc.assert(
      fc.property(fc.constantFrom(...paths), (path) => {
        const verdict = verifyChain(flip(structuredClone(ledger), path));
        expect(verdict.isOk).toBe(false);
        if (path[0] === "events" && !verdict.isOk) expect(verdict.seq).toBeLessThanOrEqual(Number(path[1]) + 2);
      }),
      { numRuns: 1000 },
    );
  });

  it("does not take a second spelling of a key or signature for the first", () => {
    const last = (text: string) => text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + 1);
    for (let i = 0; i < 50; i++) {
      const ledger = ledgerOf([{ n: i }], [1]);
      const [key] = ledger.keys;
      const [signature] = ledger.signatures;
      const respelled = { ...ledger, keys: [{ ...key!, publicKey: last(key!.publicKey) }] };
      expect(verifyChain(respelled).isOk).toBe(false);
      expect(
        verifyChain({ ...ledger, signatures: [{ ...signature!, signature: last(signature!.signature) }] }).isOk,
      ).toBe(false);
    }
  });

  it("finds an event that was taken out, put in or exchanged", () => {
    const ledger = ledgerOf([{ n: 1 }, { n: 2 }, { n: 3 }], []);
    const [a, b, c] = ledger.events as [LedgerEvent, LedgerEvent, LedgerEvent];
    for (const events of [
      [a, c],
      [b, c],
      [a, a, b, c],
      [b, a, c],
      [a, c, b],
    ])
      expect(verifyChain({ ...ledger, events }).isOk).toBe(false);
  });
});

type Path = (string | number)[];
function leaves(value: unknown, path: Path = []): Path[] {
  if (value === null || typeof value !== "object") return [path];
  return Object.entries(value).flatMap(([k, v]) => leaves(v, [...path, k]));
}
function flip<T>(root: T, path: Path): T {
  let at = root as Record<string, unknown>;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string, unknown>;
  const last = path.at(-1)!;
  const before = at[last];
  at[last] = typeof before === "number" ? before + 1 : typeof before === "boolean" ? !before : changed(String(before));
  return root;
}
const changed = (text: string) => (text.endsWith("1") ? `${text.slice(0, -1)}2` : `${text.slice(0, -1)}1`);
