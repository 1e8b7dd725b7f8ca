import type { Tx } from "@jiebang/db";
import type { PartWeights, RebuildView, WeightsPage, WeightsVersionView } from "@jiebang/domain";
import { requireAdmin } from "../account/account.queries.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { SHIPPED_WEIGHTS } from "./weights.queries.ts";

/** Nobody changes weights more often than that without a person to ask. */
const MOST_VERSIONS = 100;

export function getWeights(ctx: Ctx): Promise<WeightsPage> {
  requireAdmin(ctx.actor);
  return loadWeightsPage(ctx.db.prisma);
}

interface VersionRow {
  version: number;
  weights: PartWeights;
  reason: string;
  reverts_to: number | null;
  by_name: string | null;
  created_at: Date;
}

export async function loadWeightsPage(tx: Tx): Promise<WeightsPage> {
  const rows = await tx.$queryRaw<VersionRow[]>`
    SELECT w.version, w.weights, w.reason, w.reverts_to, u.name AS by_name, w.created_at
    FROM recommendation_weights w LEFT JOIN users u ON u.id = w.created_by_id ORDER BY w.version DESC LIMIT ${MOST_VERSIONS}`;
  const history = rows.map(
    (row, i): WeightsVersionView => ({
      version: row.version,
      weights: row.weights,
      reason: row.reason,
      revertsTo: row.reverts_to,
      byName: row.by_name,
      at: row.created_at.toISOString(),
      isCurrent: i === 0,
    }),
  );
  if (rows.length < MOST_VERSIONS)
    history.push({
      version: 0,
      weights: { ...SHIPPED_WEIGHTS },
      reason: "",
      revertsTo: null,
      byName: null,
      at: null,
      isCurrent: rows.length === 0,
    });
  const [standing] = await tx.$queryRaw<{ waiting: number; pairs: number }[]>`
    SELECT (SELECT count(*)::int FROM recommendation_dirty) AS waiting, (SELECT count(*)::int FROM recommendation) AS pairs`;
  return { current: history[0]!, history, rebuild: await latestRebuild(tx), ...standing! };
}

async function latestRebuild(tx: Tx): Promise<RebuildView | null> {
  const [row] = await tx.$queryRaw<
    {
      cause: RebuildView["cause"];
      state: RebuildView["state"];
      weights_version: number;
      done: number;
      total: number;
      started_at: Date;
      finished_at: Date | null;
    }[]
  >`SELECT cause, state, weights_version, done, total, started_at, finished_at
    FROM recommendation_rebuild ORDER BY started_at DESC, id DESC LIMIT 1`;
  return row
    ? {
        cause: row.cause,
        state: row.state,
        weightsVersion: row.weights_version,
        done: row.done,
        total: row.total,
        startedAt: row.started_at.toISOString(),
        finishedAt: row.finished_at?.toISOString() ?? null,
      }
    : null;
}
