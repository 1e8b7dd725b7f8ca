import ExcelJS from "exceljs";
import { plainText } from "./plain-text.mjs";
import { steadyZip } from "./steady-zip.mjs";

const LONGEST_CELL = 32_767; // what a cell holds

export async function sheetsToXlsx(sheets) {
  const book = new ExcelJS.Workbook();
  book.creator = "";
  const names = new Set();
  for (const sheet of sheets) {
    const page = book.addWorksheet(sheetName(sheet.name, names), { views: [{ state: "frozen", ySplit: 1 }] });
    page.columns = sheet.columns.map(({ key, title, width }) => ({
      key,
      header: text(title),
      width: width ?? Math.min(48, Math.max(10, title.length * 2 + 4)),
    }));
    const head = page.getRow(1);
    head.font = { bold: true };
    head.alignment = { vertical: "middle", wrapText: true };
    for (const row of sheet.rows) {
      const cells = sheet.columns.map(({ key }) => {
        const value = row[key];
        return typeof value === "number" ? value : value === null || value === undefined ? null : text(String(value));
      });
      page.addRow(cells).alignment = { vertical: "top", wrapText: true };
    }
    page.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: Math.max(1, sheet.columns.length) } };
    page.pageSetup = { paperSize: 9, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 };
    page.pageSetup.printTitlesRow = "1:1";
  }
  return steadyZip(new Uint8Array(await book.xlsx.writeBuffer()));
}

/** A string given to a cell is stored as a shared string, never as a formula. */
const text = (value) => plainText(value).slice(0, LONGEST_CELL);

function sheetName(wish, taken) {
  const plain =
    wish
      .replace(/[\\/?*[\]:']/g, " ")
      .trim()
      .slice(0, 28) || "Sheet";
  let name = plain;
  for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${plain} ${i}`;
  taken.add(name.toLowerCase());
  return name;
}
