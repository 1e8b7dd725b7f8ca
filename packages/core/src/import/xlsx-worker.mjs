// Reads the first sheet with rows of an XLSX file, in a thread of its own: a file made to hurt ends this thread, not
// the server. Plain JavaScript, because a worker is loaded as it stands. Speaks: {rows} … {done} | {failed}; waits for
// "more" after each portion.
import { Readable } from "node:stream";
import { parentPort, workerData } from "node:worker_threads";
import ExcelJS from "exceljs";

const PORTION = 200;

function textOf(value) {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString().slice(0, 10);
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value.richText)) return value.richText.map((part) => part.text ?? "").join("");
  if ("result" in value) return textOf(value.result); // a formula counts as what it showed last
  if ("text" in value) return textOf(value.text);
  return "error" in value ? "" : "";
}

let resume = () => {};
parentPort.on("message", () => resume());
const waitForMore = () => new Promise((resolve) => (resume = resolve));

async function main() {
  const { bytes, limits } = workerData;
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from(Buffer.from(bytes)), {
    worksheets: "emit",
    sharedStrings: "cache",
    styles: "cache", // tells dates from numbers
    hyperlinks: "ignore",
    entries: "emit",
  });
  let count = 0;
  for await (const sheet of reader) {
    let rows = [];
    for await (const row of sheet) {
      const values = Array.isArray(row.values) ? row.values : [];
      if (values.length - 1 > limits.columns)
        return parentPort.postMessage({ failed: "import.columns_many", max: limits.columns });
      const cells = [];
      for (let i = 1; i < values.length; i++) {
        const text = textOf(values[i]);
        if (text.length > limits.cellCharacters)
          return parentPort.postMessage({ failed: "import.cell_long", line: row.number, max: limits.cellCharacters });
        cells.push(text);
      }
      if (!cells.some((cell) => cell.trim())) continue;
      if (++count > limits.rows + 1) return parentPort.postMessage({ failed: "import.rows_many", max: limits.rows });
      rows.push({ line: row.number, cells });
      if (rows.length === PORTION) {
        parentPort.postMessage({ rows });
        rows = [];
        await waitForMore();
      }
    }
    if (rows.length > 0) {
      parentPort.postMessage({ rows });
      await waitForMore();
    }
    if (count > 0) break;
  }
  parentPort.postMessage({ done: true });
}

main()
  .catch(() => parentPort.postMessage({ failed: "import.xlsx_wrong" }))
  .finally(() => parentPort.unref());
