import { type FailItemInput, failItemInput, type ItemState, nextItemState, type RoundView } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { inRound } from "../round/in-round.ts";
import { loadRound } from "../round/load-round.ts";
import { loadRoundView } from "../round/load-round-view.ts";
import { settleConfirmations, settleRound } from "../round/settle-round.ts";
import { endItem } from "./end-item.ts";
import { findCoordinatedItem, lockItem, roundIdOf } from "./item-in-round.ts";

/** 流标: an item ends without a result, with a reason, a public notice and word to its poster and bidders. */
export async function failItem(ctx: Ctx, raw: FailItemInput): Promise<RoundView> {
  const { itemId, reason, text } = failItemInput.parse(raw);
  return inRound(ctx, await roundIdOf(ctx.db.prisma, itemId), async (tx) => {
    const { round } = await findCoordinatedItem(tx, ctx.actor, itemId);
    const stage = await requireStage(tx, round.id, "item.fail", "update");
    const item = await lockItem(tx, itemId);
    nextItemState(item.state as ItemState, "fail");
    await endItem(tx, round, item, { reason, text });
    await recordAudit(tx, ctx.actor, "board.fail", {
      subjectKind: "board_item",
      subjectId: itemId,
      values: { reason },
    });
    await settleRound(tx, ctx.services.secret, round.id);
    if (stage.key === "confirm" && (await loadRound(tx, round.id)).state === "running")
      await settleConfirmations(tx, ctx.services.secret, round.id);
    return loadRoundView(tx, ctx.actor, round.id);
  });
}
