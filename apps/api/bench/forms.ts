// pnpm bench:forms: a ZIP of 100 filled DOCX forms and a workbook of 200 rows through the verbs, on an empty database:
// uploaded, read in their thread, shown; then brought in. The forms are filled from a fixed seed into the shipped blanks.
import fs from "node:fs";
import path from "node:path";
import {
  addFormFile,
  bringInForms,
  confirmFormIntake,
  createCtx,
  createImport,
  getFormIntake,
  listFormFiles,
  listImportRows,
  openFormIntake,
  readIntake,
  stageImport,
  startImport,
} from "@jiebang/core";
import { migrate, openDatabase, startEmbeddedPostgres } from "@jiebang/db";
import { blankDocx } from "@jiebang/documents/forms/blank-docx.ts";
import { blankXlsx } from "@jiebang/documents/forms/blank-xlsx.ts";
import { fillBlankDocx, fillBlankXlsx, packZip } from "@jiebang/documents/forms/testing/fill-forms.ts";
import { makeJurisdiction, makeOrganisation, makePerson, testServices } from "@jiebang/testing";
import pg from "pg";
import { measureYardstick } from "./lib/yardstick.ts";

const RUNS = 3;
const FORMS = 100;
const ROWS = 200;

/** mulberry32: the same forms in every run and on every machine. */
function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
const random = seeded(20261123);
const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)]!;
const THINGS = ["轴承密封圈", "浸出槽涂层", "铜箔表面", "铝灰", "窑尾烟气", "余热锅炉", "酸雾", "果汁杀菌"];
const TASKS = ["耐高温改进", "在线检测", "资源化利用", "节能降耗", "自动上料", "寿命预测"];
const MONEY = ["50", "30-80", "面议", "１００", "面议左右", "二十来万"];
const text = (n: number) =>
  Array.from({ length: n }, () => `${pick(THINGS)}在连续运行条件下出现${pick(TASKS)}方面的困难。`).join("");

async function makeZip(): Promise<Uint8Array> {
  const blank = await blankDocx("demand");
  return packZip(
    Array.from({ length: FORMS }, (_, i) => ({
      name: `第${(i % 5) + 1}批/表${i + 1}.docx`,
      bytes: fillBlankDocx(blank, {
        单位名称: `测试企业${(i % 20) + 1}有限公司`,
        联系人: "张工",
        联系电话: "0398-1234567",
        需求名称: `${pick(THINGS)}${pick(TASKS)}之${i + 1}`,
        需求概述: text(2),
        技术难题: text(12),
        主要技术指标: [
          ["使用温度", "≥", "180", "度"],
          ["寿命", "不低于", "12", "个月"],
        ],
        现有基础: text(6),
        合作方式: "技术开发、技术咨询",
        "预算（万元）": pick(MONEY),
        需求时限: pick(["2027-06-30", "2027年6月", "尽快"]),
      }),
    })),
  );
}

const makeRows = () =>
  Array.from({ length: ROWS }, (_, i) => ({
    需求名称: `${pick(THINGS)}${pick(TASKS)}之${i + 1}`,
    需求概述: text(2),
    技术难题: text(6),
    主要技术指标: "检出率 ≥ 99 %\n线速度：不低于 20 m/min",
    合作方式: pick(["技术开发", "技术开发、以身相许"]),
    "预算（万元）": pick(MONEY),
  }));

const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!;
const seconds = async (work: () => Promise<unknown>) => {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
};

const root = path.resolve(import.meta.dirname, "../../..");
const folder = fs.mkdtempSync(path.join(root, ".tmp-bench-"));
fs.chmodSync(folder, 0o755); // PostgreSQL may run as another user
const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, "pg"), password: "bench" });
try {
  const yardstick = await measureYardstick(postgres.url);
  console.log(`yardstick ${yardstick} requests/s`);
  const zip = await makeZip();
  const workbook = await fillBlankXlsx(
    await blankXlsx("demand", {}, ROWS),
    { 单位名称: "测试企业1有限公司" },
    makeRows(),
  );
  const csv = new TextEncoder().encode(
    [
      "需求名称,需求简介,预算,合作方式,完成时间",
      ...makeRows().map((r) => [r.需求名称, r.需求概述, r["预算（万元）"], r.合作方式, "尽快"].join(",")),
    ].join("\n"),
  );
  const reading: number[] = [];
  const committing: number[] = [];
  const sheets: number[] = [];
  const lists: number[] = [];
  for (let run = 1; run <= RUNS; run++) {
    const url = new URL(postgres.url);
    const admin = new pg.Client({ connectionString: postgres.url });
    await admin.connect();
    await admin.query(`CREATE DATABASE forms_${run}`);
    await admin.end();
    url.pathname = `/forms_${run}`;
    await migrate(url.href);
    const db = openDatabase(url.href);
    const county = await makeJurisdiction(db, { level: "county" });
    for (let i = 1; i <= 20; i++)
      await makeOrganisation(db, { name: `测试企业${i}有限公司`, jurisdictionId: county.id });
    const actor = await makePerson(db, { coordinates: [{ jurisdictionId: county.id, level: "county" }] });
    const ctx = createCtx({ db, services: testServices() }, actor);
    const read = async (fileName: string, bytes: Uint8Array) => {
      const { id: intakeId } = await openFormIntake(ctx, {});
      await addFormFile(ctx, { intakeId, fileName, bytes });
      await readIntake(ctx, intakeId);
      await listFormFiles(ctx, { intakeId, limit: 50 });
      return intakeId;
    };
    let intakeId = "";
    reading.push(
      await seconds(async () => {
        intakeId = await read("全部.zip", zip);
      }),
    );
    const { counts } = await getFormIntake(ctx, { intakeId });
    if (counts.drafts !== FORMS) throw new Error(`${counts.drafts} drafts of ${FORMS} forms`);
    committing.push(
      await seconds(async () => {
        await confirmFormIntake(ctx, { intakeId }, { inline: true });
        await bringInForms(ctx, intakeId);
      }),
    );
    sheets.push(await seconds(() => read("二百行.xlsx", workbook)));
    lists.push(
      await seconds(async () => {
        const { batch, suggested } = await createImport(ctx, { files: [{ fileName: "清单.csv", bytes: csv }] });
        await startImport(ctx, { batchId: batch.id, mapping: suggested! }, { inline: true });
        await stageImport(ctx, batch.id);
        await listImportRows(ctx, { batchId: batch.id, limit: 100 });
      }),
    );
    console.log(
      `run ${run}: ZIP of ${FORMS} read and shown in ${reading.at(-1)!.toFixed(2)} s (${counts.remarks} with remarks), brought in in ${committing.at(-1)!.toFixed(2)} s; workbook of ${ROWS} rows ${sheets.at(-1)!.toFixed(2)} s; list of ${ROWS} rows ${lists.at(-1)!.toFixed(2)} s`,
    );
    await db.close();
  }
  console.log(
    `median: ZIP ${median(reading).toFixed(2)} s (reach 20), brought in ${median(committing).toFixed(2)} s, workbook ${median(sheets).toFixed(2)} s (reach 3), list ${median(lists).toFixed(2)} s (reach 3)`,
  );
} finally {
  await postgres.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}
