import type { Database, Tx } from "@jiebang/db";
import { type CodeLookup, cityOf, divisionOf, type EntryContent } from "@jiebang/domain";

interface CodeBook {
  names: Map<string, { name: string; nameEn: string | null }>;
  loadedAt: number;
}

const books = new WeakMap<Database["pool"], Promise<CodeBook>>();
/** Editions change a few times a year: a process may show the name of the edition before for this long. */
const KEEP_MS = 60_000;

async function load(pool: Database["pool"]): Promise<CodeBook> {
  const { rows } = await pool.query<{ key: string; code: string; name: string; name_en: string | null }>(
    `SELECT l.key, i.code, i.name, i.name_en FROM code_list l JOIN code_item i ON i.list_id = l.id
     ORDER BY l.valid_from <= (SELECT app_now())::date, l.valid_from`, // the newest edition in force comes last and wins
  );
  const names = new Map<string, { name: string; nameEn: string | null }>();
  for (const r of rows) names.set(`${r.key}:${r.code}`, { name: r.name, nameEn: r.name_en });
  return { names, loadedAt: performance.now() };
}

/** Names of codes for the projection; reference data, kept in the process for a minute. */
export async function loadCodeNames(db: Pick<Database, "pool">): Promise<CodeLookup> {
  let book = books.get(db.pool);
  const kept = book && (await book.catch(() => undefined));
  if (!kept || performance.now() - kept.loadedAt > KEEP_MS || kept.names.size === 0) {
    book = load(db.pool);
    books.set(db.pool, book);
    book.catch(() => books.delete(db.pool));
  }
  const { names } = await book!;
  return (list, code) => names.get(`${list}:${code}`);
}

/** All values of one list, in the order of their codes. */
export async function listCodeNames(
  db: Pick<Database, "pool">,
  list: string,
): Promise<{ value: string; name: string; nameEn: string | null }[]> {
  await loadCodeNames(db);
  const { names } = await books.get(db.pool)!; // just loaded
  const prefix = `${list}:`;
  const found: { value: string; name: string; nameEn: string | null }[] = [];
  for (const [key, name] of names)
    if (key.startsWith(prefix)) found.push({ value: key.slice(prefix.length), name: name.name, nameEn: name.nameEn });
  return found.sort((a, b) => (a.value < b.value ? -1 : 1));
}

/** After a change of a code list, so that this process shows it at once. */
export function forgetCodeNames(db: Pick<Database, "pool">): void {
  books.delete(db.pool);
}

/** Names of just the codes that these contents use, read in the caller's transaction (a second connection could starve). */
export async function codeNamesOf(tx: Tx, contents: EntryContent[]): Promise<CodeLookup> {
  const codes = new Set<string>();
  for (const c of contents) {
    for (const code of [c.industryCode, c.chainCode, c.areaCode, c.disciplineCode]) if (code) codes.add(code);
    if (c.areaCode) codes.add(cityOf(c.areaCode));
    if (c.industryCode) codes.add(divisionOf(c.industryCode));
  }
  if (codes.size === 0) return () => undefined;
  const items = await tx.$queryRaw<{ key: string; code: string; name: string; name_en: string | null }[]>`
    SELECT l.key, i.code, i.name, i.name_en FROM code_list l JOIN code_item i ON i.list_id = l.id
    WHERE i.code = ANY(${[...codes]}::text[]) ORDER BY l.valid_from <= (SELECT app_now())::date, l.valid_from`;
  const names = new Map(items.map((i) => [`${i.key}:${i.code}`, { name: i.name, nameEn: i.name_en }]));
  return (list, code) => names.get(`${list}:${code}`);
}
