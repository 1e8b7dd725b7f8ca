import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchComplete } from "./complete.ts";
import { deferredAcceptance } from "./deferred-acceptance.ts";

const rows = (owners: number, others: number) =>
  fc
    .array(
      fc.shuffledSubarray(
        Array.from({ length: others }, (_, k) => k),
        { minLength: others },
      ),
      {
        minLength: owners,
        maxLength: owners,
      },
    )
    .map((lists) => Int32Array.from(lists.flat()));
const offsets = (owners: number, others: number) => Int32Array.from({ length: owners + 1 }, (_, i) => i * others);

describe("complete lists", () => {
  it("give by their own short way what compressed lists give", () => {
    fc.assert(
      fc.property(
        fc
          .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
          .chain(([n, m]) => fc.record({ n: fc.constant(n), m: fc.constant(m), p: rows(n, m), r: rows(m, n) })),
        ({ n, m, p, r }) => {
          const found = matchComplete({ proposers: p, receivers: r, count: { proposers: n, receivers: m } });
          const general = deferredAcceptance({
            proposers: { offsets: offsets(n, m), to: p, capacity: 1 },
            receivers: { offsets: offsets(m, n), to: r, capacity: 1 },
          });
          expect([...found].map((h) => (h < 0 ? [] : [h]))).toEqual(
            Array.from({ length: n }, (_, i) => [
              ...general.partners.subarray(general.offsets[i], general.offsets[i + 1]),
            ]),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["somebody twice", [0, 0], [0, 1], "duplicate_in_list at proposers[0][1]"],
    ["a stranger", [0, 1], [0, 2], "unknown_id at receivers[1][0]"],
    ["nobody by a negative number", [0, -1], [0, 1], "unknown_id at proposers[0][1]"],
    ["a row too short", [0], [0, 1], "shape at proposers"],
  ])("with %s are named by the place", (_, own, other, message) => {
    const proposers = own.length === 2 ? [...own, 0, 1] : own;
    expect(() =>
      matchComplete({
        proposers: Int32Array.from(proposers),
        receivers: Int32Array.from([0, 1, ...[...other].reverse()]),
        count: { proposers: 2, receivers: 2 },
      }),
    ).toThrow(message);
  });
});
