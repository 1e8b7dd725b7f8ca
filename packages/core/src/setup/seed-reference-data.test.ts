import { existsSync, readFileSync } from "node:fs";
import { isWorkingDay } from "@jiebang/domain";
import { useTestDatabase } from "@jiebang/testing";
import { describe, expect, it } from "vitest";
import { loadCalendar } from "../calendar/load-calendar.ts";
import { areas } from "./seed/areas.ts";
import { disciplines } from "./seed/disciplines.ts";
import { industries } from "./seed/industries.ts";
import { seedReferenceData } from "./seed-reference-data.ts";

const db = useTestDatabase();
const codes = new URL("../../../../../shared/data/codes/", import.meta.url);
const hasData = existsSync(codes);
const read = (name: string): { code: string; name: string }[] => JSON.parse(readFileSync(new URL(name, codes), "utf8"));

describe("the reference data", () => {
  it("comes in once, however often and from however many servers it is asked for", async () => {
    await Promise.all([seedReferenceData(db), seedReferenceData(db), seedReferenceData(db)]);
    const count = async () => [
      await db.prisma.codeList.count(),
      await db.prisma.codeItem.count(),
      await db.prisma.calendarDay.count(),
      await db.prisma.template.count(),
    ];
    const first = await count();
    expect(first[0]).toBe(7);
    await seedReferenceData(db);
    expect(await count()).toEqual(first);
  });

  it("does not bring back a day that somebody removed, nor overwrite one that somebody changed", async () => {
    await seedReferenceData(db);
    await db.prisma.calendarDay.delete({ where: { day: new Date("2026-10-01") } });
    await db.prisma.calendarDay.update({ where: { day: new Date("2026-10-02") }, data: { name: "改" } });
    await seedReferenceData(db);
    expect(await db.prisma.calendarDay.findUnique({ where: { day: new Date("2026-10-01") } })).toBe(null);
    expect((await db.prisma.calendarDay.findUnique({ where: { day: new Date("2026-10-02") } }))?.name).toBe("改");
  });

  it("knows holidays on weekdays and workdays on weekends", async () => {
    const calendar = await loadCalendar(db.prisma);
    expect(["2026-02-14", "2026-02-17", "2026-02-21", "2026-03-02"].map((d) => isWorkingDay(calendar, d))).toEqual([
      true, // a Saturday made up for the Spring Festival
      false,
      false,
      true,
    ]);
  });

  it("has 20 sections and 97 divisions, 62 disciplines, and no code twice", () => {
    expect(industries.items.filter((i) => !i.parentCode).length).toBe(20);
    expect(industries.items.filter((i) => i.parentCode).length).toBe(97);
    expect(disciplines.items.length).toBe(62);
    for (const list of [industries, areas, disciplines])
      expect(new Set(list.items.map((i) => i.code)).size).toBe(list.items.length);
    const known = new Set(areas.items.map((i) => i.code));
    expect(areas.items.filter((i) => i.parentCode && !known.has(i.parentCode))).toEqual([]);
  });

  it.skipIf(!hasData)("agrees with collected lists of areas and industries", () => {
    const real = new Map(
      [
        ...read("cn_provinces.json").map((i) => ({ ...i, code: i.code.padEnd(6, "0") })),
        ...read("cn_cities.json").map((i) => ({ ...i, code: i.code.padEnd(6, "0") })),
        ...read("cn_areas.json"),
      ].map((i) => [i.code, i.name]),
    );
    const differing = areas.items.filter((i) => !i.aliasOf && real.has(i.code) && real.get(i.code) !== i.name);
    expect(differing.map((i) => `${i.code} ${i.name} ${real.get(i.code)}`)).toEqual([]);
    const unknown = areas.items.filter((i) => !i.aliasOf && !real.has(i.code) && !/^(71|81|82)/.test(i.code));
    expect(unknown).toEqual([]);
    const divisions = new Set(read("gbt4754_2017.json").map((i) => i.code));
    expect(industries.items.filter((i) => !divisions.has(i.code))).toEqual([]);
  });
});
