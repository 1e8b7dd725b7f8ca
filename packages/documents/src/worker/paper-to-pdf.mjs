import { createRequire } from "node:module";
import path from "node:path";
import pdfmake from "pdfmake";
import PdfDocument from "pdfmake/js/PDFDocument.js";
import { createBreaker } from "./break-lines.mjs";
import { pdfBlocks } from "./pdf-blocks.mjs";
import { qrPng } from "./qr-png.mjs";

const fontFolder = path.dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/noto-sans-sc/package.json"));
const regular = path.join(fontFolder, "400Regular", "NotoSansSC_400Regular.ttf");
const bold = path.join(fontFolder, "700Bold", "NotoSansSC_700Bold.ttf");
const fonts = { Noto: { normal: regular, bold, italics: regular, bolditalics: bold } };

pdfmake.setFonts(fonts);
pdfmake.setUrlAccessPolicy(() => false); // a paper never loads anything
pdfmake.setLocalAccessPolicy((file) => file === regular || file === bold);

const A4 = { portrait: [595.28, 841.89], landscape: [841.89, 595.28] };
const MARGIN = { left: 56, right: 56, top: 58, bottom: 74 };
const QUIET = "#6b645c";

let breakers;
/** Widths come from the fonts themselves, read once per thread. */
function breakersOf() {
  if (breakers) return breakers;
  const probe = new (PdfDocument.default ?? PdfDocument)(fonts, {}, {}, {}, { autoFirstPage: false, font: null });
  const of = (isBold) => {
    const { font } = probe.provideFont("Noto", isBold, false);
    const scale = 1000 / font.unitsPerEm;
    return createBreaker({
      has: (code) => font.hasGlyphForCodePoint(code),
      width: (code) => font.glyphForCodePoint(code).advanceWidth * scale,
    });
  };
  breakers = { normal: of(false), bold: of(true) };
  return breakers;
}

export async function paperToPdf(paper) {
  const type = breakersOf();
  const orientation = paper.orientation ?? "portrait";
  const [width] = A4[orientation];
  const room = width - MARGIN.left - MARGIN.right;
  const definition = {
    pageSize: "A4",
    pageOrientation: orientation,
    pageMargins: [MARGIN.left, MARGIN.top, MARGIN.right, MARGIN.bottom],
    language: paper.lang === "zh" ? "zh-CN" : "en",
    defaultStyle: { font: "Noto", fontSize: 10.5, lineHeight: 1.05, color: "#1d1a17" },
    // No day of making: the same paper is the same file. pdfkit derives the file's id from these, too.
    info: {
      title: paper.title,
      keywords: paper.code,
      creationDate: new Date("2020-01-01T00:00:00Z"),
      creator: "Jiebang",
      producer: "Jiebang",
    },
    images: paper.qr ? { qr: `data:image/png;base64,${qrPng(paper.qr.text).toString("base64")}` } : {},
    header: header(paper, type, room),
    footer: footer(paper, type, room),
    content: [...opening(paper, type, room), ...pdfBlocks(paper.blocks, type, room)],
  };
  if (paper.watermark)
    definition.watermark = {
      text: type.bold.clean(paper.watermark),
      color: QUIET,
      opacity: 0.1,
      bold: true,
      angle: -30,
    };
  const document = await pdfmake.createPdf(definition).getBuffer();
  return new Uint8Array(document);
}

function opening(paper, type, room) {
  const out = [];
  for (const line of type.bold.lines(paper.title, 18, room))
    out.push({ text: line, noWrap: true, fontSize: 18, bold: true, alignment: "center" });
  if (paper.subtitle)
    for (const line of type.normal.lines(paper.subtitle, 10, room))
      out.push({ text: line, noWrap: true, fontSize: 10, color: QUIET, alignment: "center", margin: [0, 2, 0, 0] });
  out.push({ text: "", margin: [0, 0, 0, 8] });
  return out;
}

function header(paper, type, room) {
  if (!paper.header && !paper.number) return undefined;
  const [left = ""] = type.normal.lines(paper.header ?? "", 8.5, room * 0.7);
  const right = type.normal.clean(paper.number ?? "");
  return () => ({
    margin: [MARGIN.left, 26, MARGIN.right, 0],
    fontSize: 8.5,
    color: QUIET,
    columns: [
      { text: left, noWrap: true, width: "*" },
      { text: right, noWrap: true, width: "auto", alignment: "right" },
    ],
  });
}

function footer(paper, type, room) {
  const lines = [paper.qr?.caption, paper.footer]
    .filter(Boolean)
    .flatMap((text) => type.normal.lines(text, 7.5, room - 130))
    .slice(0, 4);
  const pages = paper.lang === "zh" ? (n, of) => `第 ${n} 页 / 共 ${of} 页` : (n, of) => `Page ${n} of ${of}`;
  return (page, count) => ({
    margin: [MARGIN.left, 10, MARGIN.right, 0],
    fontSize: 7.5,
    color: QUIET,
    columnGap: 8,
    columns: [
      ...(paper.qr ? [{ image: "qr", width: 46, height: 46 }] : []),
      { width: "*", stack: lines.map((text) => ({ text, noWrap: true })), margin: [0, 6, 0, 0] },
      { text: pages(page, count), noWrap: true, width: "auto", alignment: "right", margin: [0, 6, 0, 0] },
    ],
  });
}
