import { DomainError } from "@jiebang/domain";

/** The objects of a JSON array, one after the other, without building the array. */
export function* jsonArrayRows(text: string): Generator<unknown> {
  const start = text.search(/\S/);
  if (text[start] !== "[") {
    // One object alone, or the list in its only array: {"data": [...]}
    const whole = parse(text, 1) as Record<string, unknown>;
    const lists = whole && typeof whole === "object" ? Object.values(whole).filter(Array.isArray) : [];
    if (lists.length === 1) yield* lists[0] as unknown[];
    else yield whole;
    return;
  }
  let depth = 0;
  let from = -1;
  let inString = false;
  let count = 0;
  for (let i = start + 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (inString) {
      if (unit === 0x5c) i++;
      else if (unit === 0x22) inString = false;
      continue;
    }
    if (unit === 0x22) {
      inString = true;
      if (depth === 0 && from < 0) from = i;
    } else if (unit === 0x7b || unit === 0x5b) {
      if (depth === 0 && from < 0) from = i;
      depth++;
    } else if (unit === 0x7d || unit === 0x5d) {
      if (depth === 0) {
        if (from >= 0) yield parse(text.slice(from, i), count + 1);
        return;
      }
      depth--;
    } else if (depth === 0) {
      if (unit === 0x2c) {
        if (from >= 0) yield parse(text.slice(from, i), ++count);
        from = -1;
      } else if (from < 0 && unit > 0x20) from = i;
    }
  }
  throw new DomainError("invalid", "import.json_cut_off", { line: count + 1 });
}

/** JSON Lines; empty lines are skipped but counted. */
export function* jsonLines(text: string): Generator<{ line: number; value: unknown }> {
  let line = 0;
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from);
    const piece = text.slice(from, end < 0 ? undefined : end).trim();
    line++;
    if (piece) yield { line, value: parse(piece, line) };
    if (end < 0) break;
    from = end + 1;
  }
}

function parse(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("invalid", "import.json_wrong", { line, text: text.trim().slice(0, 80) });
  }
}
