import { type Actor, anonymous, UNDERTAKING_VERSION, type UserActor } from "@jiebang/domain";
import {
  makeEntry,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  outbox,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import { strToU8, zipSync } from "fflate";
import { beforeEach, describe, expect, it } from "vitest";
import { listOpenings } from "../entry/own-entry.queries.ts";
import { getPublicEntry } from "../entry/public-entry.queries.ts";
import { getReaderView } from "../entry/reader-view.ts";
import { reviseEntry } from "../entry/revise-entry.ts";
import { createCtx } from "../kernel/ctx.ts";
import { acceptUndertaking } from "../undertaking/accept-undertaking.ts";
import { openUndertakingLayer } from "../undertaking/open-undertaking-layer.ts";
import { addAttachment } from "./add-attachment.ts";
import { readAttachment } from "./read-attachment.ts";
import { removeAttachment, sweepAttachmentJob } from "./remove-attachment.ts";
import { setAttachmentLayer } from "./set-attachment-layer.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: Actor) => createCtx({ db, services }, actor);
const bytesOf = (text: string) => new TextEncoder().encode(text);
const pdf = bytesOf("%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF");

async function makeWorld() {
  const county = await makeJurisdiction(db);
  const owner = await makeOrganisation(db, { jurisdictionId: county.id });
  const other = await makeOrganisation(db, { jurisdictionId: county.id });
  return {
    county,
    owner,
    other,
    member: await makePerson(db, { member: [{ organisationId: owner.id }] }),
    reader: await makePerson(db, { member: [{ organisationId: other.id }] }),
    countyPerson: await makePerson(db, { coordinates: [{ jurisdictionId: county.id, level: "county" }] }),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});
const make = (revision: "draft" | "submitted" | "published", content = {}) =>
  makeEntry(db, { organisationId: w.owner.id, jurisdictionId: w.county.id, revision, content });

/** A file as a row with its bytes, on a revision in any state. */
async function putFile(revisionId: string, layer: "public" | "undertaking" | "sealed") {
  const id = `att_${Math.random().toString(36).slice(2)}`;
  await services.files.put(`k/${id}`, bytesOf(layer));
  await db.prisma.attachment.create({
    data: {
      id,
      subjectKind: "revision",
      subjectId: revisionId,
      layer,
      fileName: `${layer}.txt`,
      mediaType: "text/plain",
      size: layer.length,
      sha256: "00",
      storageKey: `k/${id}`,
    },
  });
  return id;
}
const canRead = async (actor: Actor, attachmentId: string) =>
  readAttachment(as(actor), { attachmentId }).then(
    () => true,
    (error) => {
      expect(error).toMatchObject({ kind: "not_found" });
      return false;
    },
  );

describe("a file on a draft", () => {
  it("is kept under a name of ours, typed by its content", async () => {
    const { entryId } = await make("draft");
    const view = await addAttachment(as(w.member), {
      entryId,
      fileName: "../检测报告.exe",
      layer: "public",
      bytes: pdf,
    });
    expect([view.fileName, view.mediaType, view.size, view.layer]).toEqual([
      "_检测报告.pdf",
      "application/pdf",
      pdf.length,
      "public",
    ]);
    const row = await db.prisma.attachment.findUniqueOrThrow({ where: { id: view.id } });
    expect(row.storageKey).toBe(`attachments/${view.sha256.slice(0, 2)}/${view.sha256}-${view.id}`);
    expect((await readAttachment(as(w.member), { attachmentId: view.id })).bytes).toEqual(pdf);
  });

  it.each([
    ["an empty file", new Uint8Array(), "attachment.empty"],
    ["a page", bytesOf("<!doctype html><script>alert(1)</script>"), "attachment.type_not_allowed"],
    [
      "a drawing that can run scripts",
      bytesOf("<svg xmlns='http://www.w3.org/2000/svg'/>"),
      "attachment.type_not_allowed",
    ],
    [
      "a program",
      new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
      "attachment.type_not_allowed",
    ],
    ["an archive", new Uint8Array([0x50, 0x4b, 5, 6, ...new Array(18).fill(0)]), "attachment.type_not_allowed"],
    ["too much", new Uint8Array(20 * 1024 * 1024 + 1), "attachment.too_large"],
  ])("refuses %s and keeps nothing of it", async (_name, bytes, reason) => {
    const { entryId } = await make("draft");
    const before = services.blobs.size;
    await expect(addAttachment(as(w.member), { entryId, fileName: "a.pdf", layer: "public", bytes })).rejects.toThrow(
      reason,
    );
    expect(services.blobs.size).toBe(before);
  });

  it("cannot be added, changed or removed by others, nor when the text is not being written", async () => {
    const { entryId, revisionId } = await make("draft");
    const attachmentId = await putFile(revisionId, "public");
    for (const person of [w.reader, w.countyPerson]) {
      const ctx = as(person);
      const gone = { kind: "not_found" };
      await expect(addAttachment(ctx, { entryId, fileName: "a", layer: "public", bytes: pdf })).rejects.toMatchObject(
        gone,
      );
      await expect(removeAttachment(ctx, { attachmentId })).rejects.toMatchObject(gone);
      await expect(setAttachmentLayer(ctx, { attachmentId, layer: "sealed" })).rejects.toMatchObject(gone);
    }
    const submitted = await make("submitted");
    await expect(
      addAttachment(as(w.member), { entryId: submitted.entryId, fileName: "a", layer: "public", bytes: pdf }),
    ).rejects.toMatchObject({ kind: "conflict" });
  });

  it("goes with its bytes when removed, unless another revision still holds them", async () => {
    const { entryId, revisionId } = await make("published");
    const first = await putFile(revisionId, "public");
    await reviseEntry(as(w.member), { entryId });
    const copy = await db.prisma.attachment.findFirstOrThrow({
      where: { storageKey: `k/${first}`, id: { not: first } },
    });
    await removeAttachment(as(w.member), { attachmentId: copy.id });
    await expect(removeAttachment(as(w.member), { attachmentId: first })).rejects.toMatchObject({ kind: "not_found" });
    const sweep = async () => sweepAttachmentJob.run(as(w.member), { storageKey: `k/${first}` });
    expect((await outbox(db)).filter((j) => j.name === "attachment.sweep")).toHaveLength(1);
    await sweep();
    expect(await canRead(anonymous, first)).toBe(true);
    await db.prisma.attachment.update({ where: { id: first }, data: { removedAt: new Date() } });
    await sweep();
    expect(services.blobs.has(`k/${first}`)).toBe(false);
  });
});

describe("who may read a file", () => {
  it("follows the layer of the file and the state of its revision", async () => {
    const table: Record<string, string> = {};
    for (const revision of ["draft", "submitted", "published"] as const) {
      const { revisionId } = await make(revision);
      for (const layer of ["public", "undertaking", "sealed"] as const) {
        const id = await putFile(revisionId, layer);
        const readers: [string, Actor][] = [
          ["anonymous", anonymous],
          ["reader", w.reader],
          ["county", w.countyPerson],
          ["member", w.member],
        ];
        const may: string[] = [];
        for (const [name, actor] of readers) if (await canRead(actor, id)) may.push(name);
        table[`${revision} ${layer}`] = may.join(" ");
      }
    }
    expect(table).toEqual({
      "draft public": "member",
      "draft undertaking": "member",
      "draft sealed": "member",
      "submitted public": "county member",
      "submitted undertaking": "county member",
      "submitted sealed": "county member",
      "published public": "anonymous reader county member",
      "published undertaking": "county member",
      "published sealed": "county member",
    });
  });

  it("opens the second layer after the undertaking, keeps each opening, and never the sealed one", async () => {
    const { entryId, revisionId } = await make("published", { body: "第二层正文", layers: { body: "undertaking" } });
    const second = await putFile(revisionId, "undertaking");
    const sealed = await putFile(revisionId, "sealed");
    const before = await getReaderView(as(w.reader), { entryId });
    expect([before.undertaking.isNeeded, before.allowedActions]).toEqual([
      true,
      ["express_interest", "accept_undertaking"],
    ]);
    await expect(openUndertakingLayer(as(w.reader), { entryId })).rejects.toThrow("undertaking.needed");
    await expect(acceptUndertaking(as(w.reader), { entryId, version: "1999" })).rejects.toThrow(
      "undertaking.version_changed",
    );
    await Promise.all(
      [1, 2].map(() => acceptUndertaking(as(w.reader), { entryId, version: before.undertaking.version })),
    );
    const opened = await openUndertakingLayer(as(w.reader), { entryId });
    expect([opened.body, opened.contact]).toEqual(["第二层正文", null]);
    expect([await canRead(w.reader, second), await canRead(w.reader, sealed)]).toEqual([true, false]);
    const openings = await listOpenings(as(w.member), { entryId, limit: 10, offset: 0 });
    expect(openings.items.map((o) => [o.userName, o.layer, o.fileName])).toEqual([
      [w.reader.name, "undertaking", "undertaking.txt"],
      [w.reader.name, "undertaking", null],
    ]);
    await expect(listOpenings(as(w.reader), { entryId, limit: 10, offset: 0 })).rejects.toMatchObject({
      kind: "not_found",
    });
  });

  it("gives the undertaking to a person, not to colleagues, and for one entry only", async () => {
    const colleague = await makePerson(db, { member: [{ organisationId: w.other.id }] });
    const [one, two] = [await make("published"), await make("published")];
    const files = [await putFile(one.revisionId, "undertaking"), await putFile(two.revisionId, "undertaking")];
    const { undertaking } = await getReaderView(as(w.reader), { entryId: one.entryId });
    await acceptUndertaking(as(w.reader), { entryId: one.entryId, version: undertaking.version });
    expect(await Promise.all(files.map((f) => canRead(w.reader, f)))).toEqual([true, false]);
    expect(await canRead(colleague, files[0]!)).toBe(false);
  });

  it("hides even public files of a hidden poster from the public", async () => {
    const { entryId, revisionId } = await make("published", { isPosterHidden: true });
    const id = await putFile(revisionId, "public");
    const number = (await db.prisma.entry.findUniqueOrThrow({ where: { id: entryId } })).number!;
    const page = await getPublicEntry(db, number);
    expect([page?.attachments, page?.afterUndertaking]).toEqual([[], ["attachments"]]);
    expect([await canRead(anonymous, id), await canRead(w.reader, id)]).toEqual([false, false]);
  });

  it("ends with the entry: nothing of a withdrawn one can be fetched by others", async () => {
    const { entryId, revisionId } = await make("published");
    const id = await putFile(revisionId, "public");
    await db.prisma.entry.update({ where: { id: entryId }, data: { state: "withdrawn" } });
    expect([await canRead(anonymous, id), await canRead(w.member, id)]).toEqual([false, true]);
    const gone = { kind: "not_found" };
    await expect(openUndertakingLayer(as(w.reader as UserActor), { entryId })).rejects.toMatchObject(gone);
    await expect(getReaderView(as(w.reader), { entryId })).rejects.toMatchObject(gone);
  });
});

describe("what others get of a confidential file", () => {
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
    "base64",
  );
  async function confidential(bytes: Uint8Array, mediaType: string, fileName: string, content = {}) {
    const { entryId, revisionId } = await make("published", content);
    const id = await putFile(revisionId, "undertaking");
    await services.files.put(`k/${id}`, bytes);
    await db.prisma.attachment.update({ where: { id }, data: { mediaType, fileName } });
    await acceptUndertaking(as(w.reader), { entryId, version: UNDERTAKING_VERSION });
    return id;
  }

  it("carries the reader's name; the owner reads the original", async () => {
    const original = new Uint8Array(png);
    const id = await confidential(original, "image/png", "图.png");
    const stamped = await readAttachment(as(w.reader), { attachmentId: id });
    expect(stamped.mediaType).toBe("image/png");
    expect(Buffer.from(stamped.bytes).equals(Buffer.from(original))).toBe(false);
    expect(
      Buffer.from((await readAttachment(as(w.member), { attachmentId: id })).bytes).equals(Buffer.from(original)),
    ).toBe(true);
    const text = await confidential(bytesOf("配方"), "text/plain", "配方.txt");
    expect(new TextDecoder().decode((await readAttachment(as(w.reader), { attachmentId: text })).bytes)).toContain(
      w.reader.name,
    );
  });

  it("is not given out where no stamp holds", async () => {
    const id = await confidential(bytesOf("%PDF-1.7 broken"), "application/pdf", "方案.pdf");
    await expect(readAttachment(as(w.reader), { attachmentId: id })).rejects.toMatchObject({
      reason: "attachment.cannot_stamp",
    });
  });

  it("goes by a number when the poster is hidden", async () => {
    const id = await confidential(bytesOf("x"), "text/plain", "晨星材料方案.txt", { isPosterHidden: true });
    expect((await readAttachment(as(w.reader), { attachmentId: id })).fileName).toBe("1.txt");
  });
});

it("takes the author out of an uploaded document, keeps what it found and names the organisation's name in it", async () => {
  const { entryId } = await make("draft");
  const docx = zipSync({
    "[Content_Types].xml": strToU8(
      '<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    "docProps/core.xml": strToU8("<cp:coreProperties><dc:creator>王处长</dc:creator></cp:coreProperties>"),
    "word/document.xml": strToU8(`<w:p><w:t>${w.owner.name}的方案</w:t></w:p>`),
    "word/comments.xml": strToU8("<w:comments/>"),
  });
  const view = await addAttachment(as(w.member), { entryId, fileName: "方案.docx", layer: "public", bytes: docx });
  expect(view.findings).toEqual({
    cleaned: ["author"],
    warnings: ["comments"],
    identifiers: [{ kind: "name", text: w.owner.name }],
  });
});

it("refuses a HEIC photo in words that help", async () => {
  const { entryId } = await make("draft");
  const heic = new Uint8Array([0, 0, 0, 24, ...bytesOf("ftypheic"), 0, 0, 0, 0, ...bytesOf("heicmif1")]);
  await expect(
    addAttachment(as(w.member), { entryId, fileName: "a.heic", layer: "public", bytes: heic }),
  ).rejects.toMatchObject({ reason: "attachment.heic" });
});
