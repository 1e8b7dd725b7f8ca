import { describe, expect, it } from "vitest";
import { type MakeEngine, makeDocument, marked, titles, useWorld } from "../kit.ts";

export function rankingContract(makeEngine: MakeEngine): void {
  describe("ranking", () => {
    const world = useWorld(makeEngine, () => [
      makeDocument({ title: "甲", body: "方案中用到了浮选。" }),
      makeDocument({ title: "乙", summary: "一种浮选药剂" }),
      makeDocument({ title: "丙", keywords: ["浮选"] }),
      makeDocument({ title: "铜矿浮选" }),
      makeDocument({ title: "赤泥制备微晶玻璃", body: "烧结。" }),
      makeDocument({ title: "赤泥堆场", body: "玻璃。" }),
      ...Array.from({ length: 20 }, (_, i) => makeDocument({ title: `别的${i}` })),
    ]);

    it("puts title before keywords before summary before body", async () => {
      const result = await world.search({ query: "浮选" });
      expect(titles(result)).toEqual(["铜矿浮选", "丙", "乙", "甲"]);
      for (const { score } of result.hits) {
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThanOrEqual(1);
      }
    });
    it("falls back to some of the words, and says so, when no text has all", async () => {
      const result = await world.search({ query: "赤泥 微晶玻璃 量子纠缠" });
      expect([titles(result)[0], result.relaxed]).toEqual(["赤泥制备微晶玻璃", true]);
    });
    it("answers a whole paragraph by what it is about", async () => {
      const query =
        "寻求以赤泥为主要原料制备微晶玻璃的成套技术。我公司是一家氧化铝生产企业，每年排出赤泥约二百万吨，堆存占地大、环境风险高，要求掺量不低于百分之五十，产品性能达到国家标准，并可提供中试场地与资金支持。";
      expect((await world.found(query))[0]).toBe("赤泥制备微晶玻璃");
    });
    it("gives a score of nothing where nothing was asked", async () =>
      expect(new Set((await world.search({})).hits.map((h) => h.score))).toEqual(new Set([0])));
  });

  describe("federation of both catalogues", () => {
    const world = useWorld(makeEngine, () => [
      makeDocument({ title: "尾矿干排技术", kind: "offer" }),
      makeDocument({ title: "尾矿干排技术", kind: "demand" }),
      makeDocument({ title: "别的", body: "尾矿", kind: "offer" }),
    ]);

    it("scores both on one scale", async () => {
      const [a, b] = (await world.search({ query: "尾矿" })).hits;
      expect([a!.score, new Set([a!.kind, b!.kind]).size]).toEqual([b!.score, 2]);
    });
    it("weighs a catalogue down", async () => {
      const { hits } = await world.search({ query: "尾矿", weights: { offer: 0.5, demand: 1 } });
      expect(hits.map((h) => h.kind)).toEqual(["demand", "offer", "offer"]);
      expect(hits[1]!.score).toBeCloseTo(hits[0]!.score / 2, 3);
    });
    it("counts, pages and counts facets as without weights", async () => {
      const spec = { query: "尾矿", weights: { offer: 0.5, demand: 1 }, facets: ["kind"] as const };
      const first = await world.search({ ...spec, limit: 2 });
      const second = await world.search({ ...spec, limit: 2, offset: 2 });
      expect([first.total, first.facets.kind, second.hits.map((h) => h.card.title)]).toEqual([
        { value: 3, exact: true },
        [{ value: "offer", count: 2 }, { value: "demand", count: 1 }],
        ["别的"],
      ]); // biome-ignore format: one facet a line
    });
    it("weighs words that are taken one by one, too", async () => {
      const { hits } = await world.search({ query: "尾矿 干排 量子", weights: { offer: 0.5, demand: 1 } });
      expect(hits.slice(0, 2).map((h) => h.kind)).toEqual(["demand", "offer"]);
    });
  });

  describe("highlights", () => {
    const world = useWorld(makeEngine, () => [
      makeDocument({ title: "基於機器視覺的½檢測", summary: "Sensors 与机器视觉" }),
      makeDocument({ title: "🚀火箭贮箱焊接🚀", summary: "焊接焊接，再焊接" }),
      makeDocument({ title: "甲", summary: "北京大学生命科学" }),
    ]);
    const first = async (query: string) => (await world.search({ query })).hits[0];

    it("stand on the right characters, in both scripts and after a character that grows", async () => {
      const hit = await first("机器视觉 sensor");
      expect([marked(hit, "title"), marked(hit, "summary")]).toEqual([["機器視覺"], ["Sensors", "机器视觉"]]);
      expect(marked(await first("检测"), "title")).toEqual(["檢測"]);
    });
    it("count an emoji as the two units that it is", async () =>
      expect((await first("贮箱"))!.highlight.title).toEqual([[4, 6]]));
    it("join what touches and mark every place", async () =>
      expect((await first("焊接"))!.highlight.summary).toEqual([[0, 4], [6, 8]])); // biome-ignore format: a line
    it("mark a phrase as a whole", async () =>
      expect(marked(await first('"大学生命"'), "summary")).toEqual(["大学生命"]));
    it("mark other names", async () => expect(marked(await first("machine vision"), "title")).toEqual(["機器視覺"]));
    it("mark nothing where nothing was asked", async () =>
      expect((await world.search({})).hits.flatMap((h) => [...h.highlight.title, ...h.highlight.summary])).toEqual([]));
  });
}
