import type { Ctx } from "../kernel/ctx.ts";
import type { Job, Ticker } from "../kernel/job.ts";
import { onStageEntered } from "../round/on-stage-entered.ts";
import { moveStage } from "./move-stage.ts";

interface DueStage {
  id: string;
  procedureId: string;
  key: string;
  position: number;
}

/**
 * The clock: ends every stage whose closing instant has passed, also several in a row after the server was off.
 * Several nodes may tick at once: a stage that another one turns is skipped, and each turn happens once.
 * A stage in which somebody is just sealing is turned at the next tick. Returns how many stages were turned.
 */
export async function turnStages(ctx: Ctx): Promise<number> {
  let turned = 0;
  while (await turnNext(ctx, null)) turned += 1;
  return turned;
}

/** The same for one round, waiting for those who are just acting in it. */
export async function turnDueStages(ctx: Ctx, procedureId: string): Promise<void> {
  // One cheap look without a lock: most of the time nothing is due.
  while (await isDue(ctx, procedureId)) if (!(await turnNext(ctx, procedureId))) return;
}

async function isDue(ctx: Ctx, procedureId: string): Promise<boolean> {
  const rows = await ctx.db.prisma.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM stage s WHERE s.procedure_id = ${procedureId} AND s.state = 'active' AND s.turn = 'clock' AND s.closes_at <= app_now()`;
  return rows.length > 0;
}

async function turnNext(ctx: Ctx, procedureId: string | null): Promise<boolean> {
  return ctx.transaction(async (tx) => {
    const [stage] = await tx.$queryRawUnsafe<DueStage[]>(
      `SELECT s.id, s.procedure_id AS "procedureId", s.key, s.position FROM stage s JOIN procedure p ON p.id = s.procedure_id
       WHERE s.state = 'active' AND s.turn = 'clock' AND s.closes_at <= app_now() AND p.state IN ('draft', 'running')
         AND ($1::text IS NULL OR s.procedure_id = $1) ORDER BY s.closes_at, s.id LIMIT 1
       FOR UPDATE OF s ${procedureId ? "" : "SKIP LOCKED"}`,
      procedureId,
    );
    if (!stage) return false;
    const next = await moveStage(tx, ctx.services.secret, stage);
    await onStageEntered(tx, ctx.services.secret, stage.procedureId, next.key);
    return true;
  });
}

export const turnStagesJob: Job = {
  name: "round.turn_stages",
  cron: "* * * * *",
  run: async (ctx) => void (await turnStages(ctx)),
};

export const turnStagesTicker: Ticker = {
  name: "round.turn_stages",
  run: async (ctx) => void (await turnStages(ctx)),
};
