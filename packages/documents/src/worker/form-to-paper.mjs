import ExcelJS from "exceljs";
import { strFromU8, unzipSync } from "fflate";
import mammoth from "mammoth";

/** A filled form as a paper: headings, paragraphs and tables; pictures and exact layout are left behind. */
export async function formToPaper({ format, bytes, frame }) {
  const blocks = format === "docx" ? await docxBlocks(bytes) : await xlsxBlocks(bytes);
  const landscape =
    format === "docx"
      ? /w:orient="landscape"/.test(
          strFromU8(unzipSync(bytes, { filter: (f) => f.name === "word/document.xml" })["word/document.xml"]),
        )
      : blocks.some((block) => block.kind === "grid" && (block.widths?.length ?? 0) > 7);
  return { ...frame, orientation: landscape ? "landscape" : "portrait", blocks };
}

async function docxBlocks(bytes) {
  let tree;
  await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    {
      transformDocument: (document) => {
        tree = document;
        return { ...document, children: [] }; // only its reading is wanted
      },
    },
  );
  return tree.children.flatMap((node) => {
    if (node.type === "paragraph") return paragraphBlock(node);
    if (node.type === "table") return [tableBlock(node)];
    return [];
  });
}

function paragraphBlock(node) {
  const text = textOf(node);
  if (!text.trim()) return [];
  const name = `${node.styleName ?? ""} ${node.styleId ?? ""}`;
  const level = /(?:heading|标题)\s*([1-9])/i.exec(name)?.[1];
  if (/\b(title)\b|^标题\s*$/i.test(name.trim())) return [{ kind: "heading", level: 1, text }];
  if (level) return [{ kind: "heading", level: Math.min(3, Number(level)), text }];
  const align = { center: "center", right: "right" }[node.alignment];
  if (node.numbering) return [{ kind: "list", items: [text] }];
  const runs = node.children.filter((child) => child.type === "run" && textOf(child).trim());
  const strong = runs.length > 0 && runs.every((run) => run.isBold);
  return [{ kind: "paragraph", text, align, style: strong ? "strong" : "normal" }];
}

function tableBlock(node) {
  const rows = node.children
    .filter((row) => row.type === "tableRow")
    .map((row) =>
      row.children
        .filter((cell) => cell.type === "tableCell" && !cell._vMerge)
        .map((cell) => ({
          text: cell.children
            .map((child) => (child.type === "table" ? tableText(child) : textOf(child)))
            .join("\n")
            .trim(),
          colSpan: cell.colSpan ?? 1,
          rowSpan: cell.rowSpan ?? 1,
          strong: row.isHeader || undefined,
        })),
    );
  return { kind: "grid", rows };
}

const tableText = (table) => table.children.map((row) => row.children.map(textOf).join("　")).join("\n");

function textOf(node) {
  if (node.type === "text") return node.value;
  if (node.type === "tab") return "　";
  if (node.type === "break") return "\n";
  return (node.children ?? []).map(textOf).join(node.type === "tableCell" ? "\n" : "");
}

async function xlsxBlocks(bytes) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes);
  return book.worksheets
    .filter((sheet) => sheet.state === "visible")
    .flatMap((sheet, i) => {
      const grid = sheetGrid(sheet);
      if (!grid) return [];
      return [...(i > 0 ? [{ kind: "pageBreak" }, { kind: "heading", level: 2, text: sheet.name }] : []), grid];
    });
}

function sheetGrid(sheet) {
  let columns = 0;
  let last = 0;
  sheet.eachRow((row, at) => {
    row.eachCell((cell, col) => {
      if (!cell.text?.trim()) return;
      columns = Math.max(columns, col + (spansOf(cell, sheet).colSpan - 1));
      last = Math.max(last, at);
    });
  });
  if (columns === 0) return null;
  const rows = [];
  for (let at = 1; at <= last; at++) {
    const cells = [];
    for (let col = 1; col <= columns; col++) {
      const cell = sheet.getCell(at, col);
      if (cell.isMerged && cell.master !== cell) continue;
      const { colSpan, rowSpan } = spansOf(cell, sheet);
      cells.push({
        text: cell.text ?? "",
        colSpan: Math.min(colSpan, columns - col + 1),
        rowSpan: Math.min(rowSpan, last - at + 1),
        strong: cell.font?.bold || undefined,
        align: { center: "center", right: "right" }[cell.alignment?.horizontal],
      });
    }
    rows.push(cells);
  }
  const widths = Array.from({ length: columns }, (_, i) => sheet.getColumn(i + 1).width ?? 10);
  return { kind: "grid", widths, rows };
}

function spansOf(cell, sheet) {
  const range = cell.isMerged ? sheet._merges?.[cell.master.address]?.model : undefined;
  return range
    ? { colSpan: range.right - range.left + 1, rowSpan: range.bottom - range.top + 1 }
    : { colSpan: 1, rowSpan: 1 };
}
