import type { Database } from "@jiebang/db";
import { type PublicEntry, toPublicEntry } from "@jiebang/domain";
import { loadCodeNames } from "../entry/code-names.ts";
import { publicSourcesByIds } from "../entry/public-source.ts";

// What feeds, site map and harvesting read. A record says when something changed and whether it stands; its content is
// always taken anew through the one projection, so that nothing can be told here that is hidden elsewhere.

export type FeedDb = Pick<Database, "pool" | "prisma">;

export interface RecordFilter {
  kind?: "offer" | "demand";
  /** A chain's code; "" for anything that belongs to some chain. */
  chain?: string;
}

export interface OpenRecordRow {
  entryId: string;
  kind: "offer" | "demand";
  number: string;
  chainCode: string | null;
  isLive: boolean;
  changedAt: string;
}

/** Public entries by id, in this order; what is not public any more is left out. */
export async function publicEntriesOf(db: FeedDb, ids: string[]): Promise<PublicEntry[]> {
  const [sources, codes] = await Promise.all([publicSourcesByIds(db.prisma, ids), loadCodeNames(db)]);
  return sources.map((source) => toPublicEntry(source, codes));
}

function conditionsOf(filter: RecordFilter, values: unknown[]): string[] {
  const add = (value: unknown) => `$${values.push(value)}`;
  return [
    ...(filter.kind ? [`o.kind = ${add(filter.kind)}`] : []),
    ...(filter.chain ? [`o.chain_code = ${add(filter.chain)}`] : []),
    ...(filter.chain === "" ? ["o.chain_code IS NOT NULL"] : []),
  ];
}

const COLUMNS = `o.entry_id AS "entryId", o.kind, o.number, o.chain_code AS "chainCode", o.is_live AS "isLive", o.changed_at AS "changedAt"`;
const toRow = (row: OpenRecordRow & { changedAt: Date | string }): OpenRecordRow => ({
  ...row,
  changedAt: new Date(row.changedAt).toISOString(),
});

/** What stands, the last changed first; `before` is the last record of the page before. */
export async function listFeed(
  db: FeedDb,
  filter: RecordFilter & { before?: { changedAt: string; entryId: string }; limit: number },
): Promise<{ records: { record: OpenRecordRow; entry: PublicEntry }[]; hasMore: boolean; changedAt: string | null }> {
  const values: unknown[] = [];
  const conditions = ["o.is_live", ...conditionsOf(filter, values)];
  if (filter.before)
    conditions.push(
      `(o.changed_at, o.entry_id) < ($${values.push(filter.before.changedAt)}::timestamptz, $${values.push(filter.before.entryId)}::text)`,
    );
  const changed: unknown[] = [];
  const all = conditionsOf(filter, changed);
  const [{ rows }, last] = await Promise.all([
    db.pool.query(
      `SELECT ${COLUMNS} FROM open_record o WHERE ${conditions.join(" AND ")}
       ORDER BY o.changed_at DESC, o.entry_id DESC LIMIT ${filter.limit + 1}`,
      values,
    ),
    db.pool.query<{ at: Date | null }>(
      `SELECT max(o.changed_at) AS at FROM open_record o ${all.length > 0 ? `WHERE ${all.join(" AND ")}` : ""}`,
      changed,
    ),
  ]);
  const page = rows.slice(0, filter.limit).map(toRow);
  const entries = new Map(
    (
      await publicEntriesOf(
        db,
        page.map((r) => r.entryId),
      )
    ).map((e) => [e.id, e]),
  );
  return {
    records: page.flatMap((record) => {
      const entry = entries.get(record.entryId);
      return entry ? [{ record, entry }] : [];
    }),
    hasMore: rows.length > filter.limit,
    changedAt: last.rows[0]?.at?.toISOString() ?? null,
  };
}

export interface HarvestFilter extends RecordFilter {
  /** Instants: from inclusive, until exclusive. */
  from?: string;
  until?: string;
}

function harvestConditions(filter: HarvestFilter, values: unknown[]): string[] {
  const conditions = conditionsOf(filter, values);
  if (filter.from) conditions.push(`o.changed_at >= $${values.push(filter.from)}::timestamptz`);
  if (filter.until) conditions.push(`o.changed_at < $${values.push(filter.until)}::timestamptz`);
  return conditions;
}

/**
 * A page of a harvest, in the order of the ids: an entry keeps its place whatever happens to it meanwhile, so that a
 * harvest over hours holds each once. `total` is counted with the first page.
 */
export async function harvestRecords(
  db: FeedDb,
  filter: HarvestFilter,
  { after, limit, withTotal }: { after?: string; limit: number; withTotal: boolean },
): Promise<{ records: OpenRecordRow[]; hasMore: boolean; total: number | null }> {
  const values: unknown[] = [];
  const conditions = harvestConditions(filter, values);
  const counted = withTotal
    ? db.pool.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM open_record o ${conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : ""}`,
        [...values],
      )
    : undefined;
  const paged = after ? [...conditions, `o.entry_id > $${values.push(after)}::text`] : conditions;
  const [{ rows }, count] = await Promise.all([
    db.pool.query(
      `SELECT ${COLUMNS} FROM open_record o ${paged.length > 0 ? `WHERE ${paged.join(" AND ")}` : ""}
       ORDER BY o.entry_id LIMIT ${limit + 1}`,
      values,
    ),
    counted,
  ]);
  return {
    records: rows.slice(0, limit).map(toRow),
    hasMore: rows.length > limit,
    total: count ? (count.rows[0]?.n ?? 0) : null,
  };
}

/** The record of a number; null for what never stood in a catalogue. */
export async function getOpenRecord(db: FeedDb, number: string): Promise<OpenRecordRow | null> {
  const { rows } = await db.pool.query(`SELECT ${COLUMNS} FROM open_record o WHERE o.number = $1`, [number]);
  return rows[0] ? toRow(rows[0]) : null;
}

/** The first instant there is, and the one up to which the records are complete. */
export async function spanOfRecords(db: FeedDb): Promise<{ earliest: string; completeUntil: string }> {
  const { rows } = await db.pool.query<{ earliest: Date; now: Date }>(
    `SELECT n.now, coalesce((SELECT min(changed_at) FROM open_record), n.now) AS earliest
     FROM (SELECT records_complete_until() AS now) n`,
  );
  return { earliest: rows[0]!.earliest.toISOString(), completeUntil: rows[0]!.now.toISOString() };
}

/** Chains in the code list that is in force, by code. */
export async function listChains(db: FeedDb): Promise<{ code: string; name: string; nameEn: string | null }[]> {
  const { rows } = await db.pool.query<{ code: string; name: string; nameEn: string | null }>(
    `SELECT DISTINCT ON (i.code) i.code, i.name, i.name_en AS "nameEn" FROM code_list l JOIN code_item i ON i.list_id = l.id
     WHERE l.key = 'chain' ORDER BY i.code, l.valid_from DESC`,
  );
  return rows;
}
