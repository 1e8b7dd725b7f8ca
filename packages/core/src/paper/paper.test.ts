import { createHash } from "node:crypto";
import { readScan } from "@jiebang/documents";
import { newId, type PaperView, type UserActor } from "@jiebang/domain";
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
import { readAttachment } from "../attachment/read-attachment.ts";
import { reviseEntry } from "../entry/revise-entry.ts";
import { saveDraft } from "../entry/save-draft.ts";
import { createCtx } from "../kernel/ctx.ts";
import { attachScan, typeScanCode } from "./attach-scan.ts";
import { hasMatchingStampedScan } from "./has-matching-stamped-scan.ts";
import { resumePapers } from "./paper.job.ts";
import { getPaper, getPublicPaper, listPapers, paperViews, readPaperFile } from "./paper.queries.ts";
import { printPaper } from "./print-paper.ts";
import { renderPaper } from "./render-paper.ts";
import { listScans } from "./scan.queries.ts";
import { seedFormTemplates } from "./seed-form-templates.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);

async function makeWorld() {
  await seedFormTemplates(db.prisma);
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const elsewhere = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const organisation = await makeOrganisation(db, { jurisdictionId: county.id });
  return {
    city,
    county,
    organisation,
    member: await makePerson(db, { member: [{ organisationId: organisation.id }] }),
    desk: await makePerson(db, { coordinates: [{ jurisdictionId: county.id, level: "county" }] }),
    otherDesk: await makePerson(db, { coordinates: [{ jurisdictionId: elsewhere.id, level: "county" }] }),
    stranger: await makePerson(db, { member: [{ organisationId: (await makeOrganisation(db)).id }] }),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});
const make = (options: Partial<Parameters<typeof makeEntry>[1]> = {}) =>
  makeEntry(db, { organisationId: w.organisation.id, jurisdictionId: w.county.id, revision: "submitted", ...options });
async function printed(entryId: string, actor = w.member): Promise<PaperView> {
  const paper = await printPaper(as(actor), { kind: "entry", entryId });
  await renderPaper(as(actor), paper.id);
  return getPaper(as(actor), { paperId: paper.id });
}
const pdfOf = async (paper: PaperView) =>
  (await readPaperFile(as(w.member), { paperId: paper.id, format: "pdf" })).bytes;

describe("a printed entry", () => {
  it("has a number, a hash, files, and a code that leads to it; the row never changes", async () => {
    const { entryId } = await make({ kind: "demand" });
    const paper = await printed(entryId);
    expect(paper.number).toMatch(/^XQB-\d{4}-\d{5}$/);
    expect([paper.isCurrent, paper.print.state, paper.files.map((f) => f.format)]).toEqual([
      true,
      "ready",
      ["pdf", "docx"],
    ]);
    const pdf = await pdfOf(paper);
    expect(createHash("sha256").update(pdf).digest("hex")).toBe(paper.files[0]!.sha256);
    expect((await readScan(pdf)).codes).toEqual([`${services.publicUrl}/paper/${paper.number}?c=${paper.checkCode}`]);
    expect(await auditActions(db, entryId)).toEqual(["paper.print"]);
    await expect(db.asOwner("UPDATE paper SET title = 'x'")).rejects.toThrow("never changed");
    await expect(db.asOwner("DELETE FROM paper_file")).rejects.toThrow("never changed");
  });

  it("is made again after a killed process, as the same bytes, once", async () => {
    const { entryId } = await make();
    const paper = await printPaper(as(w.member), { kind: "entry", entryId });
    expect(paper.files).toEqual([]);
    await db.moveClock(120); // nothing was heard of it
    await resumePapers.run(as(w.member));
    await Promise.all([renderPaper(as(w.member), paper.id), renderPaper(as(w.member), paper.id)]);
    const files = await db.prisma.paperFile.findMany({ where: { paperId: paper.id }, orderBy: { format: "asc" } });
    expect(files.map((f) => f.format)).toEqual(["docx", "pdf"]);
    await db.moveClock(0);
  });

  it("belongs to its owner and its desk; for all others neither paper nor list exists", async () => {
    const { entryId } = await make();
    const paper = await printed(entryId);
    expect((await listPapers(as(w.desk), { subjectId: entryId })).total).toBe(1);
    for (const other of [w.stranger, w.otherDesk]) {
      await expect(printPaper(as(other), { kind: "entry", entryId })).rejects.toThrow("not_found");
      await expect(getPaper(as(other), { paperId: paper.id })).rejects.toThrow("not_found");
      await expect(listPapers(as(other), { subjectId: entryId })).rejects.toThrow("not_found");
      await expect(readPaperFile(as(other), { paperId: paper.id, format: "pdf" })).rejects.toThrow("not_found");
      await expect(listScans(as(other), { entryId })).rejects.toThrow("not_found");
    }
  });

  it("tells the public no more than kind, number, day and hash where the subject is not public", async () => {
    const content = { title: "机密代号朱雀", isPosterHidden: true, contactPhone: "13912345678" };
    const hidden = await make({ revision: "published", kind: "demand", content } as never);
    const draft = await make({ kind: "demand" });
    for (const { entryId } of [hidden, draft]) {
      const paper = await printed(entryId);
      const seen = (await getPublicPaper(db, paper.number))!;
      expect(seen).toEqual({
        number: paper.number,
        kind: "demand",
        printedOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
        contentHash: paper.contentHash,
        standing: null,
        noticeNumber: null,
      });
    }
    expect(await getPublicPaper(db, "XQB-2026-99999")).toBeNull();
  });

  it("stands as current on the public page until another text is published", async () => {
    const { entryId, revisionId } = await make({ revision: "published" });
    const paper = await printed(entryId);
    expect((await getPublicPaper(db, paper.number))?.standing).toBe("current");
    await db.prisma.revision.update({ where: { id: revisionId }, data: { title: "换了说法" } });
    expect((await getPublicPaper(db, paper.number))?.standing).toBe("superseded");
  });

  it("is listed with the same number of queries for one and for many", async () => {
    const one = await make();
    await printPaper(as(w.member), { kind: "entry", entryId: one.entryId });
    const count = async () => {
      db.resetQueries();
      const rows = await db.prisma.paper.findMany({ where: { subjectId: one.entryId } });
      await paperViews(db.prisma, rows);
      return db.queries.length;
    };
    const few = await count();
    for (let i = 0; i < 6; i++) await printPaper(as(w.member), { kind: "entry", entryId: one.entryId });
    expect(await count()).toBe(few);
  });
});

describe("the stamped scan", () => {
  const scan = async (entryId: string, bytes: Uint8Array, actor = w.member) =>
    attachScan(as(actor), { entryId, fileName: "盖章件.pdf", bytes });

  it("is compared by itself: it matches, and no longer once the text has changed", async () => {
    const { entryId, revisionId } = await make();
    const pdf = await pdfOf(await printed(entryId));
    expect(await hasMatchingStampedScan(db.prisma, revisionId)).toBe(false);
    const view = await scan(entryId, pdf);
    expect([view.verdict, view.isTyped]).toEqual(["matches", false]);
    expect(await hasMatchingStampedScan(db.prisma, revisionId)).toBe(true);
    await db.prisma.revision.update({ where: { id: revisionId }, data: { summary: "盖章之后改了" } });
    expect(await hasMatchingStampedScan(db.prisma, revisionId)).toBe(false);
    expect((await scan(entryId, pdf)).verdict).toBe("changed");
  });

  it("of another entry is another paper, and its number is not told", async () => {
    const mine = await make();
    const other = await make();
    const view = await scan(mine.entryId, await pdfOf(await printed(other.entryId)));
    expect([view.verdict, view.paperNumber]).toEqual(["other_paper", null]);
    expect(await hasMatchingStampedScan(db.prisma, mine.revisionId)).toBe(false);
    expect(await hasMatchingStampedScan(db.prisma, other.revisionId)).toBe(false);
  });

  it("without a readable code waits for the number and check code that a person types", async () => {
    const { entryId, revisionId } = await make();
    const paper = await printed(entryId);
    const view = await scan(entryId, WHITE_PNG);
    expect(view.verdict).toBe("unreadable");
    const type = (checkCode: string) =>
      typeScanCode(as(w.member), { scanId: view.id, number: paper.number.toLowerCase(), checkCode });
    const wrong = paper.checkCode.startsWith("0") ? "1" : "0";
    await expect(type(wrong + paper.checkCode.slice(1))).rejects.toMatchObject({ reason: "paper.code_wrong" });
    const typed = await type(`${paper.checkCode.slice(0, 4)}-${paper.checkCode.slice(4)}`.toLowerCase());
    expect([typed.verdict, typed.isTyped, typed.paperNumber]).toEqual(["matches", true, paper.number]);
    expect(await hasMatchingStampedScan(db.prisma, revisionId)).toBe(true);
  });

  it("is read by owner and desk only", async () => {
    const { entryId } = await make();
    const { attachmentId } = await scan(entryId, WHITE_PNG);
    for (const reader of [w.member, w.desk])
      expect((await readAttachment(as(reader), { attachmentId })).mediaType).toBe("image/png");
    for (const other of [w.stranger, w.otherDesk])
      await expect(readAttachment(as(other), { attachmentId })).rejects.toThrow("not_found");
  });
});

describe("lists and letters", () => {
  it("print what a desk has, and recommend what the county recommended, nothing of another county", async () => {
    const { entryId, revisionId } = await make();
    const unrecommended = await make();
    await db.prisma.revision.update({ where: { id: revisionId }, data: { state: "recommended" } });
    await db.prisma.vettingDecision.create({
      data: { id: newId("vet"), entryId, revisionId, step: "county", action: "recommend", decidedById: w.desk.userId },
    });
    const list = await printPaper(as(w.desk), { kind: "entry_list", jurisdictionId: w.county.id });
    const letter = await printPaper(as(w.desk), {
      kind: "recommendation",
      jurisdictionId: w.county.id,
      addressee: "市中心",
    });
    expect([list.rows, letter.rows]).toEqual([2, 1]);
    await renderPaper(as(w.desk), list.id);
    expect((await getPaper(as(w.desk), { paperId: list.id })).files.map((f) => f.format)).toEqual([
      "xlsx",
      "pdf",
      "docx",
    ]);
    for (const other of [w.otherDesk, w.member])
      await expect(printPaper(as(other), { kind: "entry_list", jurisdictionId: w.county.id })).rejects.toThrow(
        "not_found",
      );
    await expect(
      printPaper(as(w.otherDesk), { kind: "entry_list", jurisdictionId: (await makeJurisdiction(db)).id }),
    ).rejects.toThrow("not_found");
    expect(unrecommended.entryId).not.toBe(entryId);
  });
});

it("a list keeps what stands while its owner writes anew, in the words that stand", async () => {
  const { entryId } = await make({ revision: "published", content: { title: "站着的标题" } as never });
  const opened = await reviseEntry(as(w.member), { entryId });
  await saveDraft(as(w.member), {
    entryId,
    lockVersion: opened.revision.lockVersion,
    content: { ...opened.revision.content, title: "还没交的标题" } as typeof opened.revision.content,
  });
  const list = await printPaper(as(w.desk), { kind: "entry_list", jurisdictionId: w.county.id });
  const { content } = await db.prisma.paper.findUniqueOrThrow({ where: { id: list.id } });
  expect((content as { data: { items: { title: string }[] } }).data.items.map((item) => item.title)).toEqual([
    "站着的标题",
  ]);
});

/** A white picture: a scan without any code. */
const WHITE_PNG = Uint8Array.from(
  Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEANl9ngAAAAABJRU5ErkJggg==", "base64"),
);
