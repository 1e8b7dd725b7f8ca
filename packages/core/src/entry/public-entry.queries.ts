import type { Database, Tx } from "@jiebang/db";
import { type EntryCard, type Page, type PublicEntry, toEntryCard, toPublicEntry } from "@jiebang/domain";
import { codeNamesOf, loadCodeNames } from "./code-names.ts";
import {
  publicSourceByNumber,
  publicSourcesByIds,
  type RecentPublicOptions,
  recentPublicSources,
} from "./public-source.ts";
import { FOR_EVERYBODY } from "./readable-entries.ts";

// What everybody may read. Each is one statement, and everything passes the one projection of the domain.

/** The public page of `CG-2026-00012` or `XQ-2026-00034`; null for what does not exist or is not public. */
export async function getPublicEntry(db: Pick<Database, "pool">, number: string): Promise<PublicEntry | null> {
  const [source, codes] = await Promise.all([publicSourceByNumber(db, number), loadCodeNames(db)]);
  return source && toPublicEntry(source, codes);
}

/** The newest entries, as cards; `total` counts all pages. */
export async function listRecentPublic(
  db: Pick<Database, "pool">,
  options: RecentPublicOptions = {},
): Promise<Page<EntryCard>> {
  const [{ sources, total }, codes] = await Promise.all([recentPublicSources(db, options), loadCodeNames(db)]);
  return { items: sources.map((s) => toEntryCard(toPublicEntry(s, codes))), total };
}

/** The public layer of many entries at once, in the order of `ids`, inside a transaction: for the index and for boards. */
export async function loadPublicEntries(tx: Tx, ids: string[]): Promise<PublicEntry[]> {
  const sources = await publicSourcesByIds(tx, ids);
  const codes = await codeNamesOf(
    tx,
    sources.map((s) => s.revision.content),
  );
  return sources.map((s) => toPublicEntry(s, codes));
}

/** Cards by id; what is not public is not among them. */
export async function loadEntryCards(tx: Tx, ids: string[]): Promise<Map<string, EntryCard>> {
  const entries = await loadPublicEntries(tx, ids);
  return new Map(entries.map((entry) => [entry.id, toEntryCard(entry)]));
}

/** How many of each kind stand in the catalogue now. */
export async function countPublic(db: Pick<Database, "pool">): Promise<{ offers: number; demands: number }> {
  const { rows } = await db.pool.query<{ offers: number; demands: number }>({
    name: "count_public",
    text: `SELECT count(*) FILTER (WHERE kind = 'offer')::int AS offers, count(*) FILTER (WHERE kind = 'demand')::int AS demands
      FROM entry e WHERE state IN ('published', 'matched') AND number IS NOT NULL AND ${FOR_EVERYBODY}`,
  });
  return rows[0] ?? { offers: 0, demands: 0 };
}

/** Numbers and days of change of all public entries, for the site map. */
export async function listPublicNumbers(
  db: Pick<Database, "pool">,
): Promise<{ number: string; kind: "offer" | "demand"; changedOn: string }[]> {
  const { rows } = await db.pool.query(
    `SELECT e.number, e.kind, to_char(greatest(e.published_at, e.updated_at) AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS "changedOn"
     FROM entry e WHERE e.state IN ('published', 'matched', 'expired') AND e.number IS NOT NULL AND ${FOR_EVERYBODY} ORDER BY e.number`,
  );
  return rows;
}
