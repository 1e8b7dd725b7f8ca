import type { Actor, UserActor } from "@jiebang/domain";
import { makeJurisdiction, makeOrganisation, makePerson, testServices, useTestDatabase } from "@jiebang/testing";
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { getOwnEntry } from "../entry/own-entry.queries.ts";
import { runBulkChange } from "../entry-bulk/change-many.ts";
import { type Ctx, createCtx } from "../kernel/ctx.ts";
import { commitImport } from "./commit-import.ts";
import { confirmImport } from "./confirm-import.ts";
import { createImport } from "./create-import.ts";
import { fillMissing, listMissing } from "./missing-import.ts";
import { stageImport } from "./stage-import.ts";
import { startImport } from "./start-import.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: Actor): Ctx => createCtx({ db, services }, actor);
let university: { id: string };
let office: UserActor;
let elsewhere: UserActor;

beforeAll(async () => {
  const city = await makeJurisdiction(db, { level: "city", name: "某市" });
  university = await makeOrganisation(db, { kind: "university", name: "某某大学", jurisdictionId: city.id });
  office = await makePerson(db, { member: [{ organisationId: university.id }] });
  const other = await makeOrganisation(db, { kind: "university", name: "另一大学", jurisdictionId: city.id });
  elsewhere = await makePerson(db, { member: [{ organisationId: other.id }] });
});

const HEADERS = [
  "序号",
  "成果名称",
  "完成人",
  "所属学院",
  "专利号",
  "技术成熟度(TRL)",
  "成果简介",
  "拟合作方式",
  "成果联系人",
  "手机号码",
  "备用列",
];

async function exportOf(rows: (string | number)[][]): Promise<{ fileName: string; bytes: Uint8Array }> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("成果");
  sheet.addRow(HEADERS);
  for (const row of rows) sheet.addRow(row);
  return { fileName: "成果总表2026.xlsx", bytes: new Uint8Array(await book.xlsx.writeBuffer()) };
}
const result = (i: number, data: Partial<Record<number, string>> = {}) =>
  [
    i,
    `铝基复合材料制备技术之${i}`,
    "李某（教授）；王某",
    "材料学院",
    "ZL201810123456.7",
    "TRL6",
    "在线控制搅拌温度，使界面反应层厚度稳定在两微米以内，已在两家企业试用。",
    "技术转让、普通许可",
    "科技处",
    "0398-2345678",
    "x",
  ].map((value, column) => data[column] ?? value);

async function bringIn(ctx: Ctx, file: { fileName: string; bytes: Uint8Array }) {
  const preview = await createImport(ctx, { files: [file] });
  const batchId = preview.batch.id;
  await startImport(ctx, { batchId, organisationId: university.id, mapping: preview.suggested! }, { inline: true });
  await stageImport(ctx, batchId);
  await confirmImport(ctx, { batchId }, { inline: true });
  await commitImport(ctx, batchId);
  return { preview, batchId };
}

describe("a university's own export of results", () => {
  it("is recognised column by column, says how certain, and is remembered for the university only", async () => {
    const file = await exportOf([result(1), result(2)]);
    const { preview } = await bringIn(as(office), file);
    expect(preview.isRemembered).toBe(false);
    const fields = new Map(preview.suggested!.shapes[0]!.columns.map((c) => [c.from, c.to]));
    expect(preview.columns.map((c) => [c.name, fields.get(c.name) ?? null, c.confidence])).toEqual([
      ["序号", null, null],
      ["成果名称", "title", "sure"],
      ["完成人", "inventors", "sure"],
      ["所属学院", "department", "sure"],
      ["专利号", "patentNumbers", "sure"],
      ["技术成熟度(TRL)", "maturity", "sure"],
      ["成果简介", "body", "sure"],
      ["拟合作方式", "modes", "sure"],
      ["成果联系人", "contactName", "sure"],
      ["手机号码", "contactPhone", "sure"],
      ["备用列", null, null],
    ]);
    expect((await createImport(as(office), { files: [file] })).isRemembered).toBe(true);
    expect((await createImport(as(elsewhere), { files: [file] })).isRemembered).toBe(false);
  });

  it("becomes drafts of the university; what many lack is filled in at once; the good ones are handed in together", async () => {
    const rows = [result(11), result(12, { 8: "", 9: "" }), result(13, { 8: "", 9: "", 5: "" }), result(14, { 5: "" })];
    const { batchId } = await bringIn(as(office), await exportOf(rows));
    const missing = await listMissing(as(office), { batchId });
    expect([missing.drafts, missing.readyIds.length, missing.blocked]).toEqual([4, 1, 3]);
    expect(missing.groups.filter((g) => g.severity === "block").map((g) => [g.code, g.count, g.fill])).toEqual([
      ["contact_missing", 2, "contactPhone"],
      ["contact_name_missing", 2, "contactName"],
      ["maturity_missing", 2, "maturityStage"],
    ]);
    const first = await getOwnEntry(as(office), { entryId: missing.readyIds[0]! });
    expect(first).toMatchObject({
      organisation: { id: university.id },
      onBehalf: null,
      revision: {
        content: {
          cooperationModes: ["assignment", "licence_ordinary"],
          detail: {
            maturity: { stage: "pilot", level: 6, scaleId: "iso-16290" },
            inventors: [
              { name: "李某", unit: "材料学院", title: "教授" },
              { name: "王某", unit: "材料学院", title: "" },
            ],
            ipRights: [{ kind: "invention", number: "ZL201810123456.7", numberKind: "patent", status: "granted" }],
          },
        },
      },
    });
    const lacking = (code: string) => missing.groups.find((g) => g.code === code)!.drafts.map((d) => d.entryId);
    const fill = async (code: string, value: Parameters<typeof fillMissing>[1]["fill"]) =>
      (await fillMissing(as(office), { batchId, entryIds: lacking(code), fill: value })).filled;
    expect(await fill("contact_name_missing", { field: "contactName", value: "成果转化中心" })).toBe(2);
    expect(await fill("contact_missing", { field: "contactPhone", value: "0398-7654321" })).toBe(2);
    const { filled, missing: left } = await fillMissing(as(office), {
      batchId,
      entryIds: [...missing.readyIds, ...lacking("maturity_missing")],
      fill: { field: "maturityStage", value: "lab" },
    });
    // The one that said TRL6 keeps it.
    expect([filled, left.readyIds.length, left.blocked]).toEqual([2, 4, 0]);
    expect((await getOwnEntry(as(office), { entryId: missing.readyIds[0]! })).revision.content).toMatchObject({
      detail: { maturity: { stage: "pilot" } },
    });
    const handed = await runBulkChange(as(office), { entryIds: left.readyIds, change: { action: "submit" } });
    expect(handed.results.map((r) => r.outcome)).toEqual(["submitted", "submitted", "submitted", "submitted"]);
    expect(await listMissing(as(office), { batchId })).toMatchObject({
      drafts: 0,
      submitted: 4,
      readyIds: [],
      groups: [],
    });
  });

  it("shows nobody else what is missing, nor lets them fill it in", async () => {
    const { batchId } = await bringIn(as(office), await exportOf([result(21, { 8: "" })]));
    const { groups } = await listMissing(as(office), { batchId });
    const entryIds = groups.find((g) => g.code === "contact_name_missing")!.drafts.map((d) => d.entryId);
    await expect(listMissing(as(elsewhere), { batchId })).rejects.toMatchObject({ kind: "not_found" });
    const fill = { field: "contactName" as const, value: "别人" };
    await expect(fillMissing(as(elsewhere), { batchId, entryIds, fill })).rejects.toMatchObject({ kind: "not_found" });
    const own = await createImport(as(elsewhere), { files: [await exportOf([result(31)])] });
    await expect(fillMissing(as(elsewhere), { batchId: own.batch.id, entryIds, fill })).rejects.toMatchObject({
      kind: "not_found",
    });
  });

  it("asks the same number of questions for one draft and for many", async () => {
    const few = await bringIn(as(office), await exportOf([result(41)]));
    const many = await bringIn(as(office), await exportOf(Array.from({ length: 30 }, (_, i) => result(50 + i))));
    const asked = async (batchId: string) => {
      db.resetQueries();
      await listMissing(as(office), { batchId });
      return db.queries.length;
    };
    expect(await asked(many.batchId)).toBe(await asked(few.batchId));
  });
});
