import { describe, expect, it } from "vitest";
import { IdTable } from "./id-table.ts";

const never = (index: number): never => {
  throw new Error(`twice at ${index}`);
};
const tail = "-of-an-organisation-in-the-city";

describe("a table of ids", () => {
  it.each([
    ["numbered ids", (i: number) => `person-${i}`],
    ["ids alike in their last characters", (i: number) => `${i}-person`],
    ["ids alike in a long tail", (i: number) => `${i}${tail}`],
    ["ids in Chinese, of every length", (i: number) => "企业".repeat(i % 7) + String.fromCodePoint(0x4e00 + i)],
  ])("finds %s, and nobody else", (_, idOf) => {
    const ids = Array.from({ length: 3000 }, (_, i) => idOf(i));
    const table = new IdTable(ids, never);
    const asked = Array.from({ length: 9000 }, (_, k) => idOf((k * 7919) % 6000));
    const map = new Map(ids.map((id, i) => [id, i]));
    const out = new Int32Array(9002);
    expect(table.findAll(asked, out, 2)).toBe(9000);
    expect([...out]).toEqual([0, 0, ...asked.map((id) => map.get(id) ?? -1)]);
    expect(asked.map((id) => table.get(id))).toEqual(asked.map((id) => map.get(id)));
    expect([table.has(ids[5]!), table.has("nobody"), table.has("")]).toEqual([true, false, false]);
  });

  it.each([
    ["numbered ids", (i: number) => `person-${i}`],
    ["ids alike in a long tail", (i: number) => `${i}${tail}`],
  ])("refuses a repetition among %s", (_, idOf) => {
    const ids = [...Array.from({ length: 2000 }, (_, i) => idOf(i)), idOf(700)];
    expect(() => new IdTable(ids, never)).toThrow("twice at 2000");
  });

  it("stops at the first value that is no text", () => {
    const table = new IdTable(["a", "b"], never);
    const out = new Int32Array(600).fill(9);
    const list: unknown[] = new Array(600).fill("b");
    list[300] = ["a"];
    expect(table.findAll(list, out, 0)).toBe(300);
    expect(out.indexOf(9)).toBe(300);
  });
});
