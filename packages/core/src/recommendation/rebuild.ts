import type { Tx } from "@jiebang/db";
import { newId, type RebuildView } from "@jiebang/domain";

/** Lays every entry before the job again, behind what changed by itself; a run under way is replaced. */
export async function startRebuild(tx: Tx, cause: RebuildView["cause"], weightsVersion: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE recommendation_rebuild SET state = 'replaced', finished_at = app_now(), updated_at = app_now() WHERE state = 'running'`;
  await tx.$executeRaw`
    INSERT INTO recommendation_dirty (entry_id, is_rebuild)
    SELECT id, true FROM entry WHERE state = 'published' AND audience = 'public' ORDER BY id
    ON CONFLICT (entry_id) DO UPDATE SET version = recommendation_dirty.version + 1`;
  await tx.$executeRaw`
    INSERT INTO recommendation_rebuild (id, cause, weights_version, total)
    SELECT ${newId("rbl")}, ${cause}, ${weightsVersion}, count(*)::int FROM recommendation_dirty WHERE is_rebuild`;
}

/** How far it has come is told by the lines that are left. */
export const TELL_REBUILD = `
  WITH rest AS (SELECT count(*)::int AS n FROM recommendation_dirty WHERE is_rebuild)
  UPDATE recommendation_rebuild SET done = greatest(0, total - rest.n), updated_at = app_now(),
    state = CASE WHEN rest.n = 0 THEN 'done' ELSE 'running' END,
    finished_at = CASE WHEN rest.n = 0 THEN app_now() END
  FROM rest WHERE state = 'running'`;

export async function tellRebuild(tx: Tx): Promise<void> {
  await tx.$executeRawUnsafe(TELL_REBUILD);
}
