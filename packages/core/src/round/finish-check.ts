import { DomainError, type RoundRef, type RoundView } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { moveStage } from "../procedure/move-stage.ts";
import { checkObstacles } from "./check-obstacles.ts";
import { inRound } from "./in-round.ts";
import { findCoordinatedRound } from "./load-round.ts";
import { loadRoundView } from "./load-round-view.ts";
import { onStageEntered } from "./on-stage-entered.ts";

/** Ends the formal check: every bid is judged, every item has enough valid bids, goes on with a reason, or has failed. */
export async function finishCheck(ctx: Ctx, { roundId }: RoundRef): Promise<RoundView> {
  return inRound(ctx, roundId, async (tx) => {
    const round = await findCoordinatedRound(tx, ctx.actor, roundId);
    const stage = await requireStage(tx, roundId, "round.finishCheck", "update");
    const [first, ...rest] = await checkObstacles(tx, round);
    if (first) throw new DomainError("conflict", first.reason, { ...first.details, obstacles: [first, ...rest] });
    const bids = await tx.bid.groupBy({ by: ["state"], where: { procedureId: roundId }, _count: true });
    await appendLedger(tx, roundId, "round.checked", Object.fromEntries(bids.map((b) => [b.state, b._count])));
    const next = await moveStage(tx, ctx.services.secret, stage);
    await onStageEntered(tx, ctx.services.secret, roundId, next.key);
    await recordAudit(tx, ctx.actor, "round.finish_check", { subjectKind: "round", subjectId: roundId });
    return loadRoundView(tx, ctx.actor, roundId);
  });
}
