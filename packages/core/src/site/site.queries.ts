import type { Database } from "@jiebang/db";
import { FOR_EVERYBODY } from "../entry/readable-entries.ts";

// What the public site says about itself: the figures of its front page, and its time.

export interface SiteCounts {
  offers: number;
  demands: number;
  organisations: number;
  rounds: number;
}

/** Entries that stand, organisations that are active, rounds that were announced; and what time it is. */
export async function countSite(db: Pick<Database, "pool">): Promise<SiteCounts & { now: string }> {
  const { rows } = await db.pool.query<SiteCounts & { now: Date }>({
    name: "count_site",
    text: `SELECT e.offers, e.demands, o.organisations, p.rounds, app_now() AS now FROM
      (SELECT count(*) FILTER (WHERE kind = 'offer')::int AS offers, count(*) FILTER (WHERE kind = 'demand')::int AS demands
        FROM entry e WHERE state IN ('published', 'matched') AND number IS NOT NULL AND ${FOR_EVERYBODY}) e,
      (SELECT count(*)::int AS organisations FROM organisation WHERE state = 'active') o,
      (SELECT count(*)::int AS rounds FROM procedure WHERE kind = 'round' AND announced_at IS NOT NULL) p`,
  });
  const { now, ...counts } = rows[0]!;
  return { ...counts, now: now.toISOString() };
}

/** The platform's time, for pages that count down: the demonstration's clock may be moved. */
export async function readClock(db: Pick<Database, "pool">): Promise<string> {
  const { rows } = await db.pool.query<{ now: Date }>({ name: "read_clock", text: "SELECT app_now() AS now" });
  return rows[0]!.now.toISOString();
}
