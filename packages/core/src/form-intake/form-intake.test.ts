import { spawn } from "node:child_process";
import { blankDocx } from "@jiebang/documents/forms/blank-docx.ts";
import { blankXlsx } from "@jiebang/documents/forms/blank-xlsx.ts";
import { type Filling, fillBlankDocx, fillBlankXlsx, packZip } from "@jiebang/documents/forms/testing/fill-forms.ts";
import type { Actor, FormFileView, UserActor } from "@jiebang/domain";
import {
  auditActions,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { getOwnEntry, listOwnEntries } from "../entry/own-entry.queries.ts";
import { type Ctx, createCtx } from "../kernel/ctx.ts";
import { addFormFile } from "./add-form-file.ts";
import { blankForm } from "./blank-form.ts";
import { bringInForms, confirmFormIntake } from "./commit-intake.ts";
import { getFormIntake, listFormFiles, listFormIntakes } from "./form-intake.queries.ts";
import { getIntakeNote } from "./intake-note.ts";
import { openFormIntake } from "./open-intake.ts";
import { readFormOriginal } from "./read-form-original.ts";
import { readIntake } from "./read-intake.ts";
import { dropFormFile, settleFormOrganisation } from "./settle-organisation.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: Actor): Ctx => createCtx({ db, services }, actor);
let cityId: string;
let hubin: string;
let county: UserActor;
let elsewhere: UserActor;
let demand: Uint8Array;
let list: Uint8Array;

beforeAll(async () => {
  cityId = (await makeJurisdiction(db, { level: "city", name: "某市" })).id;
  hubin = (await makeJurisdiction(db, { name: "湖滨区", parentId: cityId })).id;
  const lingbao = (await makeJurisdiction(db, { name: "灵宝市", parentId: cityId })).id;
  county = await makePerson(db, { coordinates: [{ jurisdictionId: hubin, level: "county" }] });
  elsewhere = await makePerson(db, { coordinates: [{ jurisdictionId: lingbao, level: "county" }] });
  demand = await blankDocx("demand");
  list = await blankXlsx("demand");
});

const firm = (name: string, data: object = {}) => makeOrganisation(db, { name, jurisdictionId: hubin, ...data });
const demandOf = (name: string, title: string, more: Filling = {}) =>
  fillBlankDocx(demand, { 单位名称: name, 联系人: "张工", 联系电话: "0398-1234567", 需求名称: title, ...more });

async function collect(ctx: Ctx, files: Record<string, Uint8Array>, organisationId?: string) {
  const { id: intakeId } = await openFormIntake(ctx, { organisationId });
  for (const [fileName, bytes] of Object.entries(files)) await addFormFile(ctx, { intakeId, fileName, bytes });
  await readIntake(ctx, intakeId);
  return intakeId;
}
const filesOf = async (ctx: Ctx, intakeId: string) => (await listFormFiles(ctx, { intakeId, limit: 100 })).items;
const brief = (file: FormFileView) => [
  file.path,
  file.state,
  file.organisationName ?? file.reason,
  file.drafts.map((d) => d.title),
];

describe("filled forms", () => {
  it("are read, shown per file, settled by a person and brought in together on behalf of the firms", async () => {
    await firm("湖滨轴承有限公司", { creditCode: "91411200MA3X4Y5Z6T" });
    await firm("湖滨铝业有限公司");
    const intakeId = await collect(as(county), {
      "轴承.docx": demandOf("轴承公司", "密封圈耐高温", {
        统一社会信用代码: "91411200MA3X4Y5Z6T",
        "预算（万元）": "面议左右",
      }),
      "铝业.xlsx": await fillBlankXlsx(list, { 单位名称: "湖滨铝业有限公司" }, [
        { 需求名称: "铝灰利用" },
        { 需求名称: "熔铸节能" },
      ]),
      "新厂.docx": demandOf("湖滨新厂有限公司", "自动上料"),
      "扫描.pdf": new TextEncoder().encode("%PDF-1.7 …"),
      "空白.docx": demand,
    });
    const files = await filesOf(as(county), intakeId);
    expect(files.map(brief)).toEqual([
      ["轴承.docx", "read", "湖滨轴承有限公司", ["密封圈耐高温"]],
      ["铝业.xlsx", "read", "湖滨铝业有限公司", ["铝灰利用", "熔铸节能"]],
      ["新厂.docx", "read", null, ["自动上料"]],
      ["扫描.pdf", "refused", "form.refused.pdf", []],
      ["空白.docx", "refused", "form.refused.empty_form", []],
    ]);
    expect(files[0]!.match).toBe("credit_code");
    await expect(confirmFormIntake(as(county), { intakeId })).rejects.toMatchObject({
      reason: "form.organisations_unsettled",
    });
    await settleFormOrganisation(as(county), {
      fileId: files[2]!.id,
      newOrganisation: { name: "湖滨新厂有限公司", jurisdictionId: hubin },
    });
    await confirmFormIntake(as(county), { intakeId }, { inline: true });
    await bringInForms(as(county), intakeId);
    const after = await getFormIntake(as(county), { intakeId });
    expect([after.state, after.counts.committed, after.counts.drafts, after.allowedActions]).toEqual([
      "committed",
      3,
      4,
      [],
    ]);
    const created = (await filesOf(as(county), intakeId)).flatMap((file) => file.drafts.map((draft) => draft.entryId!));
    const entries = [];
    for (const entryId of created) entries.push(await getOwnEntry(as(county), { entryId }));
    expect(
      entries.map((e) => [
        e.organisation.name,
        e.revision.content.title,
        e.revision.content.contactName,
        e.onBehalf !== null,
      ]),
    ).toEqual([
      ["湖滨轴承有限公司", "密封圈耐高温", "张工", true],
      ["湖滨铝业有限公司", "铝灰利用", null, true],
      ["湖滨铝业有限公司", "熔铸节能", null, true],
      ["湖滨新厂有限公司", "自动上料", "张工", true],
    ]);
    expect(await getIntakeNote(as(county), { entryId: created[0]! })).toMatchObject({
      fileName: "轴承.docx",
      note: "预算（万元）：面议左右",
      problems: [{ reason: "form.problem.money_wrong", value: "面议左右" }],
    });
    expect(await auditActions(db, intakeId)).toContain("form_intake.commit");
  });

  it("a ZIP with folders, names in GBK and leavings of systems is read file by file; the same file again is known", async () => {
    await firm("湖滨水泥有限公司");
    const first = demandOf("湖滨水泥有限公司", "窑尾降氮");
    const gbk = [0xd0, 0xe8, 0xc7, 0xf3, 0x2f, 0xb1, 0xed, 0x31, 0x2e, 0x64, 0x6f, 0x63, 0x78]; // 需求/表1.docx
    const zip = packZip([
      { name: "", raw: gbk, bytes: first },
      { name: "b/c/再来一份.docx", bytes: demandOf("湖滨水泥有限公司", "余热利用") },
      { name: "b/c/同一份.docx", bytes: first },
      { name: "__MACOSX/b/._x.docx", bytes: new Uint8Array([1]) },
      { name: "b/~$表.docx", bytes: new Uint8Array([1]) },
      { name: "旧表.doc", bytes: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0]) },
    ]);
    const intakeId = await collect(as(county), { "全部.zip": zip });
    expect((await filesOf(as(county), intakeId)).map((f) => [f.path, f.state, f.reason])).toEqual([
      ["全部.zip", "archive", null],
      ["需求/表1.docx", "read", null],
      ["b/c/再来一份.docx", "read", null],
      ["b/c/同一份.docx", "known", "form.known.twice"],
      ["__MACOSX/b/._x.docx", "skipped", "form.skipped.system_file"],
      ["b/~$表.docx", "skipped", "form.skipped.temporary_file"],
      ["旧表.doc", "refused", "form.refused.old_doc"],
    ]);
    await confirmFormIntake(as(county), { intakeId }, { inline: true });
    await bringInForms(as(county), intakeId);
    const again = await collect(as(county), { "又来.docx": first });
    const [known] = await filesOf(as(county), again);
    expect([known!.state, known!.reason, known!.details.organisation]).toEqual([
      "known",
      "form.known.before",
      "湖滨水泥有限公司",
    ]);
  });

  it("two who bring in the same file at once make its drafts once", async () => {
    const owner = await firm("湖滨玻璃有限公司");
    const bytes = demandOf("湖滨玻璃有限公司", "浮法玻璃缺陷检测");
    const trays = [await collect(as(county), { "a.docx": bytes }), await collect(as(county), { "b.docx": bytes })];
    for (const intakeId of trays) await confirmFormIntake(as(county), { intakeId }, { inline: true });
    await Promise.all(trays.map((intakeId) => bringInForms(as(county), intakeId)));
    expect(await db.prisma.entry.count({ where: { organisationId: owner.id } })).toBe(1);
    expect(
      (await db.prisma.formFile.findMany({ where: { intakeId: { in: trays } }, select: { state: true } }))
        .map((f) => f.state)
        .sort(),
    ).toEqual(["committed", "known"]);
  });

  it("a member brings forms of the own organisation; somebody else's is refused", async () => {
    const own = await firm("湖滨食品有限公司");
    const member = await makePerson(db, { member: [{ organisationId: own.id }] });
    const intakeId = await collect(
      as(member),
      {
        "我们的.docx": demandOf("湖滨食品有限公司", "杀菌工艺"),
        "别人的.docx": demandOf("湖滨轴承有限公司", "偷看"),
      },
      own.id,
    );
    expect((await filesOf(as(member), intakeId)).map(brief)).toEqual([
      ["我们的.docx", "read", "湖滨食品有限公司", ["杀菌工艺"]],
      ["别人的.docx", "refused", "form.refused.other_organisation", []],
    ]);
    await confirmFormIntake(as(member), { intakeId }, { inline: true });
    await bringInForms(as(member), intakeId);
    const { items } = await listOwnEntries(as(member), { organisationId: own.id });
    expect(items.map((e) => e.title)).toEqual(["杀菌工艺"]);
    await expect(openFormIntake(as(member), { organisationId: (await firm("别家")).id })).rejects.toMatchObject({
      kind: "not_found",
    });
  });

  it("a coordinator of another county sees nothing of a tray, and takes no form of a firm outside the own county", async () => {
    await firm("湖滨化工有限公司");
    const intakeId = await collect(as(county), { "化工.docx": demandOf("湖滨化工有限公司", "废酸回收") });
    const [file] = await filesOf(as(county), intakeId);
    await expect(getFormIntake(as(elsewhere), { intakeId })).rejects.toMatchObject({ kind: "not_found" });
    await expect(listFormFiles(as(elsewhere), { intakeId })).rejects.toMatchObject({ kind: "not_found" });
    await expect(dropFormFile(as(elsewhere), { fileId: file!.id })).rejects.toMatchObject({ kind: "not_found" });
    await expect(confirmFormIntake(as(elsewhere), { intakeId })).rejects.toMatchObject({ kind: "not_found" });
    await expect(addFormFile(as(elsewhere), { intakeId, fileName: "x.docx", bytes: demand })).rejects.toMatchObject({
      kind: "not_found",
    });
    expect((await listFormIntakes(as(elsewhere))).items).toEqual([]);
    const theirs = await collect(as(elsewhere), { "化工.docx": demandOf("湖滨化工有限公司", "废酸回收") });
    expect((await filesOf(as(elsewhere), theirs)).map(brief)).toEqual([
      ["化工.docx", "refused", "form.refused.organisation_elsewhere", []],
    ]);
  });

  it("a bid sent here by mistake is refused and not kept as anything", async () => {
    const bid = fillBlankDocx(await blankDocx("bid"), { 方案名称: "绝密方案", 技术方案: "核心在于温度曲线" });
    const intakeId = await collect(as(county), { "揭榜.docx": bid });
    const [row] = await db.prisma.formFile.findMany({ where: { intakeId } });
    expect([row!.state, row!.reason]).toEqual(["refused", "form.refused.bid_form"]);
    expect(JSON.stringify(row)).not.toContain("温度曲线");
    expect([...services.blobs.keys()].filter((key) => key.includes(intakeId))).toEqual([]);
  });

  it("a blank is prefilled only for those who act for the organisation", async () => {
    const own = await firm("湖滨纺织有限公司");
    const made = await blankForm(as(county), { family: "demand", format: "docx", organisationId: own.id });
    expect(made.fileName).toBe("企业技术需求征集表-湖滨纺织有限公司.docx");
    await expect(
      blankForm(as(elsewhere), { family: "demand", format: "docx", organisationId: own.id }),
    ).rejects.toMatchObject({ kind: "not_found" });
  });

  it("lists of trays and files ask the same number of questions for one and for many", async () => {
    await firm("湖滨印刷有限公司");
    const few = await collect(as(county), { "1.docx": demandOf("湖滨印刷有限公司", "单张") });
    const many = await collect(
      as(county),
      Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`${i}.docx`, demandOf("湖滨印刷有限公司", `多张${i}`)])),
    );
    const asked = async (work: () => Promise<unknown>) => {
      const before = db.queries.length;
      await work();
      return db.queries.length - before;
    };
    const one = await asked(() => listFormFiles(as(county), { intakeId: few }));
    expect(await asked(() => listFormFiles(as(county), { intakeId: many }))).toBe(one);
  });

  it("are handed out as they came, also from inside a ZIP, to those who see the tray; each opening leaves a line", async () => {
    const name = "湖滨阀门有限公司";
    await firm(name);
    const single = await demandOf(name, "阀座密封面堆焊");
    const inside = await demandOf(name, "阀体铸造缺陷检测");
    const intakeId = await collect(as(county), {
      "单份.docx": single,
      "打包.zip": packZip([{ name: "一月/表二.docx", bytes: inside }]),
    });
    const files = (await filesOf(as(county), intakeId)).filter(
      (file) => file.hasOriginal && !file.path.endsWith(".zip"),
    );
    expect(files.map((file) => file.path).sort()).toEqual(["一月/表二.docx", "单份.docx"].sort());
    for (const file of files) {
      const original = await readFormOriginal(as(county), { fileId: file.id });
      const sent = file.path === "单份.docx" ? single : inside;
      expect([original.fileName, Buffer.from(original.bytes).equals(Buffer.from(sent))]).toEqual([
        file.path.split("/").at(-1),
        true,
      ]);
      await expect(readFormOriginal(as(elsewhere), { fileId: file.id })).rejects.toMatchObject({ kind: "not_found" });
    }
    await expect(readFormOriginal(as(county), { fileId: "ffl_unknown" })).rejects.toMatchObject({ kind: "not_found" });
    expect((await auditActions(db, intakeId)).filter((a) => a === "form_intake.open_original")).toHaveLength(2);
  });
});

describe("a process killed with -9 while it brings forms in", () => {
  it("leaves nothing, and the next one brings in everything once", async () => {
    const owner = await firm("湖滨重工有限公司");
    const intakeId = await collect(as(county), {
      "许多.xlsx": await fillBlankXlsx(
        list,
        { 单位名称: "湖滨重工有限公司" },
        Array.from({ length: 40 }, (_, i) => ({ 需求名称: `需求之${i + 1}` })),
      ),
    });
    await confirmFormIntake(as(county), { intakeId }, { inline: true });
    // The thirtieth revision makes the other process wait inside its transaction; there it is killed.
    await db.asOwner(`CREATE FUNCTION hold_still() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.title = '需求之30' THEN PERFORM pg_sleep(30); END IF; RETURN NEW; END $$`);
    await db.asOwner("CREATE TRIGGER hold_still BEFORE INSERT ON revision FOR EACH ROW EXECUTE FUNCTION hold_still()");
    const child = spawn(
      process.execPath,
      [new URL("./testing/bring-in.ts", import.meta.url).pathname, db.pool.options.connectionString!, intakeId],
      { stdio: "inherit" },
    );
    await expect
      .poll(
        async () =>
          (
            await db.asOwner(
              "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()",
            )
          ).length,
        { timeout: 20_000 },
      )
      .toBe(1);
    child.kill("SIGKILL");
    await db.asOwner(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()",
    );
    await db.asOwner("DROP TRIGGER hold_still ON revision");
    expect(await db.prisma.entry.count({ where: { organisationId: owner.id } })).toBe(0);
    expect((await getFormIntake(as(county), { intakeId })).state).toBe("committing");
    await bringInForms(as(county), intakeId);
    await bringInForms(as(county), intakeId);
    expect(await db.prisma.entry.count({ where: { organisationId: owner.id } })).toBe(40);
    expect((await getFormIntake(as(county), { intakeId })).state).toBe("committed");
  });
});
