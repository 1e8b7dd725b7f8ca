import { addDays, type CreateEditionInput, dayOf, instantOf, systemActor, type UserActor } from "@jiebang/domain";
import { verifyEdition } from "@jiebang/ledger";
import {
  auditActions,
  makeEntry,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { createBasis } from "../basis/create-basis.ts";
import { createCtx } from "../kernel/ctx.ts";
import { addErratum } from "./add-erratum.ts";
import { createEdition } from "./create-edition.ts";
import { runIssue } from "./edition.job.ts";
import { getEdition, listEditions } from "./edition.queries.ts";
import { setEditionRule } from "./edition-rule.ts";
import { discardEdition, giveBackEdition, issueEdition, prepareEdition } from "./issue-edition.ts";
import { addToEdition, fillEdition, saveEditionPicks } from "./pick-entries.ts";
import { previewEdition } from "./preview-edition.ts";
import { getPublicEdition, listPublicEditions, readEditionFile } from "./public-edition.queries.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);
const system = () => createCtx({ db, services }, systemActor("edition.issue"));
const START = instantOf("2026-09-01", "09:00");
const ALL = { limit: 1000, offset: 0 };

async function makeWorld() {
  await db.moveClock(START);
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const foreign = await makeJurisdiction(db, { level: "city" });
  const firm = await makeOrganisation(db, { jurisdictionId: county.id, name: "河谷精工" });
  const coordinator = await makePerson(db, { coordinates: [{ jurisdictionId: city.id, level: "city" }] });
  const basis = await createBasis(as(coordinator), {
    documentNo: "三工信〔2026〕1号",
    title: "供需对接工作方案",
    issuer: "市工信局",
    validFrom: "2026-01-01",
  });
  return {
    city,
    county,
    firm,
    coordinator,
    basis,
    second: await makePerson(db, { coordinates: [{ jurisdictionId: city.id, level: "city" }] }),
    countyPerson: await makePerson(db, { coordinates: [{ jurisdictionId: county.id, level: "county" }] }),
    elsewhere: await makePerson(db, { coordinates: [{ jurisdictionId: foreign.id, level: "city" }] }),
    editor: await makePerson(db, { member: [{ organisationId: firm.id }] }),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});

type EntryOptions = Partial<Parameters<typeof makeEntry>[1]>;
const entry = async (options: EntryOptions = {}) => {
  const made = await makeEntry(db, {
    organisationId: w.firm.id,
    jurisdictionId: w.county.id,
    revision: "published",
    ...options,
  });
  const { number } = await db.prisma.entry.findUniqueOrThrow({ where: { id: made.entryId } });
  return { ...made, number: number! };
};
const fields = (more: Partial<CreateEditionInput> = {}): CreateEditionInput => ({
  jurisdictionId: w.city.id,
  series: "offers",
  title: "技术成果目录",
  titleEn: "Catalogue of offers",
  preface: "为促进供需对接，现印发本目录。",
  bases: [{ basisId: w.basis.id }],
  ...more,
});
const draft = async (more: Partial<CreateEditionInput> = {}) => {
  const edition = await createEdition(as(w.coordinator), fields(more));
  return fillEdition(as(w.coordinator), { editionId: edition.id, filter: {} });
};
const issue = async (editionId: string) => {
  await prepareEdition(as(w.coordinator), { editionId });
  await issueEdition(as(w.coordinator), { editionId });
  await runIssue(system(), editionId);
  return getEdition(as(w.coordinator), { editionId });
};
const read = (slug: string, name: string) => readEditionFile(db, services.files, slug, name);

describe("an edition", () => {
  it("is issued with a number, hashes, and seven files that anybody can check", async () => {
    const [a, b] = [await entry(), await entry()];
    const view = await issue((await draft()).id);
    expect(view).toMatchObject({
      state: "issued",
      no: 1,
      slug: `${w.city.code}-offers-1`,
      entryCount: 2,
      failure: null,
    });
    expect(view.issuedOn).toBe(dayOf(START));
    const slug = view.slug!;
    expect(view.files.map((f) => f.name)).toEqual(
      ["-en.docx", "-en.pdf", "-en.xlsx", "-zh.docx", "-zh.pdf", "-zh.xlsx", ".jsonld"].map((end) => slug + end),
    );
    const jsonLd = JSON.parse(Buffer.from((await read(slug, `${slug}.jsonld`)).bytes).toString());
    expect(verifyEdition(jsonLd)).toEqual({ ok: true, slug, entries: 2, rootHash: view.rootHash });
    expect(jsonLd.frozen.entries.map((e: { number: string }) => e.number)).toEqual([a.number, b.number].sort());
    const pdf = (await read(slug, `${slug}-zh.pdf`)).bytes;
    expect(Buffer.from(pdf.slice(0, 5)).toString()).toBe("%PDF-");
    const page = await getPublicEdition(db, slug, ALL);
    expect(page?.entries.map((e) => [e.position, e.since])).toEqual([
      [1, null],
      [2, null],
    ]);
    expect((await listPublicEditions(db, ALL)).items.filter((e) => e.slug === slug)).toMatchObject([
      { no: 1, rootHash: view.rootHash },
    ]);
    expect(await auditActions(db, view.id)).toEqual([
      "edition.create",
      "edition.pick",
      "edition.prepare",
      "edition.issue",
      "edition.freeze",
      "edition.finish",
    ]);
  });

  it("says when one of its letters was changed", async () => {
    await entry();
    const { slug } = await issue((await draft()).id);
    const text = Buffer.from((await read(slug!, `${slug}.jsonld`)).bytes).toString();
    const file = JSON.parse(text);
    file.frozen.entries[0].content.title += "（改）";
    expect(verifyEdition(file)).toMatchObject({ ok: false, reason: "entry_differs" });
    const other = JSON.parse(text);
    other.frozen.header.title = "别的目录";
    expect(verifyEdition(other)).toMatchObject({ ok: false, reason: "root_differs" });
    expect(verifyEdition({})).toEqual({ ok: false, reason: "not_an_edition" });
  });

  it("stays as it was frozen, also against the owner of the database, while the page says what came after", async () => {
    const [kept, withdrawn, expired, revised] = [await entry(), await entry(), await entry(), await entry()];
    const { id, slug, rootHash } = await issue((await draft()).id);
    const before = await getPublicEdition(db, slug!, ALL);
    await db.prisma.entry.update({ where: { id: withdrawn.entryId }, data: { state: "withdrawn" } });
    await db.prisma.entry.update({ where: { id: expired.entryId }, data: { state: "expired" } });
    await db.prisma.revision.update({ where: { id: revised.revisionId }, data: { no: 2, title: "改过的标题" } });
    const after = await getPublicEdition(db, slug!, ALL);
    expect(after?.entries.map((e) => e.content)).toEqual(before?.entries.map((e) => e.content));
    expect(after?.rootHash).toBe(rootHash);
    const since = new Map(after?.entries.map((e) => [e.content.number, e.since]));
    expect([kept, withdrawn, expired, revised].map((e) => since.get(e.number))).toEqual([
      null,
      "withdrawn",
      "expired",
      "changed",
    ]);
    for (const sql of [
      `UPDATE edition_row SET content = '{}' WHERE edition_id = '${id}'`,
      `DELETE FROM edition_row WHERE edition_id = '${id}'`,
      `UPDATE edition SET title = 'x' WHERE id = '${id}'`,
      `DELETE FROM edition WHERE id = '${id}'`,
      `UPDATE edition_file SET sha256 = 'x' WHERE edition_id = '${id}'`,
      `INSERT INTO edition_row VALUES ('${id}', 99, 'x', 'CG-1', 'offer', '{}', 'h')`,
    ])
      await expect(db.asOwner(sql)).rejects.toThrow(/append-only|never changes|never deleted|frozen edition/);
  });

  it("is corrected by an erratum beside it and by nothing else", async () => {
    const { number } = await entry();
    const { id, slug, rootHash } = await issue((await draft()).id);
    await expect(
      addErratum(as(w.coordinator), { editionId: id, entryNumber: "CG-0", text: "有误" }),
    ).rejects.toMatchObject({
      reason: "edition.erratum_entry",
    });
    await addErratum(as(w.coordinator), { editionId: id, entryNumber: number, text: "单位名称应为河谷精工有限公司。" });
    const page = await getPublicEdition(db, slug!, ALL);
    expect([page?.rootHash, page?.errata.map((e) => [e.no, e.entryNumber, e.text])]).toEqual([
      rootHash,
      [[1, number, "单位名称应为河谷精工有限公司。"]],
    ]);
    await expect(db.asOwner(`DELETE FROM edition_erratum WHERE edition_id = '${id}'`)).rejects.toThrow("append-only");
  });

  it("shows what is new, gone, changed and renewed against the one before", async () => {
    const [same, gone, changed, renewed] = [await entry(), await entry(), await entry(), await entry()];
    await issue((await draft()).id);
    await db.prisma.entry.update({ where: { id: gone.entryId }, data: { state: "withdrawn" } });
    await db.prisma.revision.update({ where: { id: changed.revisionId }, data: { title: "新标题", no: 2 } });
    await db.prisma.entry.update({
      where: { id: renewed.entryId },
      data: { expiresAt: instantOf(addDays(dayOf(START), 700)) },
    });
    const added = await entry();
    const second = await draft();
    const preview = await previewEdition(as(w.coordinator), { editionId: second.id });
    const view = await issue(second.id);
    expect(view).toMatchObject({ no: 2, difference: preview.difference });
    expect(view.difference).toMatchObject({
      added: [{ number: added.number }],
      gone: [{ number: gone.number }],
      changed: [{ number: changed.number, fields: [{ field: "title", after: "新标题" }] }],
      renewed: [{ number: renewed.number }],
    });
    expect(JSON.stringify(view.difference)).not.toContain(same.number);
    const page = await getPublicEdition(db, view.slug!, ALL);
    expect([page?.previous?.no, page?.next, page?.header.previous?.slug]).toEqual([1, null, `${w.city.code}-offers-1`]);
  });
});

describe("what goes into an edition", () => {
  it("is counted by the filter, and the preview says what stays out and why", async () => {
    const good = await entry();
    const expired = await entry({ entry: { state: "expired" } });
    const historical = await entry({ entry: { isHistorical: true } });
    await entry({ kind: "demand" });
    const edition = await draft();
    const { entries, leftOut } = await previewEdition(as(w.coordinator), { editionId: edition.id });
    expect(entries.map((e) => e.number)).toEqual([good.number]);
    expect(new Map(leftOut.map((e) => [e.number, e.reason]))).toEqual(
      new Map([
        [expired.number, "expired"],
        [historical.number, "historical"],
      ]),
    );
    const demand = await entry({ kind: "demand" });
    await addToEdition(as(w.coordinator), { editionId: edition.id, number: demand.number.toLowerCase() });
    const again = await previewEdition(as(w.coordinator), { editionId: edition.id });
    expect(again.leftOut.find((e) => e.number === demand.number)?.reason).toBe("other_kind");
    await expect(addToEdition(as(w.coordinator), { editionId: edition.id, number: "CG-9999-1" })).rejects.toMatchObject(
      {
        reason: "edition.number_unknown",
      },
    );
  });

  it("can be ordered and thinned out by hand, by one person at a time", async () => {
    const ids = [(await entry()).entryId, (await entry()).entryId, (await entry()).entryId];
    const edition = await draft();
    const save = (entryIds: string[]) =>
      saveEditionPicks(as(w.coordinator), { editionId: edition.id, version: edition.version, entryIds });
    const results = await Promise.allSettled([save([ids[2]!, ids[0]!]), save([ids[1]!])]);
    expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(1);
    const view = await getEdition(as(w.coordinator), { editionId: edition.id });
    expect([1, 2]).toContain(view.pickCount);
  });

  it("holds nothing that is not public: no hidden poster, no sealed field, no person, no entry for a circle", async () => {
    const shadow = await makeOrganisation(db, {
      jurisdictionId: w.county.id,
      name: "义马暗影科技",
      nameEn: "Shadow Technology",
    });
    await entry({
      organisationId: shadow.id,
      content: {
        isPosterHidden: true,
        areaCode: "411224",
        industryCode: "C3211",
        title: "深井降温用相变材料",
        body: "密封的独门配方",
        contactName: "申屠无忌",
        contactPhone: "13812345678",
        layers: { body: "sealed", conditions: "undertaking" },
        detail: {
          maturity: { scaleId: "stage", level: null, stage: "pilot", evidence: "" },
          ipRights: [
            {
              kind: "invention",
              holder: "义马暗影科技",
              status: "granted",
              numberKind: "patent",
              number: "ZL202110123456.7",
            },
          ],
          inventors: [{ name: "申屠无忌", unit: "义马暗影科技", title: "" }],
          team: "轩辕课题组",
          conditions: "承诺后可见的工艺窗口",
          proven: "",
        },
      },
    });
    await entry({ content: { layers: { contact: "public" }, contactName: "公孙大娘", contactPhone: "13900001111" } });
    const waiting = await entry();
    await makeEntry(db, {
      organisationId: w.firm.id,
      jurisdictionId: w.county.id,
      revision: "submitted",
      content: { title: "还在审核的成果" },
    });
    // A new revision of a published entry waits: what is frozen is what everybody reads.
    await db.prisma.revision.create({
      data: {
        id: `${waiting.revisionId}b`,
        entryId: waiting.entryId,
        no: 2,
        state: "submitted",
        title: "尚未公开的新版",
      },
    });
    const circle = await entry({ content: { title: "定向公开的条目" } });
    await db.asOwner(`UPDATE entry SET audience = 'circle' WHERE id = '${circle.entryId}'`);
    const edition = await draft();
    const { leftOut } = await previewEdition(as(w.coordinator), { editionId: edition.id });
    expect(leftOut.map((e) => [e.number, e.reason])).toEqual([[circle.number, "limited_circle"]]);
    const view = await issue(edition.id);
    const secrets = [
      "义马暗影科技",
      "Shadow Technology",
      "411224",
      "C3211",
      "申屠无忌",
      "13812345678",
      "轩辕课题组",
      "202110123456",
      "密封的独门配方",
      "承诺后可见的工艺窗口",
      "公孙大娘",
      "13900001111",
      "还在审核的成果",
      "尚未公开的新版",
      "定向公开的条目",
      circle.number,
    ];
    const page = await getPublicEdition(db, view.slug!, ALL);
    const texts = [JSON.stringify(page), await textsOf(view.slug!)].join("\n");
    expect(texts).toContain("深井降温用相变材料");
    expect(secrets.filter((secret) => texts.includes(secret))).toEqual([]);
  });
});

/** Everything readable in the files of an edition: JSON as it is, Office files unzipped. */
async function textsOf(slug: string): Promise<string> {
  const { default: ExcelJS } = await import("exceljs");
  const parts: string[] = [];
  parts.push(Buffer.from((await read(slug, `${slug}.jsonld`)).bytes).toString());
  for (const lang of ["zh", "en"]) {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await read(slug, `${slug}-${lang}.xlsx`)).bytes.buffer as ArrayBuffer);
    book.eachSheet((sheet) => {
      sheet.eachRow((row) => {
        parts.push(JSON.stringify(row.values));
      });
    });
  }
  return parts.join("\n");
}

describe("who issues", () => {
  it("is a city coordinator, and another one than who prepared it where the city says so", async () => {
    await entry();
    const edition = await draft();
    await expect(prepareEdition(as(w.elsewhere), { editionId: edition.id })).rejects.toMatchObject({
      kind: "not_found",
    });
    await expect(getEdition(as(w.editor), { editionId: edition.id })).rejects.toMatchObject({ kind: "not_found" });
    await setEditionRule(as(w.coordinator), { jurisdictionId: w.city.id, needsSecondPerson: true });
    const prepared = await prepareEdition(as(w.coordinator), { editionId: edition.id });
    expect(prepared.allowedActions).toEqual(["giveBack", "discard"]);
    await expect(issueEdition(as(w.coordinator), { editionId: edition.id })).rejects.toMatchObject({
      reason: "edition.second_person",
    });
    expect((await getEdition(as(w.second), { editionId: edition.id })).allowedActions).toContain("issue");
    await giveBackEdition(as(w.second), { editionId: edition.id });
    await prepareEdition(as(w.coordinator), { editionId: edition.id });
    const clicks = await Promise.allSettled([1, 2, 3].map(() => issueEdition(as(w.second), { editionId: edition.id })));
    expect(clicks.filter((c) => c.status === "fulfilled")).toHaveLength(1);
  });

  it("of a county's edition is the city above it", async () => {
    await entry();
    const created = await createEdition(as(w.countyPerson), fields({ jurisdictionId: w.county.id }));
    await fillEdition(as(w.countyPerson), { editionId: created.id, filter: {} });
    await prepareEdition(as(w.countyPerson), { editionId: created.id });
    await expect(issueEdition(as(w.countyPerson), { editionId: created.id })).rejects.toMatchObject({
      reason: "edition.not_issuer",
    });
    expect((await issueEdition(as(w.coordinator), { editionId: created.id })).state).toBe("issuing");
  });

  it("can discard what is not frozen, and is told when nothing could go in", async () => {
    const { entryId } = await entry();
    const edition = await draft();
    await prepareEdition(as(w.coordinator), { editionId: edition.id });
    await db.prisma.entry.update({ where: { id: entryId }, data: { state: "withdrawn" } });
    await issueEdition(as(w.coordinator), { editionId: edition.id });
    await runIssue(system(), edition.id);
    const view = await getEdition(as(w.coordinator), { editionId: edition.id });
    expect([view.state, view.failure, view.no]).toEqual(["prepared", "edition.empty", null]);
    expect((await discardEdition(as(w.coordinator), { editionId: edition.id })).state).toBe("discarded");
  });
});

it("two workers at the same issue make one edition, with the same bytes", async () => {
  await entry();
  const edition = await draft();
  await prepareEdition(as(w.coordinator), { editionId: edition.id });
  await issueEdition(as(w.coordinator), { editionId: edition.id });
  await Promise.all([runIssue(system(), edition.id), runIssue(system(), edition.id)]);
  const view = await getEdition(as(w.coordinator), { editionId: edition.id });
  expect([view.state, view.files.length]).toEqual(["issued", 7]);
});

it("lists of editions take the same number of queries for one and for many", async () => {
  const count = async () => {
    db.resetQueries();
    await listEditions(as(w.coordinator), {});
    return db.queries.length;
  };
  await createEdition(as(w.coordinator), fields());
  const one = await count();
  for (let i = 0; i < 9; i++) await createEdition(as(w.coordinator), fields());
  expect(await count()).toBe(one);
});
