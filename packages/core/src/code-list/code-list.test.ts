import { anonymous, DomainError, type UserActor } from "@jiebang/domain";
import { makePerson, useTestDatabase } from "@jiebang/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { countWorkingDays, getCalendar, removeCalendarDay, setCalendarDay } from "../calendar/calendar-days.ts";
import { createCtx } from "../kernel/ctx.ts";
import type { Services } from "../kernel/services.ts";
import { seedReferenceData } from "../setup/seed-reference-data.ts";
import { getCodeList, listCodeLists } from "./get-code-list.ts";
import { importCodeList } from "./import-code-list.ts";
import { requireCodes } from "./require-codes.ts";

const db = useTestDatabase();
const services = { secret: "x".repeat(32), publicUrl: "http://127.0.0.1:4204" } as Services;
const as = (actor: UserActor | typeof anonymous = anonymous) => createCtx({ db, services }, actor);
let admin: UserActor;
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "no refusal",
    (error: unknown) => (error instanceof DomainError ? error.reason : String(error)),
  );

beforeAll(async () => {
  await seedReferenceData(db);
  admin = await makePerson(db, { roles: ["platform_admin"] });
});

describe("code lists", () => {
  it("answer a form with the edition in force, or with what lies under one code", async () => {
    const list = await getCodeList(as(), { key: "area", parentCode: "411200" });
    expect(list).toMatchObject({ key: "area", edition: "GB/T 2260 2023", isConfirmed: true });
    expect(list.items.map((i) => i.code)).toEqual([
      "411202",
      "411203",
      "411221",
      "411222",
      "411224",
      "411281",
      "411282",
    ]);
    expect(list.items.find((i) => i.code === "411222")).toMatchObject({ name: "陕县", aliasOf: "411203" });
    expect(await getCodeList(as(), { key: "chain" })).toMatchObject({ isConfirmed: false });
    expect(await reasonOf(getCodeList(as(), { key: "chain", edition: "1999" }))).toBe("common.not_found");
  });

  it("come in as a new edition that says what changes, in force from its day on", async () => {
    const input = {
      key: "chain" as const,
      edition: "2026",
      title: "十大产业链",
      source: "市工信局 2026 年文",
      validFrom: "2026-01-01",
      csv: "\uFEFFcode,name,nameEn\ngold,黄金,Gold\ncopper_foil,高端铜箔,High-end copper foil\nlithium,锂电,Lithium\n",
    };
    const looked = await importCodeList(as(admin), { ...input, isDryRun: true });
    expect(looked).toMatchObject({
      itemCount: 3,
      added: ["lithium"],
      renamed: ["copper_foil"],
      errors: [],
      isCommitted: false,
    });
    expect(looked.retired).toContain("fruit");
    expect((await importCodeList(as(admin), input)).isCommitted).toBe(true);
    expect((await getCodeList(as(), { key: "chain" })).items.map((i) => i.code)).toEqual([
      "gold",
      "copper_foil",
      "lithium",
    ]);
    expect((await getCodeList(as(), { key: "chain", edition: "local-1" })).items.length).toBe(10); // the old one stays readable
    expect(await reasonOf(importCodeList(as(admin), input))).toBe("codeList.edition_taken");
    expect((await listCodeLists(as())).filter((l) => l.key === "chain").map((l) => l.edition)).toEqual([
      "2026",
      "local-1",
    ]);
    await importCodeList(as(admin), { ...input, edition: "2090", validFrom: "2090-01-01" });
    expect((await getCodeList(as(), { key: "chain" })).edition).toBe("2026");
  });

  it("stay out as a whole when a row is wrong, with every wrong row in words", async () => {
    const csv = "code,name,parentCode,aliasOf\na,甲,,\na,乙,,\nb,,,\nc,丙,zz,\nd,丁,,d\n坏,戊,,\n";
    const result = await importCodeList(as(admin), {
      key: "tier",
      edition: "bad",
      title: "坏",
      source: "表",
      validFrom: "2026-01-01",
      csv,
    });
    expect(result.errors).toEqual([
      { row: 3, reason: "codeList.row_repeated", details: { code: "a" } },
      { row: 4, reason: "codeList.row_name", details: { code: "b" } },
      { row: 5, reason: "codeList.row_parent", details: { code: "c", parent: "zz" } },
      { row: 6, reason: "codeList.row_alias", details: { code: "d", alias: "d" } },
      { row: 7, reason: "codeList.row_code", details: { code: "坏" } },
    ]);
    expect(result.isCommitted).toBe(false);
    expect((await getCodeList(as(), { key: "tier" })).edition).toBe("2022");
    const header = importCodeList(as(admin), {
      key: "tier",
      edition: "x",
      title: "x",
      source: "x",
      validFrom: "2026-01-01",
      csv: "a;b\n1;2",
    });
    expect(await reasonOf(header)).toBe("codeList.header_missing");
  });

  it("replace an old code by its successor and accept finer codes of the same standard", async () => {
    expect(await requireCodes(db.prisma, "area", ["411222"], "areaCode")).toEqual(["411203"]);
    expect(await requireCodes(db.prisma, "industry", ["C3221", "B09", "C"], "industryCode")).toEqual([
      "C3221",
      "B09",
      "C",
    ]);
    expect(await reasonOf(requireCodes(db.prisma, "industry", ["C9921"], "industryCode"))).toBe(
      "codeList.code_unknown",
    );
  });
});

describe("the calendar", () => {
  it("is edited by the city, with a source, and counts from then on", async () => {
    const city = await makePerson(db, { coordinates: [{ jurisdictionId: (await cityRow()).id, level: "city" }] });
    expect(await countWorkingDays(as(), { from: "2026-03-06", days: 5 })).toEqual({ day: "2026-03-13", isKnown: true });
    await setCalendarDay(as(city), { day: "2026-03-12", kind: "holiday", name: "全市停电检修", source: "市政府通知" });
    expect(await countWorkingDays(as(), { from: "2026-03-06", days: 5 })).toEqual({ day: "2026-03-16", isKnown: true });
    expect((await getCalendar(as(), { year: 2026 })).days.find((d) => d.day === "2026-03-12")).toMatchObject({
      name: "全市停电检修",
    });
    await removeCalendarDay(as(city), { day: "2026-03-12" });
    expect(await reasonOf(removeCalendarDay(as(city), { day: "2026-03-12" }))).toBe("common.not_found");
    expect(
      await reasonOf(
        setCalendarDay(as(await makePerson(db)), { day: "2026-03-12", kind: "holiday", name: "假", source: "无" }),
      ),
    ).toBe("common.forbidden");
  });

  it("says when a year is not known yet", async () => {
    expect(await getCalendar(as(), { year: 2028 })).toEqual({ year: 2028, days: [], isKnown: false });
    expect((await countWorkingDays(as(), { from: "2026-12-30", days: 5 })).isKnown).toBe(false);
  });
});

async function cityRow() {
  return db.prisma.jurisdiction.create({ data: { id: "jur_calendar", code: "calendar", name: "市", level: "city" } });
}
