import { describe, expect, it } from "vitest";
import { type MakeEngine, makeDocument, titles, useWorld } from "../kit.ts";

/** Each case first makes what could leak, and looks that it would. */
export function leaksContract(makeEngine: MakeEngine): void {
  describe("an entry that does not exist for this reader", () => {
    const secret = makeDocument({
      title: "磁悬浮飞轮储能",
      titleEn: "Flywheel",
      keywords: ["飞轮"],
      names: ["隐山重工"],
      facets: { chain: "copper", organisation: "org_secret" },
    });
    const open = makeDocument({ title: "磁悬浮轴承", facets: { chain: "gold" } });
    const world = useWorld(makeEngine, () => [secret, open]);
    const without = [secret.id];

    it("is in no list and in no total", async () => {
      expect((await world.search({ query: "磁悬浮" })).total.value).toBe(2);
      for (const query of ["磁悬浮", ""]) {
        const result = await world.search({ query, without });
        expect([titles(result), result.total]).toEqual([[open.title], { value: 1, exact: true }]);
      }
      expect(await world.engine.listIds({ query: "磁悬浮", without })).toEqual([open.id]);
    });
    it("is counted in no facet, with words, without, and in no facet's search", async () => {
      for (const query of ["磁悬浮", ""]) {
        expect((await world.search({ query, facets: ["chain"] })).facets.chain?.length).toBe(2);
        const { facets } = await world.search({ query, facets: ["chain"], without });
        expect(facets.chain).toEqual([{ value: "gold", count: 1 }]);
      }
      expect((await world.engine.facetSearch({ facet: "organisation", among: ["org_secret"] })).values.length).toBe(1);
      expect(
        (await world.engine.facetSearch({ facet: "organisation", among: ["org_secret"], without })).values,
      ).toEqual([]);
      expect((await world.engine.facetSearch({ facet: "chain", without })).values).toEqual([
        { value: "gold", count: 1 },
      ]);
    });
    it("is not suggested, nor are its keyword, its poster and its number", async () => {
      for (const input of ["磁悬浮飞", "飞轮", "fly", "feilun", "隐山", secret.number]) {
        expect((await world.engine.suggest(input)).length, input).toBeGreaterThan(0);
        expect(await world.engine.suggest(input, { without }), input).toEqual([]);
      }
    });
    it("makes no correction", async () => {
      expect((await world.search({ query: "飞伦" })).corrected).toBe("飞轮");
      const result = await world.search({ query: "飞伦", without });
      expect([result.hits, result.total.value, result.corrected]).toEqual([[], 0, undefined]);
    });
    it("is like nothing, and nothing is told of it", async () => {
      const related = (await world.engine.similar(open.id)).hits.map((h) => h.id);
      expect(related).toEqual([secret.id]);
      expect((await world.engine.similar(open.id, { without })).hits).toEqual([]);
      expect((await world.engine.similar(secret.id, { without })).hits).toEqual([]);
    });
    it("is not found by its number or by words that only it has", async () => {
      for (const query of [secret.number, "飞轮", "flywheel", '"飞轮"', "flywhel", "飞轮 量子"]) {
        expect((await world.search({ query })).total.value, query).toBe(1);
        expect((await world.search({ query, without })).total.value, query).toBe(0);
      }
    });
  });

  describe("what has left the public layer", () => {
    const shown = makeDocument({
      title: "盾构机刀盘",
      names: ["函谷装备"],
      body: "报价九百万元，联系人商鞅。",
      facets: { organisation: "org_poster", tier: "giant" },
    });
    /** The same entry with its poster hidden and a field sealed. */
    const hidden = { ...shown, names: [], body: "", facets: { kind: shown.kind, state: "published" } };
    const draft = makeDocument({ title: "盾尾密封油脂", keywords: ["油脂"], facets: { chain: "moly" } });

    it("is found while it is there", async () => {
      const engine = await makeEngine([shown, draft]);
      expect((await engine.search({ query: "函谷装备" })).total.value).toBe(1);
      expect((await engine.search({ query: "商鞅" })).total.value).toBe(1);
      expect((await engine.suggest("函谷")).length).toBe(1);
      expect((await engine.search({ query: "油脂", facets: ["chain"] })).facets.chain?.length).toBe(1);
    });
    it("a hidden poster and a sealed field are neither found, counted, suggested nor marked", async () => {
      const engine = await makeEngine([hidden]);
      const listed = await engine.search({ facets: ["tier"], filter: { op: "empty", field: "organisation" } });
      expect([titles(listed), listed.facets.tier]).toEqual([[shown.title], []]);
      for (const query of ["函谷装备", "hanguzhuangbei", "商鞅", "九百万", '"联系人"'])
        expect((await engine.search({ query })).total.value, query).toBe(0);
      const byPoster = await engine.search({ filter: { op: "in", field: "organisation", values: ["org_poster"] } });
      expect(byPoster.total.value).toBe(0);
      for (const input of ["函谷", "hangu", "hgzb"]) expect(await engine.suggest(input), input).toEqual([]);
      const [hit] = (await engine.search({ query: "盾构机 商鞅" })).hits;
      expect(hit?.highlight.summary).toEqual([]);
    });
    it("a draft is neither found, counted nor suggested, in no spelling", async () => {
      const engine = await makeEngine([hidden]);
      for (const query of ["盾尾", "油脂", "youzhi", "油指", draft.number])
        expect((await engine.search({ query })).total.value, query).toBe(0);
      for (const input of ["盾尾", "dunwei", draft.number]) expect(await engine.suggest(input), input).toEqual([]);
      const { facets, total } = await engine.search({ facets: ["chain"] });
      expect([facets.chain, total.value]).toEqual([[], 1]);
      expect((await engine.similar(hidden.id)).hits).toEqual([]);
    });
  });
}
