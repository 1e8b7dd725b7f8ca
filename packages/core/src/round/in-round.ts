import type { Tx } from "@jiebang/db";
import type { Ctx } from "../kernel/ctx.ts";
import { turnDueStages } from "../procedure/turn-stages.ts";

/**
 * A verb inside a round: first the clock turns what is due (the ticker may be a few seconds late, or was off), in a
 * transaction of its own; then the verb runs in the stage that is really active.
 */
export async function inRound<T>(ctx: Ctx, roundId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  await turnDueStages(ctx, roundId);
  return ctx.transaction(work);
}
