import type { Database } from "@jiebang/db";

type Pool = Pick<Database, "pool">;

export interface IndexState {
  is_fed: boolean;
  state: "absent" | "building" | "ready";
  settings_hash: string | null;
  built_at: Date | null;
  wanted_at: Date | null;
  started_at: Date | null;
  total: number | null;
  done: number;
  last_failure: string | null;
  last_failure_at: Date | null;
  problem: string | null;
  problem_since: Date | null;
  version: string | null;
  fed_at: Date | null;
}

export async function readIndexState(db: Pool): Promise<IndexState> {
  const { rows } = await db.pool.query<IndexState>("SELECT * FROM search_index WHERE id = 1");
  return rows[0]!;
}

/** From now on changes leave marks. True when they did not before: what changed meanwhile is unknown. */
export async function beginFeeding(db: Pool): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    "UPDATE search_index SET is_fed = true, fed_since = pg_current_xact_id(), fed_at = app_now() WHERE NOT is_fed",
  );
  return rowCount === 1;
}

/** Whether every transaction that may have changed an entry without leaving a mark has ended. */
export async function isEveryChangeMarked(db: Pool): Promise<boolean> {
  const { rows } = await db.pool.query<{ ok: boolean }>(
    "SELECT coalesce(pg_snapshot_xmin(pg_current_snapshot()) > fed_since, true) AS ok FROM search_index",
  );
  return rows[0]!.ok;
}

export async function noteStanding(db: Pool, standing: { problem?: string; version?: string }): Promise<void> {
  await db.pool.query(
    `UPDATE search_index SET problem = $1, version = coalesce($2, version), fed_at = app_now(),
       problem_since = CASE WHEN $1::text IS NOT NULL THEN coalesce(problem_since, app_now()) END WHERE id = 1`,
    [standing.problem ?? null, standing.version ?? null],
  );
}

export async function noteFailure(db: Pool, text: string): Promise<void> {
  await db.pool.query("UPDATE search_index SET last_failure = left($1, 500), last_failure_at = app_now()", [text]);
}

/** The index that was searched is gone or is not ours: PostgreSQL answers until it is built again. */
export async function noteIndexGone(db: Pool): Promise<void> {
  await db.pool.query(
    "UPDATE search_index SET state = 'absent', built_at = NULL, settings_hash = NULL, wanted_at = coalesce(wanted_at, app_now())",
  );
}

export async function wantRebuild(db: Pool): Promise<void> {
  await db.pool.query("UPDATE search_index SET wanted_at = app_now()");
}

/** Where no process fed another engine for days, its marks are of no use: it will be built anew. */
export async function stopFeedingWhenAbandoned(db: Pool): Promise<void> {
  const { rowCount } = await db.pool.query(
    `UPDATE search_index SET is_fed = false, state = 'absent', built_at = NULL, settings_hash = NULL
     WHERE is_fed AND fed_at < app_now() - interval '3 days'`,
  );
  if (rowCount === 1) await db.pool.query("DELETE FROM search_dirty");
}
