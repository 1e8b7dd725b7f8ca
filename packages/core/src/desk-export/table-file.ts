import { type Sheet, sheetsToXlsx } from "@jiebang/documents";
import { stringify } from "csv-stringify/sync";

export interface ExportFile {
  fileName: string;
  mediaType: string;
  bytes: Uint8Array;
}

export const MEDIA_TYPES = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pdf: "application/pdf",
  csv: "text/csv; charset=utf-8",
} as const;

/** A table as a file. What begins like a formula is a text in both, whoever typed it into a name. */
export async function tableFile(name: string, format: "xlsx" | "csv", sheet: Sheet): Promise<ExportFile> {
  const fileName = `${name}.${format}`;
  if (format === "xlsx") return { fileName, mediaType: MEDIA_TYPES.xlsx, bytes: await sheetsToXlsx([sheet]) };
  const text = stringify(
    sheet.rows.map((row) => sheet.columns.map((column) => row[column.key] ?? "")),
    // With a mark at the beginning Excel reads Chinese as UTF-8.
    {
      bom: true,
      escape_formulas: true,
      header: true,
      columns: sheet.columns.map((c) => c.title),
      record_delimiter: "windows",
    },
  );
  return { fileName, mediaType: MEDIA_TYPES.csv, bytes: new TextEncoder().encode(text) };
}
