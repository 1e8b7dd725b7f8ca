import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, highlight, markerOf, parseQuery, pinyinOf, tokenize } from "./index.ts";

const terms = (text: string, mode: "index" | "query" = "index") => tokenize(text, mode).map((t) => t.term);

describe("text becomes terms", () => {
  it("finds the words inside words", () => {
    expect(terms("北京大学生")).toEqual(expect.arrayContaining(["北京", "大学", "学生", "大学生"]));
    expect(terms("工业互联网")).toEqual(expect.arrayContaining(["互联网", "联网"]));
    expect(terms("碳化钨")).toContain("钨");
  });
  it("folds traditional characters, full width, capitals and accents", () => {
    expect(fold("機械學習ＡＢＣ①é").text).toBe("机械学习abc1e");
    expect(terms("鋰離子電池", "query")).toEqual(["锂离子电池"]);
  });
  it("keeps numbers and codes whole and in pieces", () => {
    expect(terms("CG-2026-00012")).toEqual(["cg202600012", "cg", "2026", "00012"]);
    expect(terms("专利ZL201720001285.X")).toContain("zl201720001285x");
    expect(terms("5G基站", "query")).toEqual(["5g", "基站"]);
    expect(terms("PLC控制", "query")).toEqual(["plc", "控制"]);
    expect(terms("20nm")).toEqual(["20nm", "20", "nm"]);
    expect(terms("误差0.002mm C++")).toEqual(expect.arrayContaining(["c++"]));
  });
  it("stems English", () => {
    expect(terms("Sensors batteries welding welded learning-based", "query")).toEqual([
      "sensor",
      "battery",
      "weld",
      "weld",
      "learningbased",
    ]);
  });
  it("knows pinyin and initials", () => {
    expect(pinyinOf("机器视觉")).toEqual({ full: "jiqishijue", initials: "jqsj" });
  });
  it("points back to the characters a term came from", () => {
    for (const text of ["ﬁlter ㎏ 機器視覺 sensors", "½联网互联网½"])
      for (const token of tokenize(text, "index")) {
        const piece = fold(text.slice(token.start, token.end)).text;
        expect(piece.length).toBeGreaterThan(0);
        expect(fold(text).text).toContain(piece);
      }
    const [, kg] = tokenize("a ㎏", "index");
    expect(kg).toMatchObject({ term: "kg", start: 2, end: 3 });
  });
  it("never fails on any text, and its ranges stay inside", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        for (const t of tokenize(text, "index")) {
          expect(t.start).toBeGreaterThanOrEqual(0);
          expect(t.end).toBeLessThanOrEqual(text.length);
          expect(t.start).toBeLessThan(t.end);
        }
        parseQuery(text);
        highlight(text, markerOf(parseQuery(text)));
      }),
    );
  });
});

describe("a query", () => {
  it("is words, phrases and exclusions", () => {
    expect(parseQuery('锂电池 回收 -铅酸 "正极材料"')).toMatchObject({
      terms: [{ term: "锂电池" }, { term: "回收" }, { term: "正极材料" }],
      phrases: ["正极材料"],
      excluded: [["铅酸"]],
      isTyped: true,
    });
    expect(parseQuery("CG-2026-00012").excluded).toEqual([]);
  });
  it("is widened by other names, in both languages", () => {
    expect(parseQuery("赤泥").terms[0]!.any).toEqual([["赤泥"], ["red", "mud"], ["bauxit", "residu"]]);
    expect(parseQuery("machine vision").terms.map((t) => t.any)).toEqual([
      [["machin"], ["~machine"], ["机器视觉"]],
      [["vision"], ["~vision"], ["机器视觉"]],
    ]);
  });
  it("of stop words, emoji or control characters is typed and has no terms", () => {
    for (const text of ["的 了", "🚀🚀", "，。", "the of"])
      expect(parseQuery(text)).toMatchObject({ terms: [], isTyped: true });
    expect(parseQuery(" \u0000\n ")).toMatchObject({ terms: [], isTyped: false });
  });
  it("marks what it found, on the right characters", () => {
    const text = "基於機器視覺的 Sensors 系统";
    const marks = highlight(text, markerOf(parseQuery("机器视觉 sensor")));
    expect(marks.map(([s, e]) => text.slice(s, e))).toEqual(["機器視覺", "Sensors"]);
  });
});
