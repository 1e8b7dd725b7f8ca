import type { UserActor } from "@jiebang/domain";
import {
  auditActions,
  makeEntry,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import ExcelJS from "exceljs";
import { beforeEach, describe, expect, it } from "vitest";
import { createCtx } from "../kernel/ctx.ts";
import { getPaper, readPaperFile } from "../paper/paper.queries.ts";
import { printPaper } from "../paper/print-paper.ts";
import { renderPaper } from "../paper/render-paper.ts";
import { seedFormTemplates } from "../paper/seed-form-templates.ts";
import { addTemplateVersion, setTemplateRetired } from "./add-template-version.ts";
import { listFormTemplates } from "./form-template.queries.ts";
import { previewForm } from "./preview-form.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);

async function form(...cells: string[]) {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("表");
  cells.forEach((text, i) => {
    sheet.getCell(1 + i, 1).value = text;
  });
  return { fileName: "需求表.xlsx", bytes: new Uint8Array(await book.xlsx.writeBuffer()) };
}

async function makeWorld() {
  await seedFormTemplates(db.prisma);
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const otherCity = await makeJurisdiction(db, { level: "city" });
  const organisation = await makeOrganisation(db, { jurisdictionId: county.id });
  const coordinator = (jurisdictionId: string, level: "county" | "city") =>
    makePerson(db, { coordinates: [{ jurisdictionId, level }] });
  return {
    city,
    county,
    organisation,
    member: await makePerson(db, { member: [{ organisationId: organisation.id }] }),
    cityPerson: await coordinator(city.id, "city"),
    countyPerson: await coordinator(county.id, "county"),
    otherCityPerson: await coordinator(otherCity.id, "city"),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});
const add = async (...cells: string[]) =>
  addTemplateVersion(
    as(w.cityPerson),
    { subjectKind: "demand", name: "本市需求表", jurisdictionId: w.city.id },
    await form(...cells),
  );

describe("a form of one's own", () => {
  it("prints what is under its city once somebody chooses it; earlier papers keep the version that printed them", async () => {
    const entry = {
      organisationId: w.organisation.id,
      jurisdictionId: w.county.id,
      revision: "submitted",
      kind: "demand",
    } as const;
    const { entryId } = await makeEntry(db, entry);
    const print = async (templateId?: string) => {
      const { id } = await printPaper(as(w.member), { kind: "entry", entryId, templateId });
      await renderPaper(as(w.member), id);
      return getPaper(as(w.member), { paperId: id });
    };
    const before = await print();
    const template = await add("名称：{需求名称}", "编号 {打印编号}");
    const first = await print(template.id);
    const again = await addTemplateVersion(
      as(w.cityPerson),
      { templateId: template.id, note: "改版" },
      await form("新版 {title}"),
    );
    const second = await print(template.id);
    expect([before, first, second, await print()].map((p) => [p.template.code.slice(0, 2), p.template.no])).toEqual([
      ["JB", 1],
      ["BD", 1],
      ["BD", 2],
      ["JB", 1],
    ]);
    expect(again.versions.map((v) => [v.no, v.isInForce, v.papers])).toEqual([
      [2, true, 0],
      [1, false, 1],
    ]);
    const { bytes } = await readPaperFile(as(w.member), { paperId: first.id, format: "xlsx" });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Buffer.from(bytes) as never);
    const title = (await db.prisma.revision.findFirstOrThrow({ where: { entryId } })).title;
    expect([1, 2].map((row) => book.worksheets[0]!.getCell(row, 1).value)).toEqual([
      `名称：${title}`,
      `编号 ${first.number}`,
    ]);
    await expect(db.asOwner("UPDATE form_template_version SET no = 9")).rejects.toThrow("never changed");
    expect(await auditActions(db, template.id)).toEqual(["form_template.add_version", "form_template.add_version"]);
    await setTemplateRetired(as(w.cityPerson), { templateId: template.id, isRetired: true });
    await expect(print(template.id)).rejects.toMatchObject({ reason: "paper.no_template" });
  });

  it("names every fault at once and keeps nothing", async () => {
    const faults = await add("{需求名字}", "{#指标}{指标名称}", "{#指标}{温度}{/指标}").catch(
      (error) => error.details.faults,
    );
    expect(faults).toEqual([
      { reason: "loop_rows", name: "指标", place: "表!A2" },
      { reason: "unknown", name: "需求名字", place: null },
      { reason: "unknown_in_loop", name: "温度", place: "指标" },
    ]);
    expect((await add("没有占位符").catch((error) => error.details.faults))[0].reason).toBe("no_placeholders");
    const pdf = { fileName: "x.xlsx", bytes: new TextEncoder().encode("%PDF-1.4 …") };
    const refused = addTemplateVersion(
      as(w.cityPerson),
      { subjectKind: "demand", name: "表", jurisdictionId: w.city.id },
      pdf,
    );
    await expect(refused).rejects.toMatchObject({ reason: "form_template.faulty" });
    expect(await db.prisma.formTemplate.count({ where: { jurisdictionId: w.city.id } })).toBe(0);
  });

  it("is kept by the city's coordinators; counties read it, another city does not know it", async () => {
    const template = await add("{需求名称}");
    const codes = async (actor: UserActor) => (await listFormTemplates(as(actor))).map((one) => one.code);
    expect(await codes(w.otherCityPerson)).not.toContain(template.code);
    expect(await codes(w.member)).toEqual([]);
    const version = { templateId: template.id };
    await expect(addTemplateVersion(as(w.otherCityPerson), version, await form("{title}"))).rejects.toThrow(
      "not_found",
    );
    const shipped = (await listFormTemplates(as(w.cityPerson))).find((one) => one.code === "JB-XQ-1")!;
    expect(shipped.allowedActions).toEqual([]);
    await expect(
      addTemplateVersion(as(w.cityPerson), { templateId: shipped.id }, await form("{title}")),
    ).rejects.toMatchObject({
      reason: "form_template.not_yours",
    });
  });

  it("gets one number per version when two bring one in at once", async () => {
    const template = await add("{需求名称}");
    const file = await form("{title}");
    await Promise.all([1, 2, 3].map(() => addTemplateVersion(as(w.cityPerson), { templateId: template.id }, file)));
    const [view] = (await listFormTemplates(as(w.cityPerson))).filter((one) => one.id === template.id);
    expect(view!.versions.map((v) => v.no)).toEqual([4, 3, 2, 1]);
  });

  it("shows a sample before it is kept", async () => {
    const pdf = await previewForm(as(w.cityPerson), {
      subjectKind: "demand",
      file: await form("{需求名称}"),
      lang: "zh",
    });
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe("%PDF-");
  });
});
