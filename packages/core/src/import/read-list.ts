import { DomainError, IMPORT_LIMITS, type RawRow } from "@jiebang/domain";
import { csvRows } from "./csv-rows.ts";
import { jsonArrayRows, jsonLines } from "./json-rows.ts";
import { xlsxRows } from "./xlsx-rows.ts";

export type ListFormat = "xlsx" | "csv" | "json" | "jsonl";
export interface ListRow {
  line: number;
  row: RawRow;
}

/** UTF-8 where it is that, else GB18030 (what spreadsheet programs write in China), else UTF-16 by its mark. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder("utf-16le").decode(bytes), encoding: "UTF-16" };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder("utf-16be").decode(bytes), encoding: "UTF-16" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "UTF-8" };
  } catch {
    try {
      return { text: new TextDecoder("gb18030", { fatal: true }).decode(bytes), encoding: "GB18030" };
    } catch {
      throw new DomainError("invalid", "import.encoding_unknown");
    }
  }
}

/** By content first; the name only decides between texts. */
export function detectFormat(fileName: string, bytes: Uint8Array): ListFormat {
  if (bytes.length === 0) throw new DomainError("invalid", "import.file_empty");
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return "xlsx";
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new DomainError("invalid", "import.xls_old");
  const head = decodeHead(bytes);
  if (head.startsWith("[")) return "json";
  if (head.startsWith("{")) {
    if (/\.(jsonl|ndjson)$/i.test(fileName)) return "jsonl";
    const line = head.split("\n", 1)[0]!.trim();
    try {
      JSON.parse(line);
      return head.trim() === line ? "json" : "jsonl";
    } catch {
      return "json";
    }
  }
  if ([...head.slice(0, 4000)].some((c) => c < "\t")) throw new DomainError("invalid", "import.format_unknown");
  return "csv";
}

function decodeHead(bytes: Uint8Array): string {
  const head = new TextDecoder("utf-8").decode(bytes.subarray(0, 200_000));
  return head.replace(/^\ufeff/, "").trimStart();
}

/** The rows of a list, in order. Raises a sentence for a file that cannot be read. */
export async function* readList(fileName: string, bytes: Uint8Array): AsyncGenerator<ListRow> {
  const format = detectFormat(fileName, bytes);
  let count = 0;
  for await (const { line, value } of rowsOf(format, bytes)) {
    if (++count > IMPORT_LIMITS.rows) throw new DomainError("invalid", "import.rows_many", { max: IMPORT_LIMITS.rows });
    yield { line, row: asRow(value) };
  }
}

async function* rowsOf(format: ListFormat, bytes: Uint8Array): AsyncGenerator<{ line: number; value: unknown }> {
  if (format === "xlsx") {
    yield* xlsxRows(bytes);
    return;
  }
  const text = decodeText(bytes).text.replace(/^\ufeff/, "");
  if (format === "csv") yield* csvRows(text);
  else if (format === "jsonl") yield* jsonLines(text);
  else {
    let line = 0;
    for (const value of jsonArrayRows(text)) yield { line: ++line, value };
  }
}

/** What is no object has no columns, and is refused as a row later. */
function asRow(value: unknown): RawRow {
  if (!value || typeof value !== "object" || Array.isArray(value)) return { value };
  return dropNul(value) as RawRow;
}

/** PostgreSQL holds no NUL character; nobody misses it. */
function dropNul(value: unknown): unknown {
  if (typeof value === "string") return value.includes("\u0000") ? value.replaceAll("\u0000", "") : value;
  if (Array.isArray(value)) return value.map(dropNul);
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k.replaceAll("\u0000", ""), dropNul(v)]));
  return value;
}
