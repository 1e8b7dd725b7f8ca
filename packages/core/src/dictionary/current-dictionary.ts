import type { Database, Tx } from "@jiebang/db";
import { currentDictionary, NO_DICTIONARY, useDictionary } from "@jiebang/search";

// Every process holds the newest published words. It hears of a new version at once (`announceDictionary`), and asks at
// most once a second besides, so that one whose line was cut does not go on with the old ones.

const NEWEST = "SELECT coalesce(max(no), 0)::int AS no FROM dictionary_version";
const WORDS = `SELECT kind, names FROM dictionary_row
  WHERE added_in <= $1 AND (removed_in IS NULL OR removed_in > $1) ORDER BY id`;
const OFTEN_ENOUGH = 1000;

type Ask = <Row>(sql: string, values: unknown[]) => Promise<Row[]>;
interface WordRow {
  kind: "synonym" | "word";
  names: string[];
}

let askedAt = Number.NEGATIVE_INFINITY;
let asking: Promise<void> | undefined;

/** Before a text is cut for the index: by the words that stand when it is written, whatever this process knew. */
export async function useNewestWords(tx: Tx): Promise<void> {
  await load((sql, values) => tx.$queryRawUnsafe(sql, ...values));
}

/** Before a query is read. */
export async function useRecentWords(db: Pick<Database, "pool">): Promise<void> {
  if (performance.now() - askedAt < OFTEN_ENOUGH) return asking;
  return reloadWords(db);
}

/** When a version was announced. */
export function reloadWords(db: Pick<Database, "pool">): Promise<void> {
  askedAt = performance.now();
  asking = load(async <Row>(sql: string, values: unknown[]) => (await db.pool.query(sql, values)).rows as Row[]);
  return asking;
}

/** The newest words as settings of a search server take them. */
export async function editableWords(
  db: Pick<Database, "pool">,
): Promise<{ version: number; synonyms: string[][]; dictionary: string[] }> {
  await reloadWords(db);
  const { version, groups, words } = currentDictionary();
  return { version, synonyms: groups, dictionary: words };
}

async function load(ask: Ask): Promise<void> {
  const [newest] = await ask<{ no: number }>(NEWEST, []);
  const no = newest?.no ?? 0;
  if (no <= currentDictionary().version) return;
  const rows = await ask<WordRow>(WORDS, [no]);
  // Two may load at once; the older of two answers must not win.
  if (no <= currentDictionary().version) return;
  useDictionary({
    ...NO_DICTIONARY,
    version: no,
    groups: rows.filter((row) => row.kind === "synonym").map((row) => row.names),
    words: rows.filter((row) => row.kind === "word").map((row) => row.names[0]!),
  });
}
