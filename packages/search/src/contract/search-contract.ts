// What every engine must do, whatever it is made of. An adapter's test calls this with its own `load`.
import type { SearchFilter } from "@jiebang/domain";
import { describe, expect, it } from "vitest";
import type { SearchDocument, SearchEngine, SearchHit } from "../port.ts";

export type ContractCard = { title: string; summary: string; kind: "offer" | "demand" };

/** An engine that knows exactly these documents. */
export type MakeEngine = (documents: SearchDocument[]) => Promise<SearchEngine<ContractCard>>;

let serial = 0;
/** A document with little in it; what a test is about stands in `data`. */
export function makeDocument(data: Partial<SearchDocument> & { title: string }): SearchDocument {
  const n = ++serial;
  const kind = data.kind ?? "offer";
  const number = data.number ?? `${kind === "offer" ? "CG" : "XQ"}-2026-${String(n).padStart(5, "0")}`;
  const summary = data.summary ?? "";
  return {
    id: `ent_${String(n).padStart(6, "0")}`,
    kind,
    number,
    keywords: [],
    summary,
    body: "",
    names: [],
    codes: [number],
    ...data,
    facets: { kind, state: "published", historical: "false", ...data.facets },
    ranges: { publishedAt: new Date(Date.UTC(2026, 0, 1) + n * 3_600_000).toISOString(), ...data.ranges },
    card: { title: data.title, summary, kind },
  };
}

const titles = (result: { hits: SearchHit<ContractCard>[] }) => result.hits.map((hit) => hit.card.title);

export function searchContract(makeEngine: MakeEngine): void {
  describe("finding words", () => {
    const found = async (query: string, documents: SearchDocument[]) =>
      titles(await (await makeEngine(documents)).search({ query }));

    it("finds a Chinese word inside a longer one", async () => {
      const documents = [
        makeDocument({ title: "北京大学生创业平台" }),
        makeDocument({ title: "工业互联网标识解析" }),
        makeDocument({ title: "一种水泥添加剂" }),
      ];
      expect(await found("学生", documents)).toEqual(["北京大学生创业平台"]);
      expect(await found("联网", documents)).toEqual(["工业互联网标识解析"]);
    });

    it("finds what is typed in traditional characters, and what is written in them", async () => {
      const documents = [makeDocument({ title: "机器视觉检测系统" }), makeDocument({ title: "機器視覺分選設備" })];
      expect((await found("機器視覺", documents)).sort()).toEqual(["机器视觉检测系统", "機器視覺分選設備"]);
      expect((await found("机器视觉", documents)).sort()).toEqual(["机器视觉检测系统", "機器視覺分選設備"]);
    });

    it("finds words of one character, also in the body", async () => {
      const documents = [
        makeDocument({ title: "碳化钨粉末的制备" }),
        makeDocument({ title: "难熔金属回收", body: "回收其中的钨和钼。" }),
        makeDocument({ title: "食用菌栽培" }),
      ];
      expect(await found("钨", documents)).toEqual(["碳化钨粉末的制备", "难熔金属回收"]);
    });

    it("finds English words whatever their form or case, and mixed ones", async () => {
      const documents = [
        makeDocument({ title: "光纤传感", titleEn: "Optical Fibre Sensors" }),
        makeDocument({ title: "5G基站散热" }),
        makeDocument({ title: "基于PLC控制的输送线" }),
      ];
      expect(await found("sensor", documents)).toEqual(["光纤传感"]);
      expect(await found("5g基站", documents)).toEqual(["5G基站散热"]);
      expect(await found("plc控制", documents)).toEqual(["基于PLC控制的输送线"]);
    });

    it("finds numbers and patent numbers exactly", async () => {
      const documents = [
        makeDocument({ title: "甲", number: "CG-2026-00012", codes: ["CG-2026-00012"] }),
        makeDocument({ title: "乙", number: "CG-2026-00013", codes: ["CG-2026-00013"] }),
        makeDocument({ title: "丙", body: "依托专利（ZL201720001285.X）实施。" }),
      ];
      expect(await found("CG-2026-00012", documents)).toEqual(["甲"]);
      expect(await found("cg202600013", documents)).toEqual(["乙"]);
      expect(await found("ZL201720001285.X", documents)).toEqual(["丙"]);
    });

    it("finds a piece of text that begins and ends inside words", async () => {
      const documents = [makeDocument({ title: "项目", body: "本校与北京大学生命科学学院共建实验室。" })];
      expect(await found("京大学生命", documents)).toEqual(["项目"]);
    });

    it("asks for all words, understands phrases and exclusions", async () => {
      const documents = [
        makeDocument({ title: "锂电池正极材料回收" }),
        makeDocument({ title: "锂电池隔膜" }),
        makeDocument({ title: "材料回收与正极修复的锂电池产线" }),
      ];
      expect((await found("锂电池 回收", documents)).sort()).toEqual([
        "材料回收与正极修复的锂电池产线",
        "锂电池正极材料回收",
      ]);
      expect(await found('锂电池 "正极材料"', documents)).toEqual(["锂电池正极材料回收"]);
      expect(await found("锂电池 -回收", documents)).toEqual(["锂电池隔膜"]);
    });

    it("falls back to some of the words, and says so, when no text has all", async () => {
      const engine = await makeEngine([
        makeDocument({ title: "赤泥制备微晶玻璃" }),
        makeDocument({ title: "苹果保鲜" }),
      ]);
      const result = await engine.search({ query: "赤泥 微晶玻璃 量子纠缠" });
      expect([titles(result), result.relaxed]).toEqual([["赤泥制备微晶玻璃"], true]);
    });

    it("knows other names in both languages", async () => {
      const documents = [makeDocument({ title: "赤泥综合利用" }), makeDocument({ title: "苹果保鲜" })];
      expect(await found("red mud", documents)).toEqual(["赤泥综合利用"]);
    });
  });

  describe("ranking", () => {
    it("puts title before keywords before summary before body", async () => {
      const engine = await makeEngine([
        makeDocument({ title: "甲", body: "方案中用到了浮选。" }),
        makeDocument({ title: "乙", summary: "一种浮选药剂" }),
        makeDocument({ title: "丙", keywords: ["浮选"] }),
        makeDocument({ title: "铜矿浮选" }),
        ...Array.from({ length: 20 }, (_, i) => makeDocument({ title: `别的${i}` })),
      ]);
      const result = await engine.search({ query: "浮选" });
      expect(titles(result)).toEqual(["铜矿浮选", "丙", "乙", "甲"]);
      for (const { score } of result.hits) {
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThanOrEqual(1);
      }
    });

    it("scores offers and demands on one scale and weighs kinds when asked", async () => {
      const engine = await makeEngine([
        makeDocument({ title: "尾矿干排技术", kind: "offer" }),
        makeDocument({ title: "尾矿干排技术", kind: "demand" }),
      ]);
      const [a, b] = (await engine.search({ query: "尾矿" })).hits;
      expect(a!.score).toBe(b!.score);
      const weighed = await engine.search({ query: "尾矿", weights: { offer: 0.5, demand: 1 } });
      expect(weighed.hits.map((h) => h.kind)).toEqual(["demand", "offer"]);
    });

    it("marks what was found, on the right characters of the card", async () => {
      const engine = await makeEngine([makeDocument({ title: "基於機器視覺的½檢測", summary: "Sensors 与机器视觉" })]);
      const [hit] = (await engine.search({ query: "机器视觉 sensor" })).hits;
      const marked = (text: string, ranges: [number, number][]) => ranges.map(([s, e]) => text.slice(s, e));
      expect(marked(hit!.card.title, hit!.highlight.title)).toEqual(["機器視覺"]);
      expect(marked(hit!.card.summary, hit!.highlight.summary)).toEqual(["Sensors", "机器视觉"]);
    });
  });

  describe("facets and filters", () => {
    const world = () =>
      makeEngine([
        makeDocument({ title: "铝一", facets: { industry: "32", mode: ["licence", "service"], area: "411202", moneyBand: "1m-5m" }, ranges: { money: "2000000" } }),
        makeDocument({ title: "铝二", facets: { industry: "3216", mode: ["service"], area: "411282" }, ranges: { money: "300000.50" } }),
        makeDocument({ title: "铝三", kind: "demand", facets: { industry: "26", mode: [], area: "410300" }, ranges: { deadline: "2027-03-01" } }),
        makeDocument({ title: "苹果", facets: { industry: "A", mode: ["other"] } }),
      ]); // biome-ignore format: one document a line
    const search = async (filter: SearchFilter | undefined, query = "") => {
      const result = await (await world()).search({ query, filter, facets: ["kind", "industry", "mode"] });
      return { titles: titles(result).sort(), total: result.total, facets: result.facets };
    };

    it("counts values, each facet without its own filter", async () => {
      const { facets, total, titles } = await search({ op: "in", field: "industry", values: ["32"] });
      expect({ titles, total }).toEqual({ titles: ["铝一", "铝二"], total: { value: 2, exact: true } });
      expect(facets).toEqual({
        kind: [{ value: "offer", count: 2 }],
        industry: [
          { value: "C32", count: 2 },
          { value: "A", count: 1 },
          { value: "C26", count: 1 },
        ],
        mode: [
          { value: "service", count: 2 },
          { value: "licence", count: 1 },
        ],
      });
    });

    it("counts the same with words", async () => {
      const { facets, titles } = await search({ op: "in", field: "mode", values: ["licence"] }, "铝");
      expect(titles).toEqual(["铝一"]);
      expect(facets.mode).toEqual([
        { value: "service", count: 2 },
        { value: "licence", count: 1 },
      ]);
      expect(facets.kind).toEqual([{ value: "offer", count: 1 }]);
    });

    it("combines and, or, not, range, empty, sections, deeper codes and areas above", async () => {
      const one = async (filter: SearchFilter) => (await search(filter)).titles;
      expect(await one({ op: "in", field: "industry", values: ["C"] })).toEqual(["铝一", "铝三", "铝二"].sort());
      expect(await one({ op: "in", field: "industry", values: ["3216"] })).toEqual(["铝二"]);
      expect(await one({ op: "in", field: "area", values: ["411200"] })).toEqual(["铝一", "铝二"]);
      expect(await one({ op: "in", field: "area", values: ["410000"] })).toEqual(["铝一", "铝三", "铝二"].sort());
      expect(await one({ op: "range", field: "money", min: "300000.5", max: "1999999.99" })).toEqual(["铝二"]);
      expect(await one({ op: "range", field: "deadline", max: "2027-03-01" })).toEqual(["铝三"]);
      expect(await one({ op: "empty", field: "mode" })).toEqual(["铝三"]);
      expect(await one({ op: "empty", field: "money" })).toEqual(["苹果", "铝三"].sort());
      expect(
        await one({
          op: "or",
          of: [
            { op: "in", field: "kind", values: ["demand"] },
            {
              op: "and",
              of: [
                { op: "not", of: { op: "in", field: "industry", values: ["32"] } },
                { op: "empty", field: "area" },
              ],
            },
          ],
        }),
      ).toEqual(["苹果", "铝三"].sort());
      expect(await one({ op: "range", field: "publishedAt", min: "nonsense" })).toEqual([]);
      expect(await one({ op: "in", field: "chain", values: [] })).toEqual([]);
    });
  });

  describe("order and pages", () => {
    it("pages to the end without a gap or a repeat, in every order, with and without words", async () => {
      const engine = await makeEngine(
        Array.from({ length: 57 }, (_, i) =>
          makeDocument({
            title: "铜箔",
            kind: i % 3 ? "offer" : "demand",
            ranges: {
              publishedAt: "2026-05-01T00:00:00.000Z",
              ...(i % 2 && { money: String(1000 * (i % 5)) }),
              ...(i % 4 === 0 && { deadline: `2027-01-${String(10 + (i % 7))}` }),
            },
          }),
        ),
      );
      for (const query of ["", "铜箔"])
        for (const sort of ["relevance", "newest", "deadline", "money"] as const) {
          const seen: string[] = [];
          for (let offset = 0; ; offset += 10) {
            const { hits, total } = await engine.search({ query, sort, offset, limit: 10 });
            expect(total).toEqual({ value: 57, exact: true });
            if (hits.length === 0) break;
            seen.push(...hits.map((hit) => hit.id));
          }
          expect(seen.length).toBe(57);
          expect(new Set(seen).size).toBe(57);
        }
    });

    it("sorts by newest, deadline and money", async () => {
      const engine = await makeEngine([
        makeDocument({ title: "a", ranges: { publishedAt: "2026-01-01T00:00:00Z", money: "5", deadline: "2099-02-01" } }),
        makeDocument({ title: "b", ranges: { publishedAt: "2026-03-01T00:00:00Z", money: "50", deadline: "2020-01-01" } }),
        makeDocument({ title: "c", ranges: { publishedAt: "2026-02-01T00:00:00Z", deadline: "2099-01-01" } }),
        makeDocument({ title: "d", ranges: { publishedAt: "2025-02-01T00:00:00Z", money: "7" } }),
      ]); // biome-ignore format: one document a line
      const order = async (sort: "newest" | "deadline" | "money") => titles(await engine.search({ sort })).join("");
      expect(await order("newest")).toBe("bcad");
      expect(await order("money")).toBe("bdac");
      expect(await order("deadline")).toBe("cabd");
    });
  });

  describe("suggestions", () => {
    it("come by characters, pinyin, initials and number, from titles, keywords and posters", async () => {
      const engine = await makeEngine([
        makeDocument({ title: "高强水泥添加剂", keywords: ["水泥"], names: ["虢州大学"], number: "CG-2026-90001", codes: ["CG-2026-90001"] }),
        makeDocument({ title: "苹果保鲜", kind: "demand" }),
      ]); // biome-ignore format: one document a line
      const texts = async (input: string, kinds?: ("offer" | "demand")[]) =>
        (await engine.suggest(input, { kinds })).map((s) => s.text);
      expect(await texts("水")).toEqual(["水泥", "高强水泥添加剂"]);
      expect(await texts("shuini")).toEqual(["水泥", "高强水泥添加剂"]);
      expect(await texts("sn")).toEqual(["水泥", "高强水泥添加剂"]);
      expect(await texts("guozhou")).toEqual(["虢州大学"]);
      expect(await texts("cg-2026-9")).toEqual(["CG-2026-90001"]);
      expect(await texts("苹", ["offer"])).toEqual([]);
      expect(await texts("苹", ["demand"])).toEqual(["苹果保鲜"]);
      expect(await texts("  ")).toEqual([]);
    });
  });

  describe("hostile input", () => {
    it("answers whatever is typed", async () => {
      const engine = await makeEngine([makeDocument({ title: "正常的标题" })]);
      const inputs = [
        "水".repeat(10_000),
        "a b ".repeat(2500),
        "🚀🔥💯",
        "\u0000\u0007\u001b[31m",
        "的 了 和",
        "the of and",
        "' OR 1=1 --",
        "\\':*&|!()<->",
        '"""""',
        '-"" - --',
        "%_%\\",
        "\ud800",
        "（）。，、",
        "-正常",
      ];
      for (const query of inputs) {
        const result = await engine.search({ query, facets: ["kind", "mode"], offset: -5, limit: 1000 });
        expect(result.total.value).toBe(0);
        await engine.suggest(query);
      }
      const { hits } = await engine.search({
        filter: { op: "in", field: "kind", values: ["'; DROP TABLE entry; --"] },
      });
      expect(hits).toEqual([]);
      expect(await engine.search({ offset: 1e12 }).then((r) => r.hits)).toEqual([]);
    });
  });
}
