import ExcelJS from "exceljs";
import { FormError, openPackage } from "./office-package.mjs";
import { qrPng } from "./qr-png.mjs";
import { steadyZip } from "./steady-zip.mjs";
import { cellText, rowTags, TAG } from "./xlsx-tags.mjs";

export async function fillXlsx({ template, data, stamp }) {
  const { faults } = openPackage("xlsx", template);
  if (faults.length > 0) throw new FormError("failed", `form refused: ${faults[0].reason}`);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(template);
  for (const sheet of book.worksheets) {
    fillSheet(sheet, data);
    if (stamp) stampSheet(book, sheet, stamp);
  }
  return steadyZip(new Uint8Array(await book.xlsx.writeBuffer()));
}

function fillSheet(sheet, data) {
  for (let at = 1; at <= sheet.rowCount; at++) {
    const loop = rowTags(sheet.getRow(at)).find((tag) => tag.mark === "#");
    if (!loop) {
      fillRow(sheet.getRow(at), data, {});
      continue;
    }
    const items = Array.isArray(data[loop.name]) ? data[loop.name] : [];
    // Without items the row stays, empty: a form keeps its lines.
    const count = Math.max(1, items.length);
    const merges = mergesOf(sheet, at);
    if (count > 1) repeatRow(sheet, at, count - 1, merges);
    for (let i = 0; i < count; i++) fillRow(sheet.getRow(at + i), data, items[i] ?? null);
    at += count - 1;
  }
}

/** ExcelJS moves cells but not merged ranges below an insertion: they are taken apart and put together again. */
function repeatRow(sheet, at, more, merges) {
  const below = allMerges(sheet).filter((range) => range.top > at);
  for (const range of [...below, ...merges]) sheet.unMergeCells(range.top, range.left, range.bottom, range.right);
  sheet.duplicateRow(at, more, true);
  for (const { top, left, bottom, right } of below) sheet.mergeCells(top + more, left, bottom + more, right);
  for (let i = 0; i <= more; i++) for (const { left, right } of merges) sheet.mergeCells(at + i, left, at + i, right);
}

const allMerges = (sheet) => Object.values(sheet._merges ?? {}).map(({ model }) => ({ ...model }));
const mergesOf = (sheet, at) => allMerges(sheet).filter(({ top, bottom }) => top === at && bottom === at);

function fillRow(row, data, item) {
  row.eachCell({ includeEmpty: false }, (cell) => {
    if (cell.isMerged && cell.master !== cell) return;
    const text = cellText(cell);
    if (text === null || !text.includes("{")) return;
    // A string value is stored as text, never as a formula, whatever it begins with.
    cell.value = text.replace(TAG, (_, mark, name) => {
      if (mark) return "";
      const value = (item && Object.hasOwn(item, name) ? item[name] : undefined) ?? (item === null ? "" : data[name]);
      return typeof value === "string" || typeof value === "number" ? String(value).slice(0, 32_000) : "";
    });
    if (cell.value.includes("\n")) cell.alignment = { ...cell.alignment, wrapText: true };
  });
}

/** Number and check code stand in the footer of every printed page, the QR code once below the last row. */
function stampSheet(book, sheet, stamp) {
  const words = stamp.lines.map((line) => line.replace(/&/g, "&&"));
  const page = `&L&8${words[0] ?? ""}&R&8&P / &N`;
  sheet.headerFooter = { ...sheet.headerFooter, oddFooter: page, evenFooter: page };
  const last = sheet.rowCount + 2;
  stamp.lines.forEach((line, i) => {
    const cell = sheet.getCell(last + i, 2);
    cell.value = line;
    cell.font = { size: 8, color: { argb: "FF6B645C" } };
  });
  const image = book.addImage({ buffer: qrPng(stamp.qr), extension: "png" });
  sheet.addImage(image, { tl: { col: 0, row: last - 1 }, ext: { width: 76, height: 76 } });
}
