import type { FieldDifference } from "./entry.schema.ts";
import type { EntryContent } from "./entry-content.ts";

const isPlain = (v: unknown): v is Record<string, unknown> => typeof v === "object" && v !== null && !Array.isArray(v);
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Field by field what differs between two contents of one kind; `detail` and `maturity` are looked into, lists are whole. */
export function differencesOf(before: EntryContent, after: EntryContent): FieldDifference[] {
  return compare(before as unknown as Record<string, unknown>, after as unknown as Record<string, unknown>, "");
}

function compare(a: Record<string, unknown>, b: Record<string, unknown>, path: string): FieldDifference[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) => {
    const field = path + key;
    const [x, y] = [a[key] ?? null, b[key] ?? null];
    if (same(sorted(x), sorted(y))) return [];
    return isPlain(x) && isPlain(y) ? compare(x, y, `${field}.`) : [{ field, before: x, after: y }];
  });
}

// The database's JSON does not keep the order of keys.
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}
