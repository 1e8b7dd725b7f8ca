import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { draw, withReserves } from "./draw.ts";

const pool = Array.from({ length: 12 }, (_, i) => ({
  id: `expert-${i}`,
  stratum: i % 3 === 0 ? "finance" : "technology",
}));

describe("a draw", () => {
  it("is what an outsider gets who follows the description with other tools", () => {
    const seed = "ab12\n20260924 上证指数 3412.77";
    const left = pool
      .filter((p) => p.stratum === "technology")
      .map((p) => p.id)
      .sort();
    const order: string[] = [];
    for (let k = 0; left.length > 0; k++) {
      const digest = createHash("sha256").update(`${seed}\ntechnology\n${k}`, "utf8").digest("hex");
      order.push(...left.splice(Number(BigInt(`0x${digest}`) % BigInt(left.length)), 1));
    }
    const { strata, chosen } = draw({ seed, pool, seats: { technology: 5, finance: 2 } });
    expect(strata.map((s) => s.stratum)).toEqual(["finance", "technology"]);
    expect(strata[1]!.order).toEqual(order);
    expect(chosen).toHaveLength(7);
  });

  it("does not hang on the order in which candidates are given, and gives every one a place in the order", () => {
    fc.assert(
      fc.property(fc.string(), fc.shuffledSubarray(pool, { minLength: pool.length }), (seed, shuffled) => {
        const seats = { technology: 3, finance: 1 };
        const drawn = draw({ seed, pool: shuffled, seats });
        expect(drawn).toEqual(draw({ seed, pool, seats }));
        expect(drawn.strata.flatMap((s) => s.order).sort()).toEqual(pool.map((p) => p.id).sort());
      }),
      { numRuns: 1000 },
    );
  });

  it("is uniform: every candidate is drawn as often as another (chi-square over 20,000 seeds)", () => {
    const ten = Array.from({ length: 10 }, (_, i) => ({ id: `e${i}`, stratum: "s" }));
    const firsts = new Map<string, number>();
    const rounds = 20_000;
    for (let k = 0; k < rounds; k++) {
      const [first] = draw({ seed: `seed ${k}`, pool: ten, seats: { s: 1 } }).chosen;
      firsts.set(first!, (firsts.get(first!) ?? 0) + 1);
    }
    const expected = rounds / ten.length;
    const chi = ten.reduce((sum, { id }) => sum + ((firsts.get(id) ?? 0) - expected) ** 2 / expected, 0);
    expect(chi).toBeLessThan(27.88); // nine degrees of freedom, p = 0.001; the seeds are fixed
  });

  it("fills the seat of one who cannot come with the next of the same order, and says what nobody could fill", () => {
    const { strata } = draw({ seed: "s", pool, seats: { finance: 5, technology: 2 } });
    const [finance, technology] = strata;
    expect(finance!.unfilled).toBe(1);
    const absent = new Set([technology!.order[0]!]);
    expect(withReserves(technology!, absent)).toEqual(technology!.order.slice(1, 3));
  });

  it("refuses a candidate named twice and seats that are no number", () => {
    expect(() => draw({ seed: "", pool: [pool[0]!, pool[0]!], seats: {} })).toThrow("duplicate_id at pool[1]");
    expect(() => draw({ seed: "", pool, seats: { finance: 1.5 } })).toThrow("capacity_not_whole at seats.finance");
  });
});
