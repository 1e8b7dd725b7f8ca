import { describe, expect, it } from "vitest";
import { diffText } from "./diff.ts";

const show = (before: string, after: string) =>
  diffText(before, after)
    .map(({ kind, text }) => (kind === "same" ? text : kind === "added" ? `[+${text}]` : `[-${text}]`))
    .join("");

describe("the difference of two texts", () => {
  it("goes character by character in Chinese and word by word in English", () => {
    expect(show("金回收率 92%", "金回收率 94.5%")).toBe("金回收率 [-92][+94.5]%");
    expect(show("低温精炼技术", "低温除氢技术")).toBe("低温[-精炼][+除氢]技术");
    expect(show("a leaching process", "a faster leaching process")).toBe("a [+faster ]leaching process");
  });

  it("gives both texts back when read without the other's marks", () => {
    const [before, after] = ["从含砷金精矿中提金，回收率九成。", "从低品位金精矿中提取金，回收率九成四。"];
    const parts = diffText(before, after);
    expect(
      parts
        .filter((p) => p.kind !== "added")
        .map((p) => p.text)
        .join(""),
    ).toBe(before);
    expect(
      parts
        .filter((p) => p.kind !== "removed")
        .map((p) => p.text)
        .join(""),
    ).toBe(after);
  });
});
