import { DomainError, IMPORT_LIMITS } from "@jiebang/domain";
import { parse } from "csv-parse";

const DELIMITERS = [",", "\t", ";", "|", "，"];

/** The delimiter that cuts the first lines into the same number of pieces, the more the better. */
export function detectDelimiter(text: string): string {
  const lines = text.slice(0, 20_000).split(/\r?\n/).filter(Boolean).slice(0, 5);
  let best = ",";
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const pieces = (lines[0] ?? "").replace(/"[^"]*"/g, "").split(delimiter).length - 1;
    if (pieces > most) [best, most] = [delimiter, pieces];
  }
  return best;
}

/** Rows by header. `line` counts records as a spreadsheet program shows them: the header is line 1. */
export async function* csvRows(text: string): AsyncGenerator<{ line: number; value: Record<string, string> }> {
  const parser = parse(text, {
    delimiter: detectDelimiter(text),
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: IMPORT_LIMITS.cellCharacters * 20,
  });
  let header: string[] | undefined;
  let line = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      line++;
      if (!record.some((cell) => cell.trim())) continue;
      if (!header) {
        header = uniqueHeaders(record);
        continue;
      }
      const names = header;
      yield { line, value: Object.fromEntries(names.map((name, i) => [name, record[i] ?? ""])) };
    }
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError("invalid", "import.csv_wrong", { line: line + 1 });
  }
}

export function uniqueHeaders(cells: string[]): string[] {
  if (cells.length > IMPORT_LIMITS.columns)
    throw new DomainError("invalid", "import.columns_many", { max: IMPORT_LIMITS.columns });
  const seen = new Map<string, number>();
  return cells.map((cell, i) => {
    const name = cell.replace(/\s+/g, " ").trim().slice(0, 200) || `第${i + 1}列`;
    const n = (seen.get(name) ?? 0) + 1;
    seen.set(name, n);
    return n === 1 ? name : `${name} (${n})`;
  });
}
