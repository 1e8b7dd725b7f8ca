import { sheetsToXlsx } from "@jiebang/documents";
import { DomainError, type ExportFormat, type PublicEntry, XLSX_ROW_LIMIT } from "@jiebang/domain";
import { translate } from "@jiebang/i18n";
import { stringify } from "csv-stringify/sync";
import { EXPORT_COLUMNS, type ExportWords, exportHead, toExportObject, toExportRow } from "./export-rows.ts";

const PORTION = 500;

export interface EntryExport {
  total: number;
  /** Entries in portions, read while the file is written. */
  walk: (portion: number) => AsyncGenerator<PublicEntry[]>;
}

export type EntryFile =
  | { mediaType: string; pieces: AsyncGenerator<string>; bytes?: undefined }
  | { mediaType: string; bytes: Uint8Array; pieces?: undefined };

/** CSV and JSONL flow, however long they are; a workbook is made whole and therefore has an end. */
export async function writeExport(
  { total, walk }: EntryExport,
  format: ExportFormat,
  words: ExportWords,
): Promise<EntryFile> {
  if (format === "csv") return { mediaType: "text/csv; charset=utf-8", pieces: csv(walk(PORTION), words) };
  if (format === "jsonl")
    return { mediaType: "application/x-ndjson; charset=utf-8", pieces: jsonl(walk(PORTION), words.publicUrl) };
  if (total > XLSX_ROW_LIMIT)
    throw new DomainError("invalid", "export.too_many_rows", { total, limit: XLSX_ROW_LIMIT });
  const rows = [];
  for await (const entries of walk(PORTION)) for (const entry of entries) rows.push(toExportRow(words, entry));
  return {
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    bytes: await sheetsToXlsx([
      { name: translate(words.locale, "export.entries"), columns: exportHead(words.locale), rows },
    ]),
  };
}

async function* csv(portions: AsyncGenerator<PublicEntry[]>, words: ExportWords): AsyncGenerator<string> {
  // What begins like a formula stays a text, whoever typed it; with a mark at the beginning Excel reads Chinese as UTF-8.
  const write = (rows: unknown[][]) =>
    stringify(rows as (string | number | null)[][], { escape_formulas: true, record_delimiter: "windows" });
  yield `\ufeff${write([exportHead(words.locale).map((column) => column.title)])}`;
  for await (const entries of portions) {
    const rows = entries.map((entry) => {
      const row = toExportRow(words, entry);
      return EXPORT_COLUMNS.map((key) => row[key]);
    });
    if (rows.length > 0) yield write(rows);
  }
}

async function* jsonl(portions: AsyncGenerator<PublicEntry[]>, publicUrl: string): AsyncGenerator<string> {
  for await (const entries of portions)
    if (entries.length > 0)
      yield `${entries.map((entry) => JSON.stringify(toExportObject(publicUrl, entry))).join("\n")}\n`;
}
