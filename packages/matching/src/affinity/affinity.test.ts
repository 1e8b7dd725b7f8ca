import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MatchingError } from "../kernel/matching-error.ts";
import { AFFINITY_WEIGHTS, affinity } from "./affinity.ts";
import {
  AFFINITY_PARTS,
  type AffinityContext,
  type AffinityDemand,
  type AffinityEntry,
  type AffinityOffer,
  type AffinityPartName,
  type AffinityText,
} from "./affinity.types.ts";
import { AffinityIndex, matchAll } from "./affinity-index.ts";
import { termStatistics } from "./term-statistics.ts";

/** Pairs of characters stand for the words that the search package would cut. */
const textOf = (field: AffinityText["field"], text: string): AffinityText => ({
  field,
  text,
  tokens: [...text].slice(1).map((c, i) => ({ term: text[i]! + c, start: i, end: i + 2, kind: "word" as const })),
});
const entry = (id: string, title: string, body = "", more: Partial<AffinityOffer & AffinityDemand> = {}) => ({
  id,
  texts: [textOf("title", title), textOf("body", body)],
  ...more,
});
const OFFERS = [
  entry("battery", "锂电池隔膜涂覆技术", "涂覆后隔膜热收缩率低于1%，孔隙率达到45%。"),
  entry("wheat", "小麦新品种选育", "亩产提高百分之八，抗倒伏。"),
  entry("sewage", "高盐废水零排放", "蒸发结晶，吨水能耗小于20kWh。"),
];
const DEMANDS = [entry("d-battery", "寻求锂电池隔膜涂覆", "热收缩率要低"), entry("d-ship", "船舶动力定位", "海况四级")];
const context = (more: Partial<AffinityContext> = {}): AffinityContext => ({
  weights: AFFINITY_WEIGHTS,
  statistics: termStatistics(OFFERS, DEMANDS),
  ...more,
});

const words = fc
  .array(fc.constantFrom("电池", "隔膜", "涂覆", "废水", "小麦", "5%", "≥20mm", "。"), { maxLength: 12 })
  .map((w) => w.join(""));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const code = (list: string[]) => maybe(fc.array(fc.constantFrom(...list), { maxLength: 2 }));
const anyEntry = (id: string) =>
  fc.record({
    id: fc.constant(id),
    organisation: maybe(fc.constantFrom("a", "b")),
    texts: fc.tuple(words, words).map(([title, body]) => [textOf("title", title), textOf("body", body)]),
    industry: maybe(fc.constantFrom("C", "C38", "3841", "A01", "41")),
    ipc: code(["H01M 10/0525", "H01M", "C02F 1/00", "G06"]),
    chain: code(["key_metals", "fruit"]),
    discipline: code(["110", "11014", "1101420", "210"]),
    area: maybe(fc.constantFrom("411200", "411202", "410100", "330100")),
    modes: code(["licence", "licence_sole", "development", "other"]),
    money: maybe(
      fc.record({ min: maybe(fc.integer({ min: 0, max: 90 })), max: maybe(fc.integer({ min: 90, max: 200 })) }),
    ),
    answerRate: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
    maturity: maybe(fc.double({ min: 0, max: 3, noNaN: true })),
    maturityNeeded: maybe(fc.double({ min: 0, max: 3, noNaN: true })),
    targets: maybe(
      fc.array(
        fc.constantFrom(
          { name: "废水", comparator: "ge" as const, value: "5", unit: "%" },
          { name: "隔膜", comparator: "le" as const, value: "2", unit: "cm" },
        ),
        { maxLength: 3 },
      ),
    ),
  }) as fc.Arbitrary<AffinityOffer & AffinityDemand>;
const anyWeights = fc
  .tuple(...AFFINITY_PARTS.map(() => fc.double({ min: 0, max: 100, noNaN: true })))
  .filter((values) => values.some((v) => v > 0.01))
  .map(
    (values) =>
      Object.fromEntries(AFFINITY_PARTS.map((name, i) => [name, values[i]!])) as Record<AffinityPartName, number>,
  );

describe("an affinity", () => {
  it("is the sum of its parts and nothing else, quotes what stands there, and leaves out what nobody said", () => {
    fc.assert(
      fc.property(anyEntry("o"), anyEntry("d"), anyWeights, (offer, demand, weights) => {
        const found = affinity(offer, demand, context({ weights }));
        const sum = found.parts.reduce((total, part) => total + part.weight * part.score, 0);
        expect(Math.abs(found.total - sum)).toBeLessThan(1e-12);
        expect(found.total).toBeGreaterThanOrEqual(0);
        expect(found.total).toBeLessThanOrEqual(1);
        for (const part of found.parts) expect(part.score >= 0 && part.score <= 1).toBe(true);
        const names = [...found.parts.map((p) => p.name), ...found.missing.map((m) => m.part)];
        expect(names.sort()).toEqual([...AFFINITY_PARTS].sort());
        const shares = found.parts.reduce((total, p) => total + p.weight, 0);
        if (found.parts.some((p) => weights[p.name] > 0)) expect(shares).toBeCloseTo(1, 9);
        checkQuotes(offer, demand, found);
      }),
      { numRuns: 1500 },
    );
  });

  it("does not hang on what came before, nor on the order of keys", () => {
    fc.assert(
      fc.property(anyEntry("o"), anyEntry("d"), (offer, demand) => {
        const first = affinity(offer, demand, context());
        const shuffled = Object.fromEntries(Object.entries(offer).reverse()) as unknown as AffinityOffer;
        expect(affinity(shuffled, structuredClone(demand), context())).toEqual(first);
      }),
      { numRuns: 1000 },
    );
  });

  it("counts what nobody said neither for nor against", () => {
    const [offer, demand] = [OFFERS[0]!, DEMANDS[0]!];
    const plain = affinity(offer, demand, context());
    const told = affinity({ ...offer, money: { min: 10 } }, demand, context());
    expect(told.total).toBe(plain.total);
    expect(told.missing.find((m) => m.part === "money")).toEqual({ part: "money", side: "demand", weight: 0.04 });
    expect(plain.parts.map((p) => [p.name, p.weight])).toEqual([["text", 1]]);
  });

  it("quotes the same phrase on both sides, and the shares of all phrases are the score of the words", () => {
    const found = affinity(OFFERS[0]!, DEMANDS[0]!, context());
    const [text] = found.parts;
    const phrases = text!.evidence.flatMap((e) => (e.kind === "phrase" ? [e] : []));
    expect(phrases.map((p) => p.demand[0]!.quote)).toEqual(["锂电池隔膜涂覆", "热收缩率"]);
    expect(phrases[0]!.offer[0]).toEqual({ field: "title", index: 0, start: 0, end: 7, quote: "锂电池隔膜涂覆" });
    expect(phrases.reduce((sum, p) => sum + p.share, 0)).toBeCloseTo(text!.score, 12);
  });

  it("finds targets in the text of the offer: met, missed, only named, unanswered", () => {
    const demand: AffinityDemand = {
      ...DEMANDS[0]!,
      targets: [
        { name: "热收缩率", comparator: "le", value: "2", unit: "%" },
        { name: "孔隙率", comparator: "ge", value: "50", unit: "％" },
        { name: "隔膜", comparator: "le", value: "20", unit: "μm" },
        { name: "循环寿命", comparator: "ge", value: "2000", unit: "次" },
      ],
    };
    const found = affinity(OFFERS[0]!, demand, context());
    const part = found.parts.find((p) => p.name === "targets")!;
    expect(part.evidence.map((e) => (e.kind === "target" ? [e.target, e.met, e.offer.quote] : e))).toEqual([
      [0, "met", "热收缩率低于1%"],
      [1, "missed", "孔隙率达到45%"],
      [2, "named", "隔膜"],
    ]);
    expect(part.score).toBe(0.5);
    expect(found.unansweredTargets).toEqual([3]);
  });

  it("excludes the same organisation and declared relations, in both directions, whatever the total", () => {
    const offer = { ...OFFERS[0]!, organisation: "u1" };
    const own = affinity(offer, { ...DEMANDS[0]!, organisation: "u1" }, context());
    expect([own.fits, own.exclusions]).toEqual([false, [{ kind: "same_organisation", organisation: "u1" }]]);
    const relation = { a: "f1", b: "u1", kind: "affiliate" };
    const tied = affinity(offer, { ...DEMANDS[0]!, organisation: "f1" }, context({ relations: [relation] }));
    expect([tied.fits, tied.exclusions]).toEqual([false, [{ kind: "relation", relation }]]);
    expect(affinity(offer, { ...DEMANDS[0]!, organisation: "f2" }, context({ relations: [relation] })).fits).toBe(true);
  });

  it("does not fit where nothing is shared but place and money", () => {
    const alike = { area: "411200", money: { max: 10 }, modes: ["development"], industry: "C38" };
    const found = affinity({ ...OFFERS[1]!, ...alike }, { ...DEMANDS[1]!, ...alike }, context());
    expect(found.fits).toBe(false);
  });

  it.each([
    [{ ...AFFINITY_WEIGHTS, text: Number.NaN }, "context.weights.text"],
    [{ ...AFFINITY_WEIGHTS, place: -1 }, "context.weights.place"],
    [Object.fromEntries(AFFINITY_PARTS.map((p) => [p, 0])) as typeof AFFINITY_WEIGHTS, "context.weights"],
  ])("refuses weights that cannot be, and names the place", (weights, place) => {
    expect(() => affinity(OFFERS[0]!, DEMANDS[0]!, context({ weights }))).toThrow(
      expect.objectContaining({ name: "MatchingError", place }) as MatchingError,
    );
  });
});

describe("an index of offers", () => {
  it("orders as one by one, also for entries that came late, were replaced or left", () => {
    fc.assert(
      fc.property(fc.array(anyEntry("x"), { maxLength: 12 }), anyEntry("d"), (list, demand) => {
        const offers = list.map((offer, i) => ({ ...offer, id: `o${i}` }));
        const index = new AffinityIndex("offer", context());
        for (const offer of offers) index.add(offer);
        if (offers[1]) index.remove("o1");
        if (offers[2]) index.add({ ...offers[2], texts: offers[0]!.texts });
        const standing: AffinityOffer[] = offers
          .filter((o) => o.id !== "o1")
          .map((o) => (o.id === "o2" ? { ...o, texts: offers[0]!.texts } : o));
        const one = standing
          .map((offer) => affinity(offer, demand, context()))
          .filter((a) => a.exclusions.length === 0 && (a.parts.find((p) => p.name === "text")?.score ?? 0) > 0)
          .sort((a, b) => b.total - a.total);
        const hits = index.top(demand, 20);
        expect(hits.length).toBe(one.length);
        hits.forEach((hit, i) => {
          expect(hit.total).toBeCloseTo(one[i]!.total, 5);
        });
      }),
      { numRuns: 1000 },
    );
  });

  it("finds the demands of an offer as it finds the offers of a demand", () => {
    const index = new AffinityIndex("demand", context());
    for (const demand of DEMANDS) index.add(demand);
    expect(index.top(OFFERS[0]!, 5).map((h) => h.id)).toEqual(["d-battery"]);
    expect([...matchAll(OFFERS, DEMANDS, context(), 5)].map((m) => [m.demand, m.offers.map((o) => o.offer)])).toEqual([
      ["d-battery", ["battery"]],
      ["d-ship", []],
    ]);
  });
});

function checkQuotes(offer: AffinityEntry, demand: AffinityEntry, found: ReturnType<typeof affinity>): void {
  const stands = (of: AffinityEntry, q: { field: string; index: number; start: number; end: number; quote: string }) =>
    of.texts.filter((t) => t.field === q.field)[q.index]?.text.slice(q.start, q.end) === q.quote && q.quote !== "";
  for (const { evidence } of found.parts)
    for (const e of evidence) {
      if (e.kind === "phrase") {
        expect(e.offer.every((q) => stands(offer, q)) && e.demand.every((q) => stands(demand, q))).toBe(true);
      } else if (e.kind === "target") expect(stands(offer, e.offer)).toBe(true);
    }
}
