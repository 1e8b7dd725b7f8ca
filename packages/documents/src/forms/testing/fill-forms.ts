import ExcelJS from "exceljs";
import { zipSync } from "fflate";
import PizZip from "pizzip";

// Fills the shipped blanks as people do: text typed into cells, boxes ticked, lines of small tables written.

export type Filling = Record<string, string | string[][]>;

const encoded = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const paragraphs = (text: string) =>
  text
    .split("\n")
    .map((line) => `<w:p><w:r><w:t xml:space="preserve">${encoded(line)}</w:t></w:r></w:p>`)
    .join("");

/**
 * A blank DOCX with values typed beside the labels. Choices are given as the words to tick; the printed hints stay, as
 * they do when somebody types above them.
 */
export function fillBlankDocx(blank: Uint8Array, filling: Filling): Uint8Array {
  const zip = new PizZip(blank);
  let xml = zip.file("word/document.xml")!.asText();
  for (const [label, value] of Object.entries(filling)) {
    const cells = [...xml.matchAll(/<w:tc>[\s\S]*?<\/w:tc>/g)];
    const textOf = (cell: string) => [...cell.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((m) => m[1]).join("");
    const at = cells.findIndex((cell) => textOf(cell[0]).replace(/ \*.*$|（.*$/, "") === label.replace(/（.*$/, ""));
    if (at < 0) throw new Error(`no label ${label}`);
    if (typeof value === "string") {
      const cell = cells[at + 1]!;
      xml = replaceAt(xml, cell.index, cell[0], /<w:sdt>/.test(cell[0]) ? tick(cell[0], value) : type(cell[0], value));
    } else {
      const columns = countColumns(xml, cells[at]!.index);
      let next = at + columns + 1;
      for (const line of value) {
        // The merged label goes on as an empty cell before each line.
        next++;
        for (const text of line) {
          const now = [...xml.matchAll(/<w:tc>[\s\S]*?<\/w:tc>/g)][next]!;
          xml = replaceAt(xml, now.index, now[0], type(now[0], text));
          next++;
        }
      }
    }
  }
  zip.file("word/document.xml", xml);
  return zip.generate({ type: "uint8array", compression: "DEFLATE" });
}

const replaceAt = (text: string, at: number, before: string, after: string) =>
  text.slice(0, at) + after + text.slice(at + before.length);
const type = (cell: string, text: string) => cell.replace(/<w:p>|<w:p [^>]*>/, (found) => paragraphs(text) + found);
const tick = (cell: string, words: string) =>
  words.split("、").reduce((now, word) => {
    const at = now.search(new RegExp(`<w:t[^>]*>${word}[　 ]`));
    const box = now.lastIndexOf('<w:sym w:char="2610"', at);
    return at < 0 || box < 0 ? now : `${now.slice(0, box)}<w:sym w:char="2611"${now.slice(box + 20)}`;
  }, cell);
function countColumns(xml: string, from: number): number {
  const row = xml.slice(xml.lastIndexOf("<w:tr>", from), xml.indexOf("</w:tr>", from));
  return [...row.matchAll(/<w:tc>/g)].length - 1;
}

/** A blank XLSX of demands or offers with a head and one line for each entry. */
export async function fillBlankXlsx(
  blank: Uint8Array,
  head: Record<string, string>,
  lines: Record<string, string | number | Date>[],
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(blank as unknown as ArrayBuffer); // the types know no Uint8Array, the code does
  const sheet = book.worksheets[0]!;
  const plain = (value: unknown) => String(value ?? "").replace(/ \*$/, "");
  let headerRow = 0;
  sheet.eachRow((row, no) => {
    row.eachCell((cell, column) => {
      const label = plain(cell.value);
      if (no < 8 && label in head && cell.isMerged === false) sheet.getCell(no, column + 1).value = head[label]!;
      if (/^(需求名称|成果名称)$/.test(label)) headerRow = no;
    });
  });
  const columnOf = new Map<string, number>();
  sheet.getRow(headerRow).eachCell((cell, column) => columnOf.set(plain(cell.value), column));
  for (const [i, line] of lines.entries())
    for (const [label, value] of Object.entries(line)) {
      const column = columnOf.get(label);
      if (!column) throw new Error(`no column ${label}`);
      const cell = sheet.getCell(headerRow + 2 + i, column);
      if (value instanceof Date) cell.numFmt = "yyyy-mm-dd";
      cell.value = value;
    }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** A ZIP; a name given as `raw` bytes stands in it without saying in which encoding, as Windows writes it. */
export function packZip(entries: { name: string; raw?: number[]; bytes: Uint8Array }[]): Uint8Array {
  const standIn = (i: number, length: number) => `@${i}`.padEnd(length, "@");
  const zip = zipSync(
    Object.fromEntries(entries.map(({ name, raw, bytes }, i) => [raw ? standIn(i, raw.length) : name, bytes])),
  );
  for (const [i, { raw }] of entries.entries()) {
    if (!raw) continue;
    const wanted = new TextEncoder().encode(standIn(i, raw.length));
    for (let at = 0; at < zip.length - wanted.length; at++)
      if (wanted.every((byte, k) => zip[at + k] === byte)) zip.set(raw, at);
  }
  return zip;
}
