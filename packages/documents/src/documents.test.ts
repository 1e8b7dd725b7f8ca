import { Document, Packer, Paragraph, Table, TableCell, TableRow } from "docx";
import ExcelJS from "exceljs";
import { strFromU8, unzipSync } from "fflate";
import mammoth from "mammoth";
import { extractText, getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import {
  type Block, fillDocx, fillXlsx, formToPaper, inspectForm, type Paper, paperToDocx, paperToPdf, qrSvg, readScan, sheetsToXlsx,
} from "./index.ts"; // biome-ignore format: one block of names
import { qrPng } from "./worker/qr-png.mjs";

const CODE = "http://127.0.0.1:3000/paper/XQB-2026-00001?c=7K2M9QXA";
const paper = (blocks: Block[], more: Partial<Paper> = {}): Paper => ({
  title: "企业技术需求征集表",
  lang: "zh",
  number: "XQB-2026-00001",
  qr: { text: CODE, caption: "校验码 7K2M-9QXA" },
  footer: "SHA-256 abc",
  blocks,
  ...more,
});
async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: false });
  return text.map((page) => page.replace(/\s+/g, ""));
}
const docxText = async (bytes: Uint8Array) => (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value;

describe("a paper as PDF", () => {
  it("gives its Chinese text back, rare characters too, from an embedded subset of the font", async () => {
    const pdf = await paperToPdf(paper([{ kind: "paragraph", text: "镕、䶮、𬭎、㙟：井下定位误差不大于 10 cm。" }]));
    expect((await pagesOf(pdf))[0]).toContain("镕、䶮、𬭎、㙟：井下定位误差不大于10cm。");
    const raw = Buffer.from(pdf).toString("latin1");
    expect(raw).toMatch(/\/BaseFont \/[A-Z]+\+NotoSansSC/);
    expect(raw).toContain("/FontFile2");
    expect(pdf.length).toBeLessThan(200_000);
  });

  it("breaks a long table over pages with its head, number, code and page number on each", async () => {
    const rows = Array.from({ length: 120 }, (_, i) => [`行${i}`, "很长的名称".repeat(12)]);
    const pages = await pagesOf(await paperToPdf(paper([{ kind: "table", head: ["编号栏", "名称栏"], rows }])));
    expect(pages.length).toBeGreaterThan(3);
    pages.forEach((page, i) => {
      expect(page).toContain("编号栏名称栏");
      expect(page).toContain("XQB-2026-00001");
      expect(page).toContain("校验码7K2M-9QXA");
      expect(page).toContain(`第${i + 1}页/共${pages.length}页`);
    });
    for (const [name] of rows) expect(pages.join("")).toContain(name);
  });

  it("leaves no heading behind at the foot of a page, whatever follows it", async () => {
    const rows = (n: number) => Array.from({ length: n }, (_, i) => [`行${i}`, "值"]);
    const followers: Block[] = [
      { kind: "table", head: ["甲栏", "乙栏"], rows: rows(3) },
      { kind: "table", head: ["甲栏", "乙栏"], rows: rows(60) },
      { kind: "facts", rows: rows(40) as [string, string][] },
      { kind: "paragraph", text: "行0。".repeat(400) },
    ];
    for (const follower of followers)
      for (let filled = 24; filled < 36; filled++) {
        const above: Block[] = Array.from({ length: filled }, () => ({ kind: "paragraph", text: "上文" }));
        const headings: Block[] = [1, 2].map((level) => ({
          kind: "heading",
          level: level as 1,
          text: `第${level}级题`,
        }));
        const pages = await pagesOf(await paperToPdf(paper([...above, ...headings, follower])));
        const page = pages.find((one) => one.includes("第1级题"))!;
        expect([follower.kind, filled, page.includes("第2级题"), page.includes("行0")]).toEqual([
          follower.kind,
          filled,
          true,
          true,
        ]);
      }
  });

  it("never begins a line with a closing mark", async () => {
    const { createBreaker } = await import("./worker/break-lines.mjs");
    const type = createBreaker({ has: () => true, width: () => 1000 });
    expect(type.lines("一二三四，五六七八。", 10, 40.6)).toEqual(["一二三", "四，五六", "七八。"]);
    expect(type.lines("读 extraordinary 词", 10, 50.6)).toEqual(["读", "extra", "ordin", "ary 词"]);
  });

  it("prints a watermark, and the QR code can be read from the page", async () => {
    const pdf = await paperToPdf(paper([], { watermark: "样张" }));
    expect((await pagesOf(pdf)).join("")).toContain("样张");
    expect(await readScan(pdf)).toEqual({ codes: [CODE], pages: 1 });
  });

  it("is the same file every time", async () => {
    const one = paper([
      { kind: "heading", level: 1, text: "一" },
      { kind: "facts", rows: [["单位", "甲"]] },
    ]);
    for (const make of [paperToPdf, paperToDocx]) expect(Buffer.compare(await make(one), await make(one))).toBe(0);
    const sheet = [{ name: "表", columns: [{ key: "a", title: "甲" }], rows: [{ a: "x" }] }];
    expect(Buffer.compare(await sheetsToXlsx(sheet), await sheetsToXlsx(sheet))).toBe(0);
  });

  it("goes on after a paper that cannot be made", async () => {
    await expect(paperToPdf(paper([{ kind: "nonsense" } as unknown as Block]))).rejects.toThrow("unknown block");
    expect((await paperToPdf(paper([]))).length).toBeGreaterThan(1000);
  });
});

describe("a paper as DOCX and a list as XLSX", () => {
  it("holds text, merged cells and its template code", async () => {
    const bytes = await paperToDocx(
      paper(
        [
          { kind: "grid", rows: [[{ text: "左", rowSpan: 2 }, { text: "右上" }], [{ text: "右下" }]] },
          { kind: "signature", lines: ["单位（盖章）："] },
        ],
        { code: "JB-XQ-1" },
      ),
    );
    expect(await docxText(bytes)).toContain("右下");
    const files = unzipSync(bytes);
    expect(strFromU8(files["docProps/custom.xml"]!)).toContain("JB-XQ-1");
    expect(strFromU8(files["word/document.xml"]!)).toContain('w:vMerge w:val="restart"');
    expect(Object.keys(files).some((name) => name.startsWith("word/media/"))).toBe(true);
  });

  it("keeps text that looks like a formula as text", async () => {
    const bytes = await sheetsToXlsx([
      { name: "a/b", columns: [{ key: "k", title: "名称" }], rows: [{ k: "=HYPERLINK(1)" }, { k: 3 }, { k: null }] },
    ]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Buffer.from(bytes) as never);
    const sheet = book.worksheets[0]!;
    expect([2, 3, 4].map((row) => sheet.getCell(row, 1).value)).toEqual(["=HYPERLINK(1)", 3, null]);
    expect(sheet.getCell(2, 1).type).toBe(ExcelJS.ValueType.String);
  });
});

const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] });
const form = (...lines: string[]) =>
  Packer.toBuffer(
    new Document({
      sections: [
        {
          children: [
            ...lines.map((line) => new Paragraph(line)),
            new Table({ rows: [new TableRow({ children: [cell("{#指标}{指标名称}"), cell("{数值}{/指标}")] })] }),
          ],
        },
      ],
    }),
  ).then((buffer) => new Uint8Array(buffer));

describe("a form of one's own", () => {
  const data = {
    需求名称: "定位<难题>",
    指标: [
      { 指标名称: "误差", 数值: "10" },
      { 指标名称: "延时", 数值: "=1+1" },
    ],
  };
  const stamp = { number: "XQB-2026-00001", lines: ["编号 XQB-2026-00001　校验码 7K2M-9QXA", "SHA-256 abc"], qr: CODE };

  it("is filled, stamped at the foot of each page, and printed as PDF", async () => {
    const filled = await fillDocx(await form("名称：{需求名称}", "{不存在}"), data, stamp);
    const text = await docxText(filled);
    for (const part of ["名称：定位<难题>", "误差", "延时"]) expect(text).toContain(part);
    expect(text).not.toMatch(/[{}]|undefined/);
    const files = unzipSync(filled);
    expect(strFromU8(files["word/footer900.xml"]!)).toContain("校验码 7K2M-9QXA");
    expect(strFromU8(files["word/document.xml"]!)).toMatch(/footerReference[^>]*w:type="default"[^>]*rIdPaperFooter/);
    const printed = await formToPaper("docx", filled, { title: "", lang: "zh", qr: { text: CODE, caption: "c" } });
    expect((await pagesOf(await paperToPdf(printed)))[0]).toContain("名称：定位<难题>");
  });

  it("in XLSX repeats its row, keeps merged cells below and writes no formula", async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet("表");
    sheet.getCell("A1").value = "{需求名称}";
    sheet.getCell("A2").value = "{#指标}{指标名称}";
    sheet.getCell("B2").value = "{数值}{/指标}";
    sheet.getCell("A3").value = "盖章";
    sheet.mergeCells("A3:B3");
    const filled = await fillXlsx(new Uint8Array(await book.xlsx.writeBuffer()), data, stamp);
    const after = new ExcelJS.Workbook();
    await after.xlsx.load(Buffer.from(filled) as never);
    const page = after.worksheets[0]!;
    expect(["A1", "A2", "B2", "A3", "B3", "A4"].map((at) => page.getCell(at).value)).toEqual([
      "定位<难题>", "误差", "10", "延时", "=1+1", "盖章",
    ]); // biome-ignore format: one row
    expect(page.getCell("B4").master.address).toBe("A4");
    expect(page.headerFooter.oddFooter).toContain("7K2M-9QXA");
  });

  it("says which placeholders it holds", async () => {
    expect(await inspectForm("docx", await form("{需求名称}"))).toEqual({
      format: "docx",
      placeholders: ["需求名称"],
      loops: { 指标: ["指标名称", "数值"] },
      faults: [],
    });
  });

  it("is refused with a reason: unclosed loops, macros, the wrong kind, anything else", async () => {
    const reasons = async (format: "docx" | "xlsx", bytes: Uint8Array) =>
      (await inspectForm(format, bytes)).faults.map((fault) => fault.reason);
    expect(await reasons("docx", await form("{#条目}没有结束"))).toContain("loop_open");
    expect(await reasons("docx", await form("{需求名称"))).toContain("tag_open");
    expect(await reasons("xlsx", await form("x"))).toContain("format_wrong");
    expect(await reasons("docx", new TextEncoder().encode("%PDF-1.4"))).toEqual(["not_office"]);
    const { zipSync } = await import("fflate");
    const files = unzipSync(await form("x"));
    expect(await reasons("docx", zipSync({ ...files, "word/vbaProject.bin": new Uint8Array([1]) }))).toContain(
      "macros",
    );
    const bomb = zipSync({ ...files, "word/media/a.bmp": new Uint8Array(41 * 1024 * 1024) });
    expect(await reasons("docx", bomb)).toEqual(["too_large"]);
  });
});

describe("a scan", () => {
  it("gives its code from a picture, and nothing from one without", async () => {
    expect((await readScan(qrPng(CODE))).codes).toEqual([CODE]);
    await expect(readScan(new Uint8Array([1, 2, 3]))).resolves.toEqual({ codes: [], pages: 1 });
  });
});

it("draws a QR code as SVG", () => {
  expect(qrSvg(CODE)).toMatch(/^<svg /);
});
