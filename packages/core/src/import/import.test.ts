import { type Actor, type ImportBatchView, systemActor, type UserActor } from "@jiebang/domain";
import { auditActions, makeJurisdiction, makeOrganisation, makePerson, useTestDatabase } from "@jiebang/testing";
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { type Ctx, createCtx } from "../kernel/ctx.ts";
import { searchEntries } from "../search/search-entries.ts";
import { cancelImport } from "./cancel-import.ts";
import { commitImport } from "./commit-import.ts";
import { confirmImport } from "./confirm-import.ts";
import { createImport } from "./create-import.ts";
import { commitImportJob, resumeImports, stageImportJob } from "./import.job.ts";
import { getImport, getImportRow, listImportRows, listImports } from "./import.queries.ts";
import { publishImport } from "./publish-import.ts";
import { saveImportMapping } from "./save-import-mapping.ts";
import { stageImport } from "./stage-import.ts";
import { startImport } from "./start-import.ts";

const db = useTestDatabase();
const blobs = new Map<string, Uint8Array>();
const services = {
  files: {
    put: async (key: string, bytes: Uint8Array) => void blobs.set(key, bytes),
    get: async (key: string) => blobs.get(key)!,
    remove: async (key: string) => void blobs.delete(key),
  },
  secret: "x".repeat(32),
  publicUrl: "http://127.0.0.1",
} as never; // an import needs files only
const as = (actor: Actor): Ctx => createCtx({ db, services }, actor);
let cityId: string;
let city: UserActor;

beforeAll(async () => {
  cityId = (await makeJurisdiction(db, { level: "city", name: "某市" })).id;
  city = await makePerson(db, { coordinates: [{ jurisdictionId: cityId, level: "city" }] });
});

const utf8 = (text: string) => new TextEncoder().encode(text);
const json = (rows: object[], name = "list.json") => ({ fileName: name, bytes: utf8(JSON.stringify(rows)) });
const listing = (name: string, data: object = {}) => ({
  name,
  postTime: "2020-01-13",
  classification: "制造业",
  cooperationMethod: "委托开发",
  time: "2020-01-1310:49:39.0至2021-01-1310:49:41.0",
  context: `${name}的正文`,
  ...data,
});

interface Options {
  publish?: boolean;
  organisationId?: string;
  mapping?: Parameters<typeof startImport>[1]["mapping"];
}

async function stage(ctx: Ctx, files: { fileName: string; bytes: Uint8Array }[], options: Options = {}) {
  const { batch } = await createImport(ctx, { files });
  await startImport(
    ctx,
    { batchId: batch.id, organisationId: options.organisationId, mapping: options.mapping },
    { inline: true },
  );
  await stageImport(ctx, batch.id);
  return getImport(ctx, { batchId: batch.id });
}

async function bringIn(ctx: Ctx, files: { fileName: string; bytes: Uint8Array }[], options: Options = {}) {
  const staged = await stage(ctx, files, options);
  expect(staged.error).toBeNull();
  await confirmImport(ctx, { batchId: staged.id, publish: options.publish }, { inline: true });
  await commitImport(ctx, staged.id);
  return getImport(ctx, { batchId: staged.id });
}

const some = ({ counts }: ImportBatchView) =>
  Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0)) as Record<string, number>;

describe("an import", () => {
  it("is staged, shown with what is wrong in each row, confirmed and published; past validity comes in as historical", async () => {
    const rows = [
      listing("铝灰资源化"),
      listing("", { context: "没有标题" }),
      listing("铝灰资源化"),
      listing("铜箔表面处理", { cooperationMethod: "技术入股,魔法", time: "2020-01-01至2099-01-01" }),
    ];
    const staged = await stage(as(city), [json(rows)]);
    expect([staged.state, some(staged), staged.allowedActions]).toEqual([
      "staged",
      { ready: 2, duplicate: 1, refused: 1, noted: 1 },
      ["start", "confirm", "cancel"],
    ]);
    const { items } = await listImportRows(as(city), { batchId: staged.id });
    expect(items.map(({ line, status, problems, duplicateOf }) => ({ line, status, problems, duplicateOf }))).toEqual([
      { line: 1, status: "ready", problems: [], duplicateOf: null },
      {
        line: 2,
        status: "refused",
        problems: [{ severity: "error", reason: "import.problem.title_missing", field: "title", value: "" }].map(
          ({ value: _, ...p }) => p,
        ),
        duplicateOf: null,
      },
      { line: 3, status: "duplicate", problems: [], duplicateOf: { file: "list.json", line: 1 } },
      {
        line: 4,
        status: "ready",
        problems: [{ severity: "note", reason: "import.problem.mode_unknown", field: "modes", value: "魔法" }],
        duplicateOf: null,
      },
    ]);
    expect((await listImportRows(as(city), { batchId: staged.id, status: "refused" })).total).toBe(1);
    expect((await listImportRows(as(city), { batchId: staged.id, onlyWithProblems: true })).total).toBe(2);
    expect(await getImportRow(as(city), { batchId: staged.id, no: 4 })).toMatchObject({
      title: "铜箔表面处理",
      raw: rows[3],
      content: { kind: "demand", industryCode: "C", cooperationModes: ["equity"], validUntil: "2099-01-01" },
    });

    await confirmImport(as(city), { batchId: staged.id, publish: true }, { inline: true });
    await commitImport(as(city), staged.id);
    const done = await getImport(as(city), { batchId: staged.id });
    expect([done.state, some(done), done.rowsDone, done.allowedActions]).toEqual([
      "committed",
      { committed: 2, duplicate: 1, refused: 1, published: 2, historical: 1 },
      2,
      [],
    ]);
    const { hits } = await searchEntries(as(city), { query: "铝灰资源化" });
    expect(hits.map(({ card }) => [card.title, card.state, card.isHistorical, card.poster.isPlaceholder])).toEqual([
      ["铝灰资源化", "expired", true, true],
    ]);
    expect(hits[0]!.card.number).toMatch(/^XQ-\d{4}-\d{5}$/);
    expect(await auditActions(db, staged.id)).toEqual([
      "import.upload",
      "import.start",
      "import.confirm",
      "import.commit",
    ]);
    expect(await auditActions(db, hits[0]!.id)).toEqual(["entry.import", "vetting.publish_imported"]);
  });

  it("of the same file a second time changes nothing", async () => {
    const files = [
      json([listing("幂等一"), listing("幂等二", { context: " 带<sub>2</sub>标记 " }), listing("幂等一")]),
    ];
    await bringIn(as(city), files, { publish: true });
    const before = await db.asOwner("SELECT id, version, updated_at, number FROM entry ORDER BY id");
    const revisions = await db.asOwner("SELECT count(*)::int AS n FROM revision");
    const again = await bringIn(as(city), files, { publish: true });
    expect(some(again)).toEqual({ known: 2, duplicate: 1 });
    expect(await db.asOwner("SELECT id, version, updated_at, number FROM entry ORDER BY id")).toEqual(before);
    expect(await db.asOwner("SELECT count(*)::int AS n FROM revision")).toEqual(revisions);
  });

  it("updates what a newer list says differently, but never what people have edited or claimed", async () => {
    const first = [listing("更新甲"), listing("更新乙"), listing("更新丙")];
    await bringIn(as(city), [json(first)], { publish: true });
    const entryOf = async (title: string) =>
      (await db.prisma.revision.findFirstOrThrow({ where: { title }, orderBy: { no: "desc" } })).entryId;
    const editor = await makePerson(db);
    const edited = await db.prisma.entry.findUniqueOrThrow({ where: { id: await entryOf("更新乙") } });
    await db.prisma.revision.update({ where: { id: edited.currentRevisionId! }, data: { savedById: editor.userId } });
    const claimer = await makeOrganisation(db, { jurisdictionId: cityId });
    await db.prisma.entry.update({ where: { id: await entryOf("更新丙") }, data: { organisationId: claimer.id } });

    const second = first.map((row) => ({ ...row, cooperationMethod: "技术许可", time: "2020-01-01至2098-01-01" }));
    const done = await bringIn(as(city), [json(second)], { publish: true });
    expect(some(done)).toEqual({ committed: 1, known: 2, published: 1 });
    const reasons = (await listImportRows(as(city), { batchId: done.id })).items.map((r) =>
      r.problems.map((p) => p.reason),
    );
    expect(reasons).toEqual([[], ["import.problem.edited_since"], ["import.problem.claimed"]]);
    const [hit] = (await searchEntries(as(city), { query: "更新甲" })).hits;
    expect([hit!.card.cooperationModes, hit!.card.state, hit!.card.isHistorical]).toEqual([
      ["licence"],
      "published",
      false,
    ]);
    const states = await db.prisma.revision.findMany({ where: { entryId: hit!.id }, orderBy: { no: "asc" } });
    expect(states.map((r) => r.state)).toEqual(["superseded", "published"]);
    // Either file again: both were seen, nothing swings back.
    expect(some(await bringIn(as(city), [json(first)], { publish: true }))).toEqual({ known: 3 });
    expect(some(await bringIn(as(city), [json(second)], { publish: true }))).toEqual({ known: 3 });
  });

  it("of several files names duplicates across them", async () => {
    const staged = await stage(as(city), [
      json([listing("跨文件")], "a.json"),
      json([listing("另一条"), listing("跨文件")], "b.json"),
    ]);
    const { items } = await listImportRows(as(city), { batchId: staged.id, status: "duplicate" });
    expect(items.map(({ file, line, duplicateOf }) => ({ file, line, duplicateOf }))).toEqual([
      { file: "b.json", line: 2, duplicateOf: { file: "a.json", line: 1 } },
    ]);
  });

  it("reads a CSV in GB18030, an XLSX with dates and rich text, JSON lines, with guessed columns", async () => {
    const organisation = await makeOrganisation(db, { jurisdictionId: cityId });
    const member = await makePerson(db, { member: [{ organisationId: organisation.id, role: "editor" }] });
    // "需求名称;预算(万元)" and one row, in GB18030.
    const gb = Uint8Array.from(
      Buffer.from("d0e8c7f3c3fbb3c63bd4a4cbe328cdf2d4aa293bd0e8c7f3c3e8caf60ac2c1bbd23b31322e353bb4a6c0ed0a", "hex"),
    );
    const csv = await createImport(as(member), { files: [{ fileName: "需求.csv", bytes: gb }] });
    expect([csv.format, csv.encoding, csv.columns.map((c) => c.name), csv.suggested?.shapes[0]?.kind]).toEqual([
      "csv",
      "GB18030",
      ["需求名称", "预算(万元)", "需求描述"],
      "demand",
    ]);

    const book = new ExcelJS.Workbook();
    book.addWorksheet("空");
    const sheet = book.addWorksheet("成果");
    sheet.addRow(["成果名称", "成果简介", "成熟度", "有效期至", "价格", "关键词"]);
    sheet.addRow([
      { richText: [{ text: "低温" }, { text: "余热回收" }] },
      "正文<br>第二段",
      "中试",
      new Date(Date.UTC(2099, 4, 1)),
      "20-50万元",
      "余热,回收",
    ]);
    sheet.addRow([]);
    sheet.addRow(["", "没有名称"]);
    const bytes = new Uint8Array(await book.xlsx.writeBuffer());
    const done = await bringIn(as(member), [{ fileName: "成果.xlsx", bytes }], { organisationId: organisation.id });
    expect(some(done)).toEqual({ committed: 1, refused: 1 });
    const [row, refused] = (await listImportRows(as(member), { batchId: done.id })).items;
    expect([row!.line, refused!.line]).toEqual([2, 4]);
    const detail = await getImportRow(as(member), { batchId: done.id, no: 1 });
    expect(detail.content).toMatchObject({
      kind: "offer",
      title: "低温余热回收",
      body: "正文\n第二段",
      validUntil: "2099-05-01",
      moneyMin: "200000.00",
      moneyMax: "500000.00",
      keywords: ["余热", "回收"],
      detail: { maturity: { stage: "pilot" } },
    });
    // A member's list becomes drafts of the organisation, which nobody else sees.
    const entry = await db.prisma.entry.findUniqueOrThrow({ where: { id: row!.entryId! } });
    expect([entry.state, entry.organisationId, entry.onBehalfById, entry.number]).toEqual([
      "draft",
      organisation.id,
      null,
      null,
    ]);
    expect((await searchEntries(as(member), { query: "低温余热回收" })).total.value).toBe(0);

    const lines = utf8(`${JSON.stringify({ 标题: "行式", 简介: "内容" })}\n\n${JSON.stringify({ 标题: "第二行" })}\n`);
    const jsonl = await stage(as(member), [{ fileName: "x.jsonl", bytes: lines }], { organisationId: organisation.id });
    expect((await listImportRows(as(member), { batchId: jsonl.id })).items.map((r) => [r.line, r.title])).toEqual([
      [1, "行式"],
      [3, "第二行"],
    ]);
  });

  it("says in words why a file cannot be read", async () => {
    const reason = (fileName: string, bytes: Uint8Array) =>
      createImport(as(city), { files: [{ fileName, bytes }] }).then(
        () => "read",
        (error) => error.reason,
      );
    expect(await reason("a.json", utf8(""))).toBe("import.file_empty");
    expect(await reason("a.csv", utf8("标题\n"))).toBe("import.file_empty");
    expect(await reason("a.json", utf8('[{"a":1},{"b":'))).toBe("import.json_cut_off");
    expect(await reason("a.jsonl", utf8('{"a":1}\n{"b":x}\n'))).toBe("import.json_wrong");
    expect(await reason("a.xlsx", utf8("PK\u0003\u0004broken"))).toBe("import.xlsx_wrong");
    expect(await reason("a.xls", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]))).toBe("import.xls_old");
    expect(await reason("a.png", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 0]))).toBe("import.format_unknown");
  });

  it("killed in the middle of reading goes on where it stopped; two readers at once read every row once", async () => {
    const rows = Array.from({ length: 1500 }, (_, i) => listing(`续读${i}`));
    const { batch } = await createImport(as(city), { files: [json(rows)] });
    await startImport(as(city), { batchId: batch.id });
    await expect(
      stageImport(as(city), batch.id, (done) => {
        if (done >= 400) throw new Error("killed");
      }),
    ).rejects.toThrow("killed");
    const left = await db.prisma.importBatch.findUniqueOrThrow({ where: { id: batch.id } });
    expect([left.state, left.rowsDone]).toEqual(["staging", 400]);
    await db.moveClock(3600); // nothing was heard of it since
    const before = Number(
      (await db.asOwner<{ n: number }>("SELECT count(*)::int AS n FROM graphile_worker._private_jobs"))[0]!.n,
    );
    await resumeImports.run(as(systemActor("import.resume")));
    const after = await db.asOwner<{ n: number }>("SELECT count(*)::int AS n FROM graphile_worker._private_jobs");
    expect(after[0]!.n).toBeGreaterThanOrEqual(before);
    const job = as(systemActor("import.stage"));
    await Promise.all([stageImportJob.run(job, { batchId: batch.id }), stageImportJob.run(job, { batchId: batch.id })]);
    await db.moveClock(0);
    const staged = await getImport(as(city), { batchId: batch.id });
    expect([staged.state, some(staged)]).toEqual(["staged", { ready: 1500 }]);
  });

  it("killed in the middle of committing never happened, and is done once when done again, even by two at once", async () => {
    const rows = Array.from({ length: 600 }, (_, i) => listing(`整批${i}`));
    const staged = await stage(as(city), [json(rows)]);
    await confirmImport(as(city), { batchId: staged.id, publish: true });
    await expect(
      commitImport(as(city), staged.id, city, (done) => {
        if (done >= 250) throw new Error("killed");
      }),
    ).rejects.toThrow("killed");
    const count = async () => db.prisma.entry.count({ where: { importBatchId: staged.id } });
    expect(await count()).toBe(0);
    expect((await searchEntries(as(city), { query: "整批" })).total.value).toBe(0);
    const job = as(systemActor("import.commit"));
    await Promise.all([
      commitImportJob.run(job, { batchId: staged.id }),
      commitImportJob.run(job, { batchId: staged.id }),
    ]);
    expect([await count(), some(await getImport(as(city), { batchId: staged.id }))]).toEqual([
      600,
      { committed: 600, published: 600, historical: 600 },
    ]);
    expect((await searchEntries(as(city), { query: "整批" })).total.value).toBe(600);
  });

  it("given up leaves no rows and no files", async () => {
    const staged = await stage(as(city), [json([listing("放弃的")])]);
    const [key] = [...blobs.keys()].filter((k) => k.includes(staged.id));
    expect(key).toBeDefined();
    expect((await cancelImport(as(city), { batchId: staged.id })).state).toBe("cancelled");
    expect([blobs.has(key!), await db.prisma.importRow.count({ where: { batchId: staged.id } })]).toEqual([false, 0]);
    await expect(confirmImport(as(city), { batchId: staged.id })).rejects.toMatchObject({
      reason: "import.action_not_allowed",
    });
  });
});

describe("who may import", () => {
  it("nobody without an organisation or an appointment; a batch of others does not exist", async () => {
    const stranger = await makePerson(db);
    await expect(createImport(as(stranger), { files: [json([listing("x")])] })).rejects.toMatchObject({
      kind: "forbidden",
    });
    const staged = await stage(as(city), [json([listing("别人的")])]);
    const organisation = await makeOrganisation(db, { jurisdictionId: cityId });
    const member = await makePerson(db, { member: [{ organisationId: organisation.id }] });
    const unknown = await getImport(as(member), { batchId: "imp_unknown" }).catch((e) => e);
    const hidden = await getImport(as(member), { batchId: staged.id }).catch((e) => e);
    expect([hidden.kind, hidden.reason, hidden.details]).toEqual([unknown.kind, unknown.reason, unknown.details]);
    await expect(listImportRows(as(member), { batchId: staged.id })).rejects.toMatchObject({ kind: "not_found" });
    await expect(cancelImport(as(member), { batchId: staged.id })).rejects.toMatchObject({ kind: "not_found" });
    expect((await listImports(as(member))).total).toBe(0);
  });

  it("a member only for the own organisation, and never with publication", async () => {
    const own = await makeOrganisation(db, { jurisdictionId: cityId });
    const other = await makeOrganisation(db, { jurisdictionId: cityId });
    const member = await makePerson(db, { member: [{ organisationId: own.id }] });
    await expect(stage(as(member), [json([listing("甲")])])).rejects.toMatchObject({
      reason: "import.organisation_missing",
    });
    await expect(stage(as(member), [json([listing("甲")])], { organisationId: other.id })).rejects.toMatchObject({
      kind: "not_found",
    });
    const staged = await stage(as(member), [json([listing("甲")])], { organisationId: own.id });
    await expect(confirmImport(as(member), { batchId: staged.id, publish: true })).rejects.toMatchObject({
      reason: "import.publish_not_for_you",
    });
  });

  it("a county coordinator without publication; the city publishes the batch afterwards", async () => {
    const county = await makeJurisdiction(db, { level: "county", parentId: cityId });
    const coordinator = await makePerson(db, { coordinates: [{ jurisdictionId: county.id, level: "county" }] });
    const organisation = await makeOrganisation(db, { jurisdictionId: county.id });
    const files = [json([listing("县里的清单", { time: "2020-01-01至2099-01-01" })])];
    await expect(
      bringIn(as(coordinator), files, { organisationId: organisation.id, publish: true }),
    ).rejects.toMatchObject({
      reason: "import.publish_not_for_you",
    });
    const done = await bringIn(as(coordinator), files, { organisationId: organisation.id });
    expect([some(done), done.allowedActions]).toEqual([{ committed: 1 }, []]);
    const cityNow = await makePerson(db, { coordinates: [{ jurisdictionId: cityId, level: "city" }] });
    expect((await getImport(as(cityNow), { batchId: done.id })).allowedActions).toEqual(["publish"]);
    expect(some(await publishImport(as(cityNow), { batchId: done.id }))).toEqual({ committed: 1, published: 1 });
    const [hit] = (await searchEntries(as(city), { query: "县里的清单" })).hits;
    const entry = await db.prisma.entry.findUniqueOrThrow({ where: { id: hit!.id } });
    expect([entry.state, entry.onBehalfById]).toEqual(["published", coordinator.userId]);
  });

  it("a row's identity in one organisation's list tells nothing about another's", async () => {
    const make = async () => {
      const organisation = await makeOrganisation(db, { jurisdictionId: cityId });
      return { organisation, member: await makePerson(db, { member: [{ organisationId: organisation.id }] }) };
    };
    const [a, b] = [await make(), await make()];
    const files = [json([{ 标题: "同一标题", 简介: "同一正文" }])];
    await bringIn(as(a.member), files, { organisationId: a.organisation.id });
    const second = await stage(as(b.member), files, { organisationId: b.organisation.id });
    expect(some(second)).toEqual({ ready: 1 });
  });

  it("keeps a mapping under a name for its owner, and never replaces another's or a shipped one", async () => {
    const mapping = {
      source: "我的表",
      shapes: [{ kind: "offer" as const, columns: [{ from: "题", to: "title" as const }] }],
    };
    const saved = await saveImportMapping(as(city), { name: "本市成果表", mapping });
    expect(saved).toMatchObject({ name: "本市成果表", isShipped: false });
    const other = await makePerson(db, { coordinates: [{ jurisdictionId: cityId, level: "city" }] });
    for (const [actor, name] of [[other, "本市成果表"]] as const)
      await expect(saveImportMapping(as(actor), { name, mapping })).rejects.toMatchObject({
        reason: "import.name_taken",
      });
    const preview = await createImport(as(city), { files: [json([{ 题: "认得" }])] });
    expect(preview.suggestedMappingId).toBe(saved.id);
  });
});
