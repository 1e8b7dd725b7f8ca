import type { RoundRef, RoundView } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { moveStage } from "../procedure/move-stage.ts";
import { inRound } from "./in-round.ts";
import { findCoordinatedRound } from "./load-round.ts";
import { loadRoundView } from "./load-round-view.ts";
import { onStageEntered } from "./on-stage-entered.ts";

/** Ends a pause that waits for a person, such as a site visit. What the stage is called is for the template to say. */
export async function endStage(ctx: Ctx, { roundId }: RoundRef): Promise<RoundView> {
  return inRound(ctx, roundId, async (tx) => {
    await findCoordinatedRound(tx, ctx.actor, roundId);
    const stage = await requireStage(tx, roundId, "round.endStage", "update");
    const next = await moveStage(tx, ctx.services.secret, stage);
    await onStageEntered(tx, ctx.services.secret, roundId, next.key);
    await recordAudit(tx, ctx.actor, "round.end_stage", {
      subjectKind: "round",
      subjectId: roundId,
      values: { from: stage.key, to: next.key },
    });
    return loadRoundView(tx, ctx.actor, roundId);
  });
}
