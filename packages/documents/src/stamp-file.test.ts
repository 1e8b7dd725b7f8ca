import { PDFDocument } from "@cantoo/pdf-lib";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { expect, it } from "vitest";
import { cleanFile, paperToPdf, stampFile } from "./index.ts";

const LINES = ["李明 · 晨星材料有限公司", "2026-11-23 22:00"];
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

it("stamps every page of a PDF with one picture per page size", async () => {
  const pdf = await paperToPdf({
    title: "机密方案",
    lang: "zh",
    blocks: [{ kind: "paragraph", text: "一" }, { kind: "pageBreak" }, { kind: "paragraph", text: "二" }],
  });
  const before = await PDFDocument.load(pdf);
  const after = await PDFDocument.load(await stampFile("application/pdf", pdf, LINES));
  expect(after.getPageCount()).toBe(before.getPageCount());
  const pictures = (document: PDFDocument) =>
    document.getPages().map(
      (page) =>
        String(
          page.node.Resources()?.get(
            page.node
              .Resources()!
              .keys()
              .find((k) => String(k) === "/XObject")!,
          ) ?? "",
        ).match(/Image/g)?.length ?? 0,
    );
  expect(pictures(after)).toEqual(pictures(after).map(() => 1));
});

it("stamps a picture in its own format and size, and leaves it recognisable", async () => {
  const canvas = createCanvas(400, 300);
  const context = canvas.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, 400, 300);
  const plain = new Uint8Array(canvas.toBuffer("image/png"));
  const stamped = await loadImage(Buffer.from(await stampFile("image/png", plain, LINES)));
  expect([stamped.width, stamped.height]).toEqual([400, 300]);
  const copy = createCanvas(400, 300);
  copy.getContext("2d").drawImage(stamped, 0, 0);
  const { data } = copy.getContext("2d").getImageData(0, 0, 400, 300);
  const inked = data.filter((value, i) => i % 4 === 1 && value < 250).length / (400 * 300);
  expect(inked).toBeGreaterThan(0.01);
  expect(inked).toBeLessThan(0.5);
});

it("gives nothing out that it cannot stamp", async () => {
  await expect(stampFile("application/pdf", strToU8("no pdf"), LINES)).rejects.toMatchObject({
    reason: "stamp_unreadable",
  });
  await expect(stampFile("text/csv", strToU8("x"), LINES)).rejects.toMatchObject({ reason: "stamp_type" });
});

it("takes author and tool out of a PDF", async () => {
  const document = await PDFDocument.create();
  document.addPage();
  document.setAuthor("王处长");
  document.setProducer("办公软件");
  const { bytes, cleaned, warnings } = await cleanFile("application/pdf", await document.save());
  const after = await PDFDocument.load(bytes, { updateMetadata: false });
  expect([after.getAuthor(), after.getProducer(), cleaned.includes("author"), warnings]).toEqual([
    undefined,
    undefined,
    true,
    [],
  ]);
});

it("empties who wrote a DOCX and names comments and tracked changes, which it leaves", async () => {
  const docx = zipSync({
    "docProps/core.xml": strToU8(
      "<cp:coreProperties><dc:creator>王处长</dc:creator><cp:lastModifiedBy>李工</cp:lastModifiedBy></cp:coreProperties>",
    ),
    "docProps/app.xml": strToU8("<Properties><Company>晨星</Company></Properties>"),
    "word/document.xml": strToU8('<w:p><w:t>正文</w:t></w:p><w:ins w:id="1"/>'),
    "word/comments.xml": strToU8("<w:comments/>"),
  });
  const { bytes, cleaned, warnings, text } = await cleanFile(DOCX, docx);
  expect(strFromU8(bytes)).not.toContain("王处长");
  expect(
    Object.values(unzipSync(bytes))
      .map((part) => strFromU8(part))
      .join(),
  ).not.toMatch(/王处长|李工|晨星/);
  expect({ cleaned, warnings, text }).toEqual({
    cleaned: ["author", "last_author", "company"],
    warnings: ["comments", "tracked_changes"],
    text: "正文\n",
  });
});

it("names hidden sheets of a workbook", async () => {
  const xlsx = zipSync({
    "xl/workbook.xml": strToU8('<workbook><sheet name="a"/><sheet name="b" state="hidden"/></workbook>'),
  });
  expect(await cleanFile(XLSX, xlsx)).toEqual({ bytes: xlsx, cleaned: [], warnings: ["hidden_sheets"], text: "" });
});
