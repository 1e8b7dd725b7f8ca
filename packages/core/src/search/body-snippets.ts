import type { Database } from "@jiebang/db";
import type { TextRange } from "@jiebang/domain";
import { highlight, markerOf, parseQuery } from "@jiebang/search";
import { loadPublicEntries } from "../entry/public-entry.queries.ts";
import { bodyOf } from "./to-search-document.ts";

export interface Snippet {
  text: string;
  highlight: TextRange[];
}

const BEFORE = 24;
const LENGTH = 110;

/**
 * For hits that neither their title nor their summary explains: the place of the public text where the words stand. Read
 * from the entries as they are now, not from the index, and from the public layer only.
 */
export async function bodySnippets(
  db: Pick<Database, "prisma">,
  query: string,
  ids: string[],
): Promise<Map<string, Snippet>> {
  const snippets = new Map<string, Snippet>();
  if (ids.length === 0) return snippets;
  const marker = markerOf(parseQuery(query));
  for (const entry of await loadPublicEntries(db.prisma, ids)) {
    const body = [entry.keywords.join(" · "), bodyOf(entry)].filter(Boolean).join("\n").slice(0, 40_000);
    const snippet = around(body, highlight(body, marker));
    if (snippet) snippets.set(entry.id, snippet);
  }
  return snippets;
}

/** The window that shows the most of what was found, the first of several. */
function around(body: string, ranges: readonly (readonly [number, number])[]): Snippet | undefined {
  let best: { start: number; n: number } | undefined;
  for (const [first] of ranges) {
    const n = ranges.filter(([start, end]) => start >= first && end <= first + LENGTH - BEFORE).length;
    if (!best || n > best.n) best = { start: first, n };
  }
  if (!best) return undefined;
  const begin = Math.max(0, best.start - BEFORE);
  // Not from the middle of a line that has just begun, nor over the end of a paragraph before.
  const line = body.lastIndexOf("\n", best.start) + 1;
  const from = Math.max(line, begin);
  const to = Math.min(body.length, from + LENGTH);
  const open = from > line ? "…" : "";
  const text = `${open}${body.slice(from, to).replace(/\s/g, " ")}${to < body.length ? "…" : ""}`;
  return {
    text,
    highlight: ranges
      .filter(([start, end]) => start >= from && end <= to)
      .map(([start, end]): TextRange => [start - from + open.length, end - from + open.length]),
  };
}
