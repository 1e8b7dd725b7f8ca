import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aggregate, type ScoreSheet } from "./aggregate.ts";

const criteria = [
  { id: "need", weight: "0.3", least: "0", most: "100" },
  { id: "plan", weight: "0.7", least: "0", most: "100" },
];
const sheet = (subject: string, expert: string, need: string | null, plan: string | null): ScoreSheet => ({
  subject,
  expert,
  scores: { need, plan },
});

describe("score sheets", () => {
  const sheets = [
    sheet("A", "e1", "80", "90"), // 87
    sheet("A", "e2", "70.5", "60"), // 63.15
    sheet("A", "e3", "100", "100"), // 100
    sheet("A", "e4", "90", null),
    sheet("B", "e1", "83.5", "83.5"),
    sheet("B", "e2", "83.5", "83.5"),
  ];

  it("give a mean, a median and a trimmed mean, exactly, with incomplete sheets named and left out", () => {
    const scores = (method: "mean" | "median" | "trimmed") =>
      aggregate({ criteria, sheets, aggregation: method === "trimmed" ? { method, each: 1 } : { method } }).map((s) => [
        s.subject,
        s.score,
        s.rank,
      ]);
    expect(scores("mean")).toEqual([
      ["B", "83.50", 1],
      ["A", "83.38", 2],
    ]);
    expect(scores("median")).toEqual([
      ["A", "87.00", 1],
      ["B", "83.50", 2],
    ]);
    expect(scores("trimmed")).toEqual([
      ["A", "87.00", 1],
      ["B", null, null],
    ]);
    expect(aggregate({ criteria, sheets, aggregation: { method: "mean" } })[1]).toMatchObject({
      totals: [
        { expert: "e2", total: "63.15" },
        { expert: "e1", total: "87.00" },
        { expert: "e3", total: "100.00" },
      ],
      incomplete: [{ expert: "e4", missing: ["plan"] }],
    });
  });

  it("share a rank only when the exact scores are equal, not when the rounded ones are", () => {
    const close = [
      sheet("A", "e", "80.004", "80.004"),
      sheet("B", "e", "80.001", "80.001"),
      sheet("C", "e", "80.001", "80.001"),
    ];
    expect(
      aggregate({ criteria, sheets: close, aggregation: { method: "mean" } }).map((s) => [s.subject, s.score, s.rank]),
    ).toEqual([
      ["A", "80.00", 1],
      ["B", "80.00", 2],
      ["C", "80.00", 2],
    ]);
  });

  it("round a half upwards, as by hand: 0.1 and 0.2 do what they say", () => {
    const one = [{ id: "x", weight: "1", least: "0", most: "10" }];
    const of = (...values: string[]) =>
      aggregate({
        criteria: one,
        sheets: values.map((x, k) => ({ subject: "S", expert: `e${k}`, scores: { x } })),
        aggregation: { method: "mean" },
      })[0]!.score;
    expect([of("1.005"), of("0.1", "0.2"), of("2.675")]).toEqual(["1.01", "0.15", "2.68"]);
  });

  it("refuse what is out of scale, no number, or given twice, by its place", () => {
    const run =
      (...s: ScoreSheet[]) =>
      () =>
        aggregate({ criteria, sheets: s, aggregation: { method: "mean" } });
    expect(run(sheet("A", "e", "101", "1"))).toThrow("out_of_range at sheets[0].scores.need: 101");
    expect(run(sheet("A", "e", "1e2", "1"))).toThrow("not_a_number at sheets[0].scores.need");
    expect(run(sheet("A", "e", "1", "1"), sheet("A", "e", "2", "2"))).toThrow("duplicate_id at sheets[1]");
  });

  it("do not hang on the order in which sheets came, and stay between the lowest and the highest total", () => {
    const score = fc.integer({ min: 0, max: 10_000 }).map((n) => (n / 100).toFixed(2));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(score, score), { minLength: 1, maxLength: 9 }),
        fc.constantFrom("mean" as const, "median" as const),
        fc.infiniteStream(fc.nat()),
        (values, method, stream) => {
          const own = values.map(([need, plan], k) => sheet("S", `e${k}`, need, plan));
          const shuffled = own
            .map((s) => [stream.next().value as number, s] as const)
            .sort(([a], [b]) => a - b)
            .map(([, s]) => s);
          const [result] = aggregate({ criteria, sheets: own, aggregation: { method }, decimals: 6 });
          expect(aggregate({ criteria, sheets: shuffled, aggregation: { method }, decimals: 6 })[0]).toEqual(result);
          const totals = result!.totals.map((t) => Number(t.total));
          expect(Number(result!.score)).toBeGreaterThanOrEqual(Math.min(...totals) - 1e-6);
          expect(Number(result!.score)).toBeLessThanOrEqual(Math.max(...totals) + 1e-6);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
