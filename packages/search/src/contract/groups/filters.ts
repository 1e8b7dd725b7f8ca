import type { SearchFilter } from "@jiebang/domain";
import { describe, expect, it } from "vitest";
import { type MakeEngine, makeDocument, titles, useWorld } from "../kit.ts";

const documents = () => [
  makeDocument({ title: "铝一", facets: { industry: "32", mode: ["licence", "service"], area: "411202", moneyBand: "1m-5m", organisation: "org_a" }, ranges: { money: "2000000" } }),
  makeDocument({ title: "铝二", facets: { industry: "3216", mode: ["service"], area: "411282", organisation: "org_b" }, ranges: { money: "300000.50" } }),
  makeDocument({ title: "铝三", kind: "demand", facets: { industry: "26", mode: [], area: "410300", organisation: "org_a", state: "matched" }, ranges: { deadline: "2027-03-01" } }),
  makeDocument({ title: "苹果", facets: { industry: "A", mode: ["other"] }, ranges: { publishedAt: "2025-12-01T08:00:00.000Z" } }),
]; // biome-ignore format: one document a line

export function filtersContract(makeEngine: MakeEngine): void {
  describe("filters", () => {
    const world = useWorld(makeEngine, documents);
    const left = async (filter: SearchFilter, query = "") => {
      const result = await world.search({ query, filter });
      expect(result.total).toEqual({ value: result.hits.length, exact: true });
      return titles(result).sort();
    };
    const sorted = (...wanted: string[]) => wanted.sort();
    const is = (field: "industry" | "area" | "mode" | "kind" | "organisation" | "chain", ...values: string[]): SearchFilter => ({ op: "in", field, values }); // biome-ignore format: short

    it("by one value or any of several", async () => {
      expect(await left(is("mode", "licence"))).toEqual(["铝一"]);
      expect(await left(is("mode", "licence", "other"))).toEqual(sorted("铝一", "苹果"));
    });
    it("by a section, a division and a deeper code of industry", async () => {
      expect(await left(is("industry", "C"))).toEqual(sorted("铝一", "铝二", "铝三"));
      expect(await left(is("industry", "C32"))).toEqual(sorted("铝一", "铝二"));
      expect(await left(is("industry", "3216"))).toEqual(["铝二"]);
      expect(await left(is("industry", "A", "26"))).toEqual(sorted("苹果", "铝三"));
    });
    it("by a county, a city and a province", async () => {
      expect(await left(is("area", "411202"))).toEqual(["铝一"]);
      expect(await left(is("area", "411200"))).toEqual(sorted("铝一", "铝二"));
      expect(await left(is("area", "410000"))).toEqual(sorted("铝一", "铝二", "铝三"));
    });
    it("by poster", async () => expect(await left(is("organisation", "org_a"))).toEqual(sorted("铝一", "铝三")));
    it("by a range of money, both ends included", async () => {
      expect(await left({ op: "range", field: "money", min: "300000.5", max: "1999999.99" })).toEqual(["铝二"]);
      expect(await left({ op: "range", field: "money", min: "300000.50", max: "2000000" })).toEqual(
        sorted("铝一", "铝二"),
      );
      expect(await left({ op: "range", field: "money", min: "2000000.01" })).toEqual([]);
    });
    it("by a range of days and of instants", async () => {
      expect(await left({ op: "range", field: "deadline", max: "2027-03-01" })).toEqual(["铝三"]);
      expect(await left({ op: "range", field: "deadline", min: "2027-03-02" })).toEqual([]);
      expect(await left({ op: "range", field: "publishedAt", max: "2025-12-31T16:00:00.000Z" })).toEqual(["苹果"]);
    });
    it("by what is empty", async () => {
      expect(await left({ op: "empty", field: "mode" })).toEqual(["铝三"]);
      expect(await left({ op: "empty", field: "money" })).toEqual(sorted("苹果", "铝三"));
      expect(await left({ op: "empty", field: "organisation" })).toEqual(["苹果"]);
    });
    it("by not, which keeps what has no value", async () => {
      expect(await left({ op: "not", of: is("area", "411200") })).toEqual(sorted("铝三", "苹果"));
      expect(await left({ op: "not", of: { op: "range", field: "money", min: "0" } })).toEqual(sorted("铝三", "苹果"));
    });
    it("by and, or and not in one another", async () =>
      expect(
        await left({
          op: "or",
          of: [
            is("kind", "demand"),
            {
              op: "and",
              of: [
                { op: "not", of: is("industry", "32") },
                { op: "empty", field: "area" },
              ],
            },
          ],
        }),
      ).toEqual(sorted("苹果", "铝三")));
    it("by nothing at all: an empty and leaves everything, an empty or and an empty list nothing", async () => {
      expect((await left({ op: "and", of: [] })).length).toBe(4);
      expect(await left({ op: "or", of: [] })).toEqual([]);
      expect(await left(is("chain"))).toEqual([]);
    });
    it("by values that are none: nothing, and no error", async () => {
      expect(await left({ op: "range", field: "publishedAt", min: "nonsense" })).toEqual([]);
      expect(await left({ op: "range", field: "money", min: "1e3); --" })).toEqual([]);
      expect(await left(is("area", "41%", "__"))).toEqual([]);
    });
    it("together with words", async () => {
      expect(await left(is("mode", "service"), "铝")).toEqual(sorted("铝一", "铝二"));
      expect(await left({ op: "range", field: "money", max: "1000000" }, "铝")).toEqual(["铝二"]);
    });
    it("do not make words be read more leniently", async () => {
      const result = await world.search({ query: "苹果", filter: is("organisation", "org_a") });
      expect([titles(result), result.relaxed]).toEqual([[], false]);
      const ranged = await world.search({ query: "苹果", filter: { op: "range", field: "money", min: "0" } });
      expect([titles(ranged), ranged.relaxed]).toEqual([[], false]);
    });
  });
}

export function facetsContract(makeEngine: MakeEngine): void {
  describe("facets", () => {
    const world = useWorld(makeEngine, documents);
    const facets = ["kind", "industry", "mode"] as const;

    it("count everything where nothing is asked", async () =>
      expect((await world.search({ facets, limit: 0 })).facets).toEqual({
        kind: [{ value: "offer", count: 3 }, { value: "demand", count: 1 }],
        industry: [{ value: "C32", count: 2 }, { value: "A", count: 1 }, { value: "C26", count: 1 }],
        mode: [{ value: "service", count: 2 }, { value: "licence", count: 1 }, { value: "other", count: 1 }],
      })); // biome-ignore format: one facet a line
    it("count without their own filter and with the others'", async () => {
      const result = await world.search({ facets, filter: { op: "in", field: "industry", values: ["32"] } });
      expect([titles(result).sort(), result.total]).toEqual([["铝一", "铝二"], { value: 2, exact: true }]);
      expect(result.facets).toEqual({
        kind: [{ value: "offer", count: 2 }],
        industry: [{ value: "C32", count: 2 }, { value: "A", count: 1 }, { value: "C26", count: 1 }],
        mode: [{ value: "service", count: 2 }, { value: "licence", count: 1 }],
      }); // biome-ignore format: one facet a line
    });
    it("count the same with words", async () => {
      const result = await world.search({
        query: "铝",
        facets,
        filter: { op: "in", field: "mode", values: ["licence"] },
      });
      expect([titles(result), result.facets.mode, result.facets.kind]).toEqual([
        ["铝一"],
        [{ value: "service", count: 2 }, { value: "licence", count: 1 }],
        [{ value: "offer", count: 1 }],
      ]); // biome-ignore format: one facet a line
    });
    it("are narrowed by ranges and posters, which are no facets", async () => {
      const { facets: counted } = await world.search({ facets: ["kind"], filter: { op: "empty", field: "money" } });
      expect(counted.kind).toEqual([{ value: "demand", count: 1 }, { value: "offer", count: 1 }]); // biome-ignore format: a line
      const ofPoster = await world.search({ facets: ["state"], filter: { op: "in", field: "organisation", values: ["org_a"] } }); // biome-ignore format: a line
      expect(ofPoster.facets.state).toEqual([{ value: "matched", count: 1 }, { value: "published", count: 1 }]); // biome-ignore format: a line
    });
    it("are counted where a filter leaves no hit", async () => {
      const filter: SearchFilter = { op: "in", field: "mode", values: ["joint"] };
      const result = await world.search({ query: "铝", facets: ["mode"], filter });
      expect([result.total.value, result.facets.mode]).toEqual([
        0,
        [{ value: "service", count: 2 }, { value: "licence", count: 1 }],
      ]); // biome-ignore format: one facet a line
    });
    it("are counted for words taken one by one", async () => {
      const result = await world.search({ query: "苹果 量子", facets: ["mode", "kind"] });
      expect([result.relaxed, result.facets]).toEqual([
        true,
        { kind: [{ value: "offer", count: 1 }], mode: [{ value: "other", count: 1 }] },
      ]);
    });
    it("that nobody asked for are not there", async () => expect((await world.search({})).facets).toEqual({}));

    it("are searched by values that somebody named, also posters", async () => {
      const { engine } = world;
      const byMode = await engine.facetSearch({ facet: "mode", query: "铝", among: ["licence", "other"] });
      expect(byMode).toEqual({ values: [{ value: "licence", count: 1 }], degraded: false });
      const byPoster = await engine.facetSearch({ facet: "organisation", among: ["org_a", "org_b", "org_c"] });
      expect(byPoster.values).toEqual([{ value: "org_a", count: 2 }, { value: "org_b", count: 1 }]); // biome-ignore format: a line
      const offers = await engine.facetSearch({ facet: "organisation", kinds: ["offer"], among: ["org_a"] });
      expect(offers.values).toEqual([{ value: "org_a", count: 1 }]);
      const own: SearchFilter = { op: "in", field: "organisation", values: ["org_b"] };
      expect((await engine.facetSearch({ facet: "organisation", filter: own, among: ["org_a"] })).values).toEqual([
        { value: "org_a", count: 2 },
      ]);
      expect((await engine.facetSearch({ facet: "organisation", limit: 1 })).values).toEqual([
        { value: "org_a", count: 2 },
      ]);
    });
  });
}
