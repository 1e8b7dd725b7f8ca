import { describe, expect, it } from "vitest";
import { describeText } from "./describe.ts";

const shown = (text: string) => describeText(text).map((t) => [t.term, text.slice(t.start, t.end), t.kind]);

describe("the terms that texts are compared by", () => {
  it("are words, words inside words, and pairs of characters that are no word, each once", () => {
    expect(shown("锂离子电池")).toEqual([
      ["锂离", "锂离", "pair"],
      ["锂离子", "锂离子", "word"],
      ["锂离子电池", "锂离子电池", "word"],
      ["离子", "离子", "word"],
      ["子电", "子电", "pair"],
      ["电池", "电池", "word"],
    ]);
  });

  it("fold what is written differently and point at what was written", () => {
    expect(shown("ＬＥＤ燈 Sensors")).toContainEqual(["sensor", "Sensors", "word"]);
    expect(shown("電池")).toEqual([["电池", "電池", "word"]]);
  });

  it("leave out what says nothing of a technology", () => {
    expect(shown("我们需要一种")).toEqual([]);
  });
});
