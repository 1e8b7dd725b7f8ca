import { FORM_CODE } from "@jiebang/domain/form-intake/form-definitions.ts";
import { FORM_LIMITS, type RawCell, type RawForm, type RawGrid } from "@jiebang/domain/form-intake/raw-form.ts";
import { officeParts, RefusedFile } from "./archive.ts";
import { walkXml } from "./walk-xml.ts";

/** The sheets of an Excel (or WPS) workbook as texts, dates as days, merged cells once. Macros and formulas are not run. */
export function readXlsx(bytes: Uint8Array): RawForm {
  const parts = officeParts(bytes, (path) =>
    /^xl\/(workbook|sharedStrings|styles|worksheets\/[^/]+)\.xml$|^xl\/_rels\/workbook\.xml\.rels$/i.test(path),
  );
  const workbook = parts.get("xl/workbook.xml");
  if (workbook === undefined) throw new RefusedFile("not_a_form");
  const targets = new Map<string, string>();
  walkXml(parts.get("xl/_rels/workbook.xml.rels") ?? "<r/>", {
    open: (name, a) => {
      if (name === "Relationship") targets.set(a.Id ?? "", (a.Target ?? "").replace(/^\/?(xl\/)?/, "xl/"));
    },
    close: () => {},
  });
  const sheets: { name: string; id: string; isHidden: boolean }[] = [];
  let is1904 = false;
  walkXml(workbook, {
    open: (name, a) => {
      if (name === "sheet")
        sheets.push({ name: a.name ?? "", id: a.id ?? "", isHidden: /hidden/i.test(a.state ?? "") });
      if (name === "workbookPr") is1904 = a.date1904 === "1" || a.date1904 === "true";
    },
    close: () => {},
  });
  const strings = sharedStrings(parts.get("xl/sharedStrings.xml"));
  const styles = numberStyles(parts.get("xl/styles.xml"));
  const form: RawForm = { format: "xlsx", code: null, grids: [], paragraphs: [] };
  const budget = { cells: 0 };
  for (const sheet of sheets) {
    const xml = parts.get(targets.get(sheet.id) ?? "");
    if (!xml) continue;
    const grid = readSheet(xml, sheet.name, { strings, styles, is1904, budget });
    // What is kept out of sight is the code of the form and nothing else.
    if (sheet.isHidden) form.code ??= grid.cells.map((cell) => FORM_CODE.exec(cell.text)?.[0]).find(Boolean) ?? null;
    else form.grids.push(grid);
  }
  return form;
}

function sharedStrings(xml: string | undefined): string[] {
  const strings: string[] = [];
  let current: string | undefined;
  let isText = false;
  let isPhonetic = false;
  if (xml)
    walkXml(xml, {
      open(name) {
        if (name === "si") current = "";
        if (name === "t") isText = !isPhonetic;
        if (name === "rPh") isPhonetic = true;
      },
      close(name) {
        if (name === "si") strings.push(current ?? "");
        if (name === "t") isText = false;
        if (name === "rPh") isPhonetic = false;
      },
      text(text) {
        if (isText) current += text;
      },
    });
  return strings;
}

type NumberStyle = "plain" | "day" | "percent";

function numberStyles(xml: string | undefined): NumberStyle[] {
  const formats = new Map<number, string>();
  const styles: NumberStyle[] = [];
  let isCell = false;
  if (xml)
    walkXml(xml, {
      open(name, a) {
        if (name === "numFmt") formats.set(Number(a.numFmtId), a.formatCode ?? "");
        if (name === "cellXfs") isCell = true;
        if (name === "xf" && isCell) styles.push(styleOf(Number(a.numFmtId), formats.get(Number(a.numFmtId))));
      },
      close(name) {
        if (name === "cellXfs") isCell = false;
      },
    });
  return styles;
}

function styleOf(id: number, format: string | undefined): NumberStyle {
  if (id === 9 || id === 10) return "percent";
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return "day";
  const plain = (format ?? "").replace(/"[^"]*"|\[[^\]]*\]|\\./g, "");
  if (/%/.test(plain)) return "percent";
  return /[yd年日]|m.*[yd]/i.test(plain) && !/general/i.test(plain) ? "day" : "plain";
}

interface Book {
  strings: string[];
  styles: NumberStyle[];
  is1904: boolean;
  budget: { cells: number };
}

function readSheet(xml: string, name: string, book: Book): RawGrid {
  const cells: RawCell[] = [];
  const merges: { row: number; column: number; rows: number; columns: number }[] = [];
  let row = 0;
  let column = -1;
  let open: { row: number; column: number; type: string; style: number; text: string } | undefined;
  let isValue = false;
  let isPhonetic = false;
  walkXml(xml, {
    open(tag, a) {
      if (tag === "row") {
        row = a.r ? Number(a.r) : row + 1;
        column = -1;
      } else if (tag === "c") {
        const at = a.r ? placeOf(a.r) : undefined;
        column = at?.column ?? column + 1;
        open = { row: at?.row ?? row, column, type: a.t ?? "n", style: Number(a.s ?? 0), text: "" };
      } else if (tag === "v" || tag === "t") isValue = !isPhonetic;
      else if (tag === "rPh") isPhonetic = true;
      else if (tag === "mergeCell") {
        const [from, to] = (a.ref ?? "").split(":").map(placeOf);
        if (from && to) merges.push({ ...from, rows: to.row - from.row + 1, columns: to.column - from.column + 1 });
      }
    },
    close(tag) {
      if (tag === "v" || tag === "t") isValue = false;
      else if (tag === "rPh") isPhonetic = false;
      else if (tag === "c" && open) {
        const text = shownIn(open, book).slice(0, FORM_LIMITS.cellCharacters).trim();
        if (text) {
          if (++book.budget.cells > FORM_LIMITS.cells) throw new RefusedFile("too_long");
          cells.push({ row: open.row, column: open.column, span: 1, text });
        }
        open = undefined;
      }
    },
    text(text) {
      if (open && isValue) open.text += text;
    },
  });
  const at = new Map(cells.map((cell) => [`${cell.row}:${cell.column}`, cell]));
  for (const merge of merges) {
    const cell = at.get(`${merge.row}:${merge.column}`);
    if (!cell) continue;
    cell.span = merge.columns;
    if (merge.rows > 1) cell.rows = merge.rows;
  }
  return { name, cells };
}

function placeOf(reference: string): { row: number; column: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d+)$/.exec(reference);
  if (!match) return undefined;
  const column = [...match[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(match[2]), column };
}

function shownIn(cell: { type: string; style: number; text: string }, { strings, styles, is1904 }: Book): string {
  const { type, text } = cell;
  if (type === "s") return strings[Number(text)] ?? "";
  if (type === "b") return text === "1" ? "是" : "否";
  if (type === "e") return "";
  if (type !== "n" || text === "") return text;
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  const style = styles[cell.style] ?? "plain";
  if (style === "day" && number >= 1 && number < 100_000) {
    const days = Math.floor(number) - (is1904 ? -1462 : 0) - 25_569;
    return new Date(days * 86_400_000).toISOString().slice(0, 10);
  }
  // 0.30000000000000004 is what the file holds, 0.3 is what its writer saw.
  const plain = (value: number) => String(Number(value.toPrecision(15)));
  return style === "percent" ? `${plain(number * 100)}%` : plain(number);
}
