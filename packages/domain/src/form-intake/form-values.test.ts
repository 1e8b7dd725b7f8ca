import { describe, expect, it } from "vitest";
import { MATURITY_OPTIONS, MODE_OPTIONS, resolveFormCode } from "./form-definitions.ts";
import { labelKey, readChoices, readFormDay, readFormMoney, readTarget, tickedWords } from "./form-values.ts";

describe("what people write into the cells of a form", () => {
  it.each([
    ["□技术开发 ☑技术转让", ["技术转让"]],
    ["√技术开发　□技术转让", ["技术开发"]],
    ["□√技术开发 □技术转让", ["技术开发"]],
    ["■技术开发、□技术转让、■技术咨询", ["技术开发", "技术咨询"]],
    ["技术开发☑ 技术转让□", ["技术开发"]],
    ["□技术开发 □技术转让", []],
  ])("ticks in %s", (text, expected) => expect(tickedWords(text)).toEqual(expected));

  it("a choice is ticked or written out; what is none of them is said", () => {
    expect(readChoices("技术开发、以身相许", MODE_OPTIONS)).toEqual({ values: ["development"], unknown: ["以身相许"] });
    expect(readChoices("☐实验室 ☐小试 ☑中试阶段", MATURITY_OPTIONS)).toEqual({ values: ["pilot"], unknown: [] });
  });

  it.each([
    ["５０－１００", { kind: "range", min: "500000.00", max: "1000000.00" }],
    ["80", { kind: "range", min: "800000.00", max: "800000.00" }],
    ["100万元以内", { kind: "range", min: "1000000.00", max: "1000000.00" }],
    ["30以内", { kind: "range", min: null, max: "300000.00" }],
    ["面议", { kind: "negotiable", min: null, max: null }],
    ["面议左右", undefined],
    ["二十来万", undefined],
  ])("a bare number counts 万元: %s", (text, expected) => expect(readFormMoney(text)).toEqual(expected));

  it.each([
    ["2027-06-30", "2027-06-30"],
    ["２０２７年６月", "2027-06-30"],
    ["2028年2月底", "2028-02-29"],
    ["2027年底", "2027-12-31"],
    ["尽快", undefined],
    ["2027-13", undefined],
  ])("a day: %s", (text, expected) => expect(readFormDay(text)).toBe(expected));

  it.each([
    ["涂层厚度 ≥ 30 μm", { name: "涂层厚度", comparator: "ge", value: "30", unit: "μm" }],
    ["线速度：不低于20m/min", { name: "线速度", comparator: "ge", value: "20", unit: "m/min" }],
    ["外观良好", { name: "外观良好", comparator: "text", value: "", unit: "" }],
  ])("a target in one cell: %s", (text, expected) => expect(readTarget(text)).toEqual(expected));

  it("a label is the same with a number, a star, brackets or wide letters", () => {
    expect(new Set(["需求名称", "1、需求名称*", "需求名称（必填）：", " 需 求 名 称 "].map(labelKey)).size).toBe(1);
  });

  it("a code of a version not known yet is read by the newest of its family", () => {
    expect(resolveFormCode("表单编号：ＪＢ-XQ-1")).toMatchObject({ form: { code: "JB-XQ-1" }, isKnown: true });
    expect(resolveFormCode("JB-CG-99")).toMatchObject({ form: { family: "offer" }, isKnown: false });
    expect(resolveFormCode("XQ-2026-00001")).toBeUndefined();
  });
});
