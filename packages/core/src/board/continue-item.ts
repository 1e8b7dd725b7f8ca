import { type ContinueItemInput, continueItemInput, DomainError, type RoundView } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { inRound } from "../round/in-round.ts";
import { parametersOf } from "../round/load-round.ts";
import { loadRoundView } from "../round/load-round-view.ts";
import { countSealed, countValid } from "./count-sealed.ts";
import { findCoordinatedItem, lockItem, roundIdOf } from "./item-in-round.ts";

/** Too few bids, and the item goes on nevertheless: with the reason on record. */
export async function continueItem(ctx: Ctx, raw: ContinueItemInput): Promise<RoundView> {
  const { itemId, reason } = continueItemInput.parse(raw);
  return inRound(ctx, await roundIdOf(ctx.db.prisma, itemId), async (tx) => {
    const { round } = await findCoordinatedItem(tx, ctx.actor, itemId);
    const stage = await requireStage(tx, round.id, "item.continue");
    const item = await lockItem(tx, itemId);
    if (item.state !== "bidding" && item.state !== "opened")
      throw new DomainError("conflict", "board.action_not_allowed", { state: item.state, action: "continue" });
    const count = await (stage.key === "open" ? countSealed : countValid)(tx, itemId);
    const { minimumValidBids } = parametersOf(round);
    if (count >= minimumValidBids)
      throw new DomainError("conflict", "board.bids_enough", { minimum: minimumValidBids });
    if (stage.key === "open" && count === 0) throw new DomainError("conflict", "board.no_bids");
    await tx.boardItem.update({ where: { id: itemId }, data: { continuedReason: reason, version: { increment: 1 } } });
    await appendLedger(tx, round.id, "item.continued", { item: itemId, bids: count });
    await recordAudit(tx, ctx.actor, "board.continue", {
      subjectKind: "board_item",
      subjectId: itemId,
      values: { reason, bids: count },
    });
    return loadRoundView(tx, ctx.actor, round.id);
  });
}
