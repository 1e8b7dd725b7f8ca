import { describe, expect, it } from "vitest";
import { matchArea, matchIndustries, matchIndustry, matchIpc, matchTree } from "./codes.ts";
import { measuresOf } from "./measures.ts";

const { POSITIVE_INFINITY: more, NEGATIVE_INFINITY: less } = Number;

describe("numbers with units in a text", () => {
  it.each([
    ["纯度≥99.5%", { low: 99.5, high: more, unit: "%" }],
    ["不低于 1.5 万吨", { low: 1.5e7, high: more, unit: "kg" }],
    ["温度20~30℃", { low: 20, high: 30, unit: "℃" }],
    ["亚微米（0.1μm）级", { low: 1e-7, high: 1e-7, unit: "m" }],
    ["误差1.5mm以内", { low: less, high: 0.0015, unit: "m" }],
    ["强度达到 300MPa", { low: 3e8, high: 3e8, unit: "Pa" }],
    ["投资小于500万元", { low: less, high: 5e6, unit: "元" }],
    ["功率 5 mW", { low: 0.005, high: 0.005, unit: "W" }],
  ])("reads %s", (text, expected) => {
    const [found] = measuresOf(text);
    expect(found && { low: found.low, high: found.high, unit: found.unit }).toEqual({
      low: Number.isFinite(expected.low) ? expect.closeTo(expected.low, 9) : expected.low,
      high: Number.isFinite(expected.high) ? expect.closeTo(expected.high, 9) : expected.high,
      unit: expected.unit,
    });
  });

  it("takes no number out of the name of a model", () => {
    expect(measuresOf("采用PLC200与v3.5版")).toEqual([]);
  });
});

describe("codes", () => {
  it.each([
    [matchIndustry("C3239", "3239"), "same", 1],
    [matchIndustry("C", "C"), "same", 0.4],
    [matchIndustry("C3239", "C32"), "narrower", 0.8],
    [matchIndustry("C32", "C3239"), "wider", 0.7],
    [matchIndustry("3231", "3239"), "sibling", 0.7],
    [matchIndustry("C32", "C31"), "none", 0],
    [matchIndustry("A01", "C13"), "none", 0],
    [matchIpc("H01M 10/0525", "H01M10/0525"), "same", 1],
    [matchIpc("H01M 10/0525", "H01M"), "narrower", 0.8],
    [matchIpc("H01M 4/00", "H01B"), "sibling", 0.45],
    [matchIpc("H01M", "H02J"), "none", 0],
    [matchTree("1101420", "11014"), "narrower", 0.8],
    [matchTree("11014", "11017"), "sibling", 0.5],
    [matchTree("110", "120"), "none", 0],
    [matchTree("key_metals", "key_minerals"), "none", 0],
    [matchArea("411202", "411221"), "sibling", 0.8],
    [matchArea("411202", "411200"), "narrower", 0.9],
    [matchArea("410100", "411200"), "sibling", 0.5],
    [matchArea("330100", "411200"), "none", 0],
  ])("%o", (found, relation, score) => {
    expect([found.relation, found.score]).toEqual([relation, expect.closeTo(score, 9)]);
  });

  it("brings patents and industries together by the concordance, and prefers what says more", () => {
    expect(matchIndustries({ ipc: ["H01M 10/05"] }, { industry: "3841" })).toMatchObject({
      relation: "concordance",
      score: 0.6,
    });
    expect(matchIndustries({ ipc: ["A01H 5/00"] }, { industry: "3841" })).toMatchObject({ relation: "none", score: 0 });
    expect(matchIndustries({ industry: "C", ipc: ["C22B"] }, { industry: "C32" })).toMatchObject({
      system: "ipc",
      relation: "concordance",
    });
    expect(matchIndustries({ ipc: ["X99"] }, { industry: "C32" }, { X99: ["32"] })).toMatchObject({ relation: "none" });
    expect(matchIndustries({}, { industry: "C32" })).toBeUndefined();
  });
});
