import {
  AlignmentType, BorderStyle, Document, Footer, Header, HeadingLevel, ImageRun, LevelFormat, Packer, PageNumber,
  PageOrientation, Paragraph, ShadingType, Tab, Table, TableCell, TableLayoutType, TableRow, TabStopType, TextRun, VerticalMergeType, WidthType,
} from "docx"; // biome-ignore format: one block of names
import { plainText } from "./plain-text.mjs";
import { qrPng } from "./qr-png.mjs";
import { steadyZip } from "./steady-zip.mjs";

const TWIPS = { portrait: 11906 - 2 * 1134, landscape: 16838 - 2 * 1134 };
const FONT = { ascii: "Arial", hAnsi: "Arial", eastAsia: "SimSun", cs: "Arial" };
const HEADINGS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 };
const HEADING_SIZE = { 1: 30, 2: 25, 3: 22 };
const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT };
const RULE = { style: BorderStyle.SINGLE, size: 4, color: "B9B1A6" };
const BORDERS = { top: RULE, bottom: RULE, left: RULE, right: RULE, insideHorizontal: RULE, insideVertical: RULE };
const QUIET = "6B645C";

export async function paperToDocx(paper) {
  const orientation = paper.orientation ?? "portrait";
  const room = TWIPS[orientation];
  const children = [
    paragraph(paper.title, { alignment: ALIGN.center, spacing: { after: 80 } }, { bold: true, size: 36 }),
    ...(paper.subtitle
      ? [paragraph(paper.subtitle, { alignment: ALIGN.center, spacing: { after: 200 } }, { size: 20, color: QUIET })]
      : []),
    ...paper.blocks.flatMap((block) => nodesOf(block, room)),
  ];
  const document = new Document({
    creator: "Jiebang",
    title: plainText(paper.title),
    keywords: paper.code,
    customProperties: paper.code ? [{ name: "TemplateCode", value: paper.code }] : undefined,
    styles: {
      default: {
        document: {
          run: { font: FONT, size: 21, language: { value: "en-US", eastAsia: "zh-CN" } },
          paragraph: { spacing: { line: 300 } },
        },
      },
    },
    numbering: {
      config: [
        {
          reference: "bullets",
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: "•",
              style: { paragraph: { indent: { left: 360, hanging: 240 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: {
              width: 11906,
              height: 16838,
              orientation: orientation === "landscape" ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: 1134, bottom: 1134, left: 1134, right: 1134, header: 500, footer: 400 },
          },
        },
        headers: { default: new Header({ children: headerOf(paper, room) }) },
        footers: { default: new Footer({ children: footerOf(paper, room) }) },
        children,
      },
    ],
  });
  return steadyZip(new Uint8Array(await Packer.toBuffer(document)));
}

function headerOf(paper, room) {
  const mark = paper.watermark ? `　${paper.watermark}` : "";
  return [
    new Paragraph({
      tabStops: [{ type: TabStopType.RIGHT, position: room }],
      children: [
        ...runs(`${paper.header ?? ""}${mark}`, { size: 17, color: QUIET }),
        new TextRun({ children: [new Tab(), plainText(paper.number ?? "")], size: 17, color: QUIET }),
      ],
    }),
  ];
}

function footerOf(paper, room) {
  const small = { size: 15, color: QUIET };
  const page = (parts) => new TextRun({ children: [new Tab(), ...parts], ...small });
  const parts =
    paper.lang === "zh"
      ? ["第 ", PageNumber.CURRENT, " 页 / 共 ", PageNumber.TOTAL_PAGES, " 页"]
      : ["Page ", PageNumber.CURRENT, " of ", PageNumber.TOTAL_PAGES];
  const out = [
    new Paragraph({
      tabStops: [{ type: TabStopType.RIGHT, position: room }],
      children: [
        ...(paper.qr
          ? [
              new ImageRun({
                type: "png",
                data: qrPng(paper.qr.text),
                transformation: { width: 58, height: 58 },
                altText: { name: "QR", description: paper.qr.text, title: "QR" },
              }),
            ]
          : []),
        ...runs(paper.qr ? ` ${paper.qr.caption}` : "", small),
        page(parts),
      ],
    }),
  ];
  if (paper.footer) out.push(paragraph(paper.footer, {}, small));
  return out;
}

function nodesOf(block, room) {
  switch (block.kind) {
    case "heading":
      return [
        paragraph(
          block.text,
          {
            heading: HEADINGS[block.level],
            keepNext: true,
            spacing: { before: block.level === 1 ? 280 : 200, after: 80 },
          },
          { bold: true, size: HEADING_SIZE[block.level], color: "1D1A17", font: FONT },
        ),
      ];
    case "paragraph":
      return [
        paragraph(
          block.text,
          { alignment: ALIGN[block.align ?? "left"], spacing: { after: 120 } },
          block.style === "strong" ? { bold: true } : block.style === "small" ? { size: 17, color: QUIET } : {},
        ),
      ];
    case "list":
      return block.items.map((item) => paragraph(item, { numbering: { reference: "bullets", level: 0 } }, {}));
    case "facts":
      return [
        table(
          room,
          [28, 72],
          block.rows.map(
            ([label, value]) => new TableRow({ children: [cell(label, { head: true }), cell(value, {})] }),
          ),
        ),
        gap(),
      ];
    case "table":
      return [
        table(room, block.widths ?? block.head.map((title) => Math.max(4, title.length)), [
          new TableRow({
            tableHeader: true,
            cantSplit: true,
            children: block.head.map((text) => cell(text, { head: true })),
          }),
          ...block.rows.map(
            (row) => new TableRow({ cantSplit: true, children: block.head.map((_, i) => cell(row[i] ?? "", {})) }),
          ),
        ]),
        gap(),
      ];
    case "grid":
      return [gridOf(block, room), gap()];
    case "signature":
      return block.lines.map((line) =>
        paragraph(line, { indent: { left: Math.round(room / 2) }, spacing: { before: 260 }, keepNext: true }, {}),
      );
    case "slip":
      return [
        paragraph(
          block.title,
          { heading: HEADINGS[2], spacing: { before: 160, after: 80 } },
          { bold: true, size: HEADING_SIZE[2] },
        ),
        ...block.lines.map((line) => paragraph(line, { spacing: { after: 40 } })),
        new Paragraph({
          spacing: { after: 200 },
          children: [
            new ImageRun({
              type: "png",
              data: qrPng(block.qr),
              transformation: { width: 120, height: 120 },
              altText: { name: "QR", description: block.qr, title: "QR" },
            }),
          ],
        }),
      ];
    case "pageBreak":
      return [new Paragraph({ pageBreakBefore: true, children: [] })];
    default:
      throw new Error(`unknown block ${block.kind}`);
  }
}

function table(room, wishes, rows) {
  const sum = wishes.reduce((a, b) => a + b, 0) || 1;
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: room, type: WidthType.DXA },
    columnWidths: wishes.map((wish) => Math.floor((wish / sum) * room)),
    borders: BORDERS,
    rows,
  });
}

function cell(text, { head, ...options }) {
  return new TableCell({
    margins: { top: 50, bottom: 50, left: 90, right: 90 },
    shading: head ? { type: ShadingType.CLEAR, color: "auto", fill: "F6F2EA" } : undefined,
    children: String(text ?? "")
      .split("\n")
      .map((line) => paragraph(line, { alignment: options.alignment }, { bold: head || options.strong, size: 19 })),
    columnSpan: options.columnSpan,
    verticalMerge: options.verticalMerge,
  });
}

function gridOf(block, room) {
  const spanOf = (row) => row.reduce((sum, one) => sum + (one.colSpan ?? 1), 0);
  const columns = Math.max(1, block.widths?.length ?? 0, ...block.rows.map(spanOf));
  const hanging = new Map(); // column → { rows left, colSpan } of a cell that reaches down
  const rows = block.rows.map((row) => {
    const cells = [];
    const queue = [...row];
    for (let x = 0; x < columns; ) {
      const above = hanging.get(x);
      if (above) {
        cells.push(cell("", { columnSpan: above.colSpan, verticalMerge: VerticalMergeType.CONTINUE }));
        if (--above.left === 0) hanging.delete(x);
        x += above.colSpan;
        continue;
      }
      const one = queue.shift() ?? { text: "" };
      const colSpan = Math.min(one.colSpan ?? 1, columns - x);
      const down = one.rowSpan ?? 1;
      cells.push(
        cell(one.text, {
          strong: one.strong,
          alignment: one.align && ALIGN[one.align],
          columnSpan: colSpan,
          verticalMerge: down > 1 ? VerticalMergeType.RESTART : undefined,
        }),
      );
      if (down > 1) hanging.set(x, { left: down - 1, colSpan });
      x += colSpan;
    }
    return new TableRow({ children: cells });
  });
  return table(room, block.widths ?? new Array(columns).fill(1), rows);
}

const gap = () => new Paragraph({ spacing: { after: 80, line: 160 }, children: [] });
const paragraph = (text, options, style) => new Paragraph({ ...options, children: runs(text, style) });

/** Line ends inside a text become breaks. */
function runs(text, style) {
  return plainText(text)
    .split("\n")
    .map((line, i) => new TextRun({ ...style, text: line, break: i > 0 ? 1 : undefined }));
}
