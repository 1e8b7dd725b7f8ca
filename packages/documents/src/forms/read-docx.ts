import { FORM_LIMITS, type RawCell, type RawForm, type RawGrid } from "@jiebang/domain/form-intake/raw-form.ts";
import { officeParts, RefusedFile } from "./archive.ts";
import { walkXml } from "./walk-xml.ts";

/** Marks of symbol fonts that people tick with, by their code without the private-use offset. */
const SYMBOLS: Record<string, string> = {
  fe: "☑", fd: "☒", fc: "✓", fb: "✓", a8: "□", "6f": "□", "52": "☑", "53": "☒", "54": "☒", "50": "✓", a3: "□", "2a": "□",
  "6e": "■", a1: "□", "71": "□", "72": "□",
}; // biome-ignore format: a table

/** Private-use codes belong to a symbol font, all others are characters. */
function symbolOf(char: string): string {
  const code = char.toLowerCase();
  if (/^(f0|00)?[\da-f]{2}$/.test(code)) return SYMBOLS[code.replace(/^(f0|00)/, "")] ?? "";
  return /^[\da-f]{4,5}$/.test(code) ? String.fromCodePoint(Number.parseInt(code, 16)) : "";
}

interface OpenCell extends RawCell {
  isContinued: boolean;
}
interface OpenTable {
  grid: RawGrid;
  row: number;
  column: number;
  cell?: OpenCell;
  /** By column: the merged cell that goes on downwards. */
  above: Map<number, RawCell>;
}

/** The tables and paragraphs of a Word (or WPS) document; macros, pictures and formatting are not looked at. */
export function readDocx(bytes: Uint8Array): RawForm {
  const parts = officeParts(bytes, (path) =>
    /^word\/(document|header\d*|footer\d*)\.xml$|^docProps\/custom\.xml$/.test(path),
  );
  const main = parts.get("word/document.xml");
  if (main === undefined) throw new RefusedFile("not_a_form");
  const form: RawForm = { format: "docx", code: codeOf(parts.get("docProps/custom.xml")), grids: [], paragraphs: [] };
  readBody(main, form);
  for (const [path, xml] of parts) if (/header|footer/.test(path)) readBody(xml, { ...form, grids: [] });
  return form;
}

function codeOf(xml: string | undefined): string | null {
  if (!xml) return null;
  let isOurs = false;
  let code = "";
  walkXml(xml, {
    open: (name, { name: property }) => {
      if (name === "property") isOurs = property === "JiebangForm";
    },
    close: () => {},
    text: (text) => {
      if (isOurs) code += text;
    },
  });
  return code.trim() || null;
}

function readBody(xml: string, form: RawForm): void {
  const tables: OpenTable[] = [];
  let paragraph = "";
  let isText = false;
  let skipped = 0; // inside something that shows nothing of its own
  let isPlaceholder = 0;
  let sdtDepth = 0;
  let cells = 0;
  let legacyBox = ""; // a check box of the old form fields
  const say = (text: string) => {
    if (skipped > 0 || isPlaceholder > 0) return;
    const cell = tables.at(-1)?.cell;
    if (!cell) paragraph += text;
    else if (cell.text.length < FORM_LIMITS.cellCharacters) cell.text += text;
  };
  walkXml(xml, {
    open(name, attributes) {
      if (name === "Fallback") skipped++;
      if (skipped > 0) return;
      const table = tables.at(-1);
      if (name === "tbl") {
        const grid: RawGrid = { name: "", cells: [] };
        form.grids.push(grid);
        tables.push({ grid, row: 0, column: 0, above: new Map() });
      } else if (name === "tr" && table) {
        table.row++;
        table.column = 0;
      } else if (name === "gridBefore" && table) table.column += Number(attributes.val) || 0;
      else if (name === "tc" && table) {
        if (++cells > FORM_LIMITS.cells) throw new RefusedFile("too_long");
        table.cell = { row: table.row, column: table.column, span: 1, text: "", isContinued: false };
      } else if (name === "gridSpan" && table?.cell) table.cell.span = Math.max(1, Number(attributes.val) || 1);
      else if (name === "vMerge" && table?.cell) table.cell.isContinued = attributes.val !== "restart";
      else if (name === "t") isText = true;
      else if (name === "tab") say(" ");
      else if (name === "br" || name === "cr") say("\n");
      else if (name === "sym") say(symbolOf(attributes.char ?? ""));
      else if (name === "sdt") sdtDepth++;
      else if (name === "showingPlcHdr" && attributes.val !== "0" && attributes.val !== "false")
        isPlaceholder = sdtDepth;
      else if (name === "checkBox") legacyBox = "□";
      else if ((name === "checked" || name === "default") && legacyBox)
        legacyBox = /^(0|false)$/.test(attributes.val ?? "1") ? "□" : "☑";
    },
    close(name) {
      if (name === "Fallback") skipped--;
      if (skipped > 0) return;
      const table = tables.at(-1);
      if (name === "t") isText = false;
      else if (name === "ffData" && legacyBox) {
        say(legacyBox);
        legacyBox = "";
      } else if (name === "sdt") {
        if (isPlaceholder === sdtDepth) isPlaceholder = 0;
        sdtDepth--;
      } else if (name === "p") {
        if (table?.cell) say("\n");
        else {
          if (paragraph.trim()) form.paragraphs.push(paragraph.trim());
          paragraph = "";
        }
      } else if (name === "tc" && table?.cell) {
        const { isContinued, ...cell } = table.cell;
        cell.text = cell.text.replace(/\n+$/, "").trim();
        table.column += cell.span;
        table.cell = undefined;
        const above = table.above.get(cell.column);
        if (isContinued && above) above.rows = (above.rows ?? 1) + 1;
        else {
          table.grid.cells.push(cell);
          table.above.set(cell.column, cell);
        }
      } else if (name === "tbl") tables.pop();
    },
    text(text) {
      if (isText) say(text);
    },
  });
}
