import { afterWorkingDays, DomainError, type RoundRef, type RoundView } from "@jiebang/domain";
import { loadCalendar } from "../calendar/load-calendar.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { moveStage } from "../procedure/move-stage.ts";
import { checkObstacles } from "./check-obstacles.ts";
import { inRound } from "./in-round.ts";
import { findCoordinatedRound, parametersOf } from "./load-round.ts";
import { loadRoundView } from "./load-round-view.ts";
import { onStageEntered } from "./on-stage-entered.ts";

/** Ends the formal check: every bid is judged, every item has enough valid bids, goes on with a reason, or has failed. */
export async function finishCheck(ctx: Ctx, { roundId }: RoundRef): Promise<RoundView> {
  return inRound(ctx, roundId, async (tx) => {
    const round = await findCoordinatedRound(tx, ctx.actor, roundId);
    const stage = await requireStage(tx, roundId, "round.finishCheck", "update");
    const [first, ...rest] = await checkObstacles(tx, round);
    if (first) throw new DomainError("conflict", first.reason, { ...first.details, obstacles: [first, ...rest] });
    const dueAt = afterWorkingDays(await loadCalendar(tx), stage.now, parametersOf(round).decideDays);
    const bids = await tx.bid.groupBy({ by: ["state"], where: { procedureId: roundId }, _count: true });
    await appendLedger(tx, roundId, "round.checked", Object.fromEntries(bids.map((b) => [b.state, b._count])));
    await tx.stage.updateMany({ where: { procedureId: roundId, key: "decide" }, data: { closesAt: dueAt } });
    await moveStage(tx, ctx.services.secret, stage, "decide");
    await onStageEntered(tx, ctx.services.secret, roundId, "decide");
    const items = await tx.boardItem.findMany({ where: { procedureId: roundId, state: "opened" } });
    for (const item of items)
      await notify(tx, {
        userIds: await membersOf(tx, item.organisationId),
        kind: "notify.item_decide",
        params: { round: round.title, item: item.number ?? 0 },
        link: `/app/rounds/${roundId}`,
        dedupeKey: `decide:${item.id}`,
        mail: true,
      });
    await recordAudit(tx, ctx.actor, "round.finish_check", { subjectKind: "round", subjectId: roundId });
    return loadRoundView(tx, ctx.actor, roundId);
  });
}
