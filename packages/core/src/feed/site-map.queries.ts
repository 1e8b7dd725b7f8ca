import type { FeedDb } from "./open-records.queries.ts";

export const MAP_SECTIONS = ["offer", "demand", "organisation", "round", "notice", "call", "edition"] as const;
export type MapSection = (typeof MAP_SECTIONS)[number];

interface SectionSql {
  from: string;
  /** What stands in the address, and what the pages of a walk go by. */
  key: string;
  changedAt: string;
}

// An organisation's page has no day of change: with it, a hidden entry would show on the day it was published.
const SECTIONS: Record<MapSection, SectionSql> = {
  offer: entries("offer"),
  demand: entries("demand"),
  organisation: { from: "organisation o WHERE o.state = 'active'", key: "o.id", changedAt: "NULL::timestamptz" },
  round: {
    from: "procedure p WHERE p.kind = 'round' AND p.announced_at IS NOT NULL AND p.number IS NOT NULL",
    key: "p.number",
    changedAt: "p.updated_at",
  },
  notice: { from: "notice n WHERE true", key: "n.number", changedAt: "n.published_at" },
  call: { from: "call c WHERE c.number IS NOT NULL", key: "c.number", changedAt: "c.updated_at" },
  edition: { from: "edition e WHERE e.state = 'issued'", key: "e.slug", changedAt: "e.issued_at" },
};

/** What has run out is still read at its address; what was withdrawn or closed to the public is not. */
function entries(kind: "offer" | "demand"): SectionSql {
  return {
    from: `open_record r WHERE r.kind = '${kind}' AND (r.is_live OR r.end_state = 'expired')`,
    key: "r.number",
    changedAt: "r.changed_at",
  };
}

/** Addresses of each section, and when the last of them changed. */
export async function countSiteMap(
  db: FeedDb,
): Promise<Record<MapSection, { count: number; changedAt: string | null }>> {
  const { rows } = await db.pool.query<{ section: MapSection; count: number; at: Date | null }>(
    MAP_SECTIONS.map((section) => {
      const { from, changedAt } = SECTIONS[section];
      return `SELECT '${section}' AS section, count(*)::int AS count, max(${changedAt}) AS at FROM ${from}`;
    }).join(" UNION ALL "),
  );
  return Object.fromEntries(
    rows.map(({ section, count, at }) => [section, { count, changedAt: at?.toISOString() ?? null }]),
  ) as Record<MapSection, { count: number; changedAt: string | null }>;
}

const STEP = 2000;

/** The addresses of one part, a few thousand at a time: memory does not grow with the catalogue. */
export async function* walkSiteMap(
  db: FeedDb,
  section: MapSection,
  { offset, limit }: { offset: number; limit: number },
): AsyncGenerator<{ key: string; changedOn: string | null }[]> {
  const { from, key, changedAt } = SECTIONS[section];
  const first = await db.pool.query<{ key: string }>(
    `SELECT ${key} AS key FROM ${from} ORDER BY ${key} OFFSET $1 LIMIT 1`,
    [offset],
  );
  let at = first.rows[0]?.key;
  for (let left = limit; at !== undefined && left > 0; ) {
    const { rows }: { rows: { key: string; changedOn: string | null }[] } = await db.pool.query(
      `SELECT ${key} AS key, to_char(${changedAt} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS "changedOn"
       FROM ${from} AND ${key} >= $1 ORDER BY ${key} LIMIT $2`,
      [at, Math.min(STEP, left) + 1],
    );
    const page = rows.slice(0, Math.min(STEP, left));
    if (page.length > 0) yield page;
    left -= page.length;
    at = rows[page.length]?.key;
  }
}
