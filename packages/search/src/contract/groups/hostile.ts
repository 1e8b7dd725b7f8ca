import { describe, expect, it } from "vitest";
import { type MakeEngine, makeDocument, titles, useWorld } from "../kit.ts";

export function hostileContract(makeEngine: MakeEngine): void {
  describe("hostile input", () => {
    const world = useWorld(makeEngine, () => [
      makeDocument({ title: "正常的标题", facets: { organisation: "org_a" } }),
      makeDocument({ title: "不该看见的", facets: { organisation: "org_b" } }),
    ]);
    const isQuiet = async (query: string) => {
      const result = await world.search({ query, facets: ["kind", "mode"] });
      expect([result.total.value, result.hits], query.slice(0, 40)).toEqual([0, []]);
      await world.engine.suggest(query);
    };

    it("of 10,000 characters", async () => {
      await isQuiet("水".repeat(10_000));
      await isQuiet("a b ".repeat(2500));
      await isQuiet("x".repeat(10_000));
      await isQuiet("1-".repeat(5000));
    });
    it("of emoji and half an emoji", async () => {
      await isQuiet("🚀🔥💯");
      await isQuiet("\ud800");
      await isQuiet("👩‍👩‍👧‍👦 家");
    });
    it("of control characters", async () => {
      await isQuiet("\u0000\u0007\u001b[31m");
      await isQuiet("\u202e\u200b\ufeff");
      expect(await world.found("正常\u0000的标题")).toEqual(["正常的标题"]);
    });
    it("of nothing but words that say nothing", async () => {
      await isQuiet("的 了 和");
      await isQuiet("the of and");
      await isQuiet("（）。，、");
    });
    it("that speaks the engine's own language", async () => {
      for (const query of ["' OR 1=1 --", "\\':*&|!()<->", "%_%\\", "id EXISTS OR id = 1", "x' | 'y", "kind:offer*"])
        await isQuiet(query);
      await isQuiet('"""""');
      await isQuiet('-"" - --');
    });
    it("that excludes what it could find", () => isQuiet("-正常 -不该看见"));
    it("inside a filter", async () => {
      const values = ['org_a"] OR id EXISTS OR kind IN ["offer', "org_a' OR '1'='1", "'; DROP TABLE entry; --", "\\"];
      for (const field of ["organisation", "kind", "industry", "area", "mode", "chain"] as const)
        for (const value of values)
          expect((await world.search({ filter: { op: "in", field, values: [value] } })).hits, value).toEqual([]);
      const bounds = ['2026-01-01" OR id EXISTS', "1 OR id EXISTS", "' OR 1=1 --"];
      for (const field of ["money", "publishedAt", "deadline"] as const)
        for (const min of bounds)
          expect((await world.search({ filter: { op: "range", field, min } })).hits, min).toEqual([]);
      const without = ['x"] OR id EXISTS OR id IN ["y'];
      expect((await world.search({ query: "正常", without })).total.value).toBe(1);
    });
    it("of numbers beyond any page", async () => {
      expect((await world.search({ offset: 1e12 })).hits).toEqual([]);
      const all = await world.search({ offset: -5, limit: 1e9 });
      expect(titles(all).length).toBe(2);
      expect((await world.search({ offset: Number.NaN, limit: Number.NaN })).total.value).toBe(2);
    });
  });
}
