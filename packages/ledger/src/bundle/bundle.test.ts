import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeRandomRound } from "./testing/random-round.ts";
import { verifyBundle } from "./verify-bundle.ts";

describe("a bundle of a round that went by the rules", () => {
  it("verifies, whatever happened in it", { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { bundle, receipts } = makeRandomRound(seed);
        const verdict = verifyBundle(bundle, {
          receipts,
          heads: bundle.notices.map((n) => n.ledger),
          keys: { key_test: bundle.ledger.keys[0]!.publicKey },
        });
        expect(verdict, JSON.stringify(verdict)).toMatchObject({ isOk: true, seq: bundle.ledger.events.length });
      }),
      { numRuns: 500 },
    );
  });
});
