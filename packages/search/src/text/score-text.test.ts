import { describe, expect, it } from "vitest";
import { parseQuery } from "./query.ts";
import { distill, scoreText } from "./score-candidates.ts";

const counts = { total: 1000, documents: new Map([["技术", 900], ["公司", 800], ["处理", 400], ["综合", 300], ["综合利用", 200], ["赤泥", 12]]) }; // biome-ignore format: a table
const demand =
  "寻求赤泥综合利用技术\n我公司“先进”生产线每年排出赤泥约二百万吨，希望找到处理技术、设备、工艺、资金 -40℃ 下也能运行，公司有技术人员。";

describe("a text as a query", () => {
  it("takes quotation marks and dashes for punctuation", () => {
    const query = parseQuery(demand);
    expect([query.phrases, query.excluded, query.terms.length > 10]).toEqual([[], [], true]);
  });

  it("is distilled to rare words and to what it leads with", () => {
    const telling = distill(parseQuery(demand), counts, 4).map(({ term }) => term);
    expect(telling).toContain("赤泥");
    expect(telling).not.toContain("技术");
  });

  it("puts a title about it before a body that mentions it, and either before what everybody says", () => {
    const candidates = [
      { id: "everybody", text: "公司技术\n技术公司处理技术" },
      { id: "mentions", text: "建材\n原料中有赤泥和别的东西" },
      { id: "about", text: "赤泥制砖\n建材与别的东西和原料" },
    ];
    expect(scoreText(parseQuery(demand), counts, candidates, 0).map(({ id }) => id)).toEqual([
      "about",
      "mentions",
      "everybody",
    ]);
  });

  it("leaves out what shares too little", () => {
    expect(scoreText(parseQuery(demand), counts, [{ id: "other", text: "苹果\n冷链" }])).toEqual([]);
  });
});
