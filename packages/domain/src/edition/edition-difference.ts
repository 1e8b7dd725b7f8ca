import { z } from "zod";
import { entryKind } from "../entry/entry-content.ts";
import type { FrozenEntry } from "./frozen-entry.ts";

const named = z.object({ number: z.string(), kind: entryKind, title: z.string(), titleEn: z.string().nullable() });
const validity = z.string().nullable();

/** What an edition brings against the one before it. A renewed entry only lives longer; a changed one says something else. */
export const editionDifference = z.object({
  added: z.array(named),
  gone: z.array(named),
  changed: z.array(
    named.extend({ fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })) }),
  ),
  renewed: z.array(named.extend({ before: validity, after: validity })),
});
export type EditionDifference = z.infer<typeof editionDifference>;

const nameOf = ({ number, kind, title, titleEn }: FrozenEntry) => ({ number, kind, title, titleEn });
const isPlain = (v: unknown): v is Record<string, unknown> => typeof v === "object" && v !== null && !Array.isArray(v);

/** Key order carries no meaning. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}
const same = (a: unknown, b: unknown) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

/** Looked into field by field; codes and money are shown whole. */
const INSIDE = new Set(["offer", "demand", "maturity", "poster"]);

function compare(
  a: Record<string, unknown>,
  b: Record<string, unknown>,
  path: string,
): EditionDifference["changed"][number]["fields"] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort().flatMap((key) => {
    const [before, after] = [a[key] ?? null, b[key] ?? null];
    if (same(before, after)) return [];
    if (INSIDE.has(key) && isPlain(before) && isPlain(after)) return compare(before, after, `${path}${key}.`);
    return [{ field: `${path}${key}`, before, after }];
  });
}

/** Entries are the same by their number. The order is that of the new edition, for what is gone that of the old one. */
export function editionDifferenceOf(before: FrozenEntry[], after: FrozenEntry[]): EditionDifference {
  const old = new Map(before.map((entry) => [entry.number, entry]));
  const kept = new Set(after.map((entry) => entry.number));
  const result: EditionDifference = {
    added: [],
    gone: before.filter((entry) => !kept.has(entry.number)).map(nameOf),
    changed: [],
    renewed: [],
  };
  for (const entry of after) {
    const former = old.get(entry.number);
    if (!former) {
      result.added.push(nameOf(entry));
      continue;
    }
    const { revisionNo: _, validUntil: was, ...a } = former;
    const { revisionNo: __, validUntil: now, ...b } = entry;
    const fields = compare(a, b, "");
    const isLonger = now !== was && (was === null || now === null || now > was);
    if (was !== now && !isLonger) fields.push({ field: "validUntil", before: was, after: now });
    if (fields.length > 0) result.changed.push({ ...nameOf(entry), fields });
    if (isLonger) result.renewed.push({ ...nameOf(entry), before: was, after: now });
  }
  return result;
}
