import { expect, test } from "vitest";
import {
  formatBytes,
  formatDate,
  formatDateTime,
  formatDay,
  formatMoney,
  formatMoneyRange,
  formatNumber,
  formatPercent,
} from "./format.ts";
import { messages } from "./messages.ts";

test("a day reads as people write it", () => {
  expect([formatDay("zh", "2026-01-05"), formatDay("en", "2026-01-05"), formatDay("zh", "soon")]).toEqual([
    "2026年1月5日",
    "5 Jan 2026",
    "soon",
  ]);
});

test("an instant is shown in Beijing time, over the day's edge too", () => {
  expect(formatDate("zh", "2026-11-23T16:00:00.000Z")).toBe("2026年11月24日");
  expect(formatDateTime("zh", "2026-11-23T09:00:00Z")).toBe("2026年11月23日 17:00");
  expect(formatDateTime("en", "2026-12-31T16:05:00Z")).toBe("1 Jan 2027, 00:05");
});

test.each([
  ["900.00", "900 元", "CNY 900"],
  ["1234.50", "1,234.5 元", "CNY 1,234.5"],
  ["10000.00", "1 万元", "CNY 10,000"],
  ["125000.00", "12.5 万元", "CNY 125,000"],
  ["12345678.90", "1,234.56789 万元", "CNY 12,345,678.9"],
  ["120000000.00", "1.2 亿元", "CNY 120,000,000"],
  ["0.00", "0 元", "CNY 0"],
])("money %s", (value, zh, en) => {
  expect([formatMoney("zh", value), formatMoney("en", value)]).toEqual([zh, en]);
});

test.each([
  [{ kind: "negotiable", min: null, max: null }, "面议", "Negotiable"],
  [{ kind: "range", min: "500000.00", max: "800000.00" }, "50–80 万元", "CNY 500,000–800,000"],
  [{ kind: "range", min: "5000.00", max: "800000.00" }, "5,000 元–80 万元", "CNY 5,000–800,000"],
  [{ kind: "range", min: "500000.00", max: "500000.00" }, "50 万元", "CNY 500,000"],
  [{ kind: "range", min: "500000.00", max: null }, "50 万元起", "from CNY 500,000"],
  [{ kind: "range", min: null, max: "800000.00" }, "不超过 80 万元", "up to CNY 800,000"],
  [null, "", ""],
] as const)("a range %j", (range, zh, en) => {
  expect([formatMoneyRange("zh", range), formatMoneyRange("en", range)]).toEqual([zh, en]);
});

test("numbers, shares and sizes", () => {
  expect([
    formatNumber(1234567),
    formatNumber("999"),
    formatPercent(0.756),
    formatBytes(1536),
    formatBytes(5_242_880),
  ]).toEqual(["1,234,567", "999", "76%", "1.5 kB", "5 MB"]);
});

test("every sentence stands in both languages with the same blanks", () => {
  const blanks = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  const en = messages.en as Record<string, string>;
  const differing = Object.entries(messages.zh).filter(
    ([key, text]) => !(key in en) || JSON.stringify(blanks(text)) !== JSON.stringify(blanks(en[key]!)),
  );
  expect(differing).toEqual([]);
  expect(Object.keys(en).sort()).toEqual(Object.keys(messages.zh).sort());
});
