import { DomainError, type ItemRef, type RoundView, requireUser } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { coordinatorsOf, notify } from "../notification/notify.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { lockStage } from "../procedure/lock-stage.ts";
import { inRound } from "../round/in-round.ts";
import { loadRoundView } from "../round/load-round-view.ts";
import { findOwnItem, lockItem, roundIdOf } from "./item-in-round.ts";

/** The poster agrees to what a coordinator proposed. */
export async function consentItem(ctx: Ctx, { itemId }: ItemRef): Promise<RoundView> {
  return inRound(ctx, await roundIdOf(ctx.db.prisma, itemId), async (tx) => {
    const user = requireUser(ctx.actor);
    const { round } = await findOwnItem(tx, ctx.actor, itemId);
    const stage = await lockStage(tx, round.id, "share");
    const item = await lockItem(tx, itemId);
    if (item.state !== "proposed" || item.consentedAt)
      throw new DomainError("conflict", "board.action_not_allowed", { state: item.state, action: "consent" });
    await tx.boardItem.update({
      where: { id: itemId },
      data: { consentedAt: stage.now, consentedById: user.userId, version: { increment: 1 } },
    });
    await appendLedger(tx, round.id, "item.consented", { item: itemId });
    await notify(tx, {
      userIds: await coordinatorsOf(tx, round.jurisdictionId),
      kind: "notify.item_consented",
      params: { round: round.title },
      link: `/app/rounds/${round.id}`,
      dedupeKey: `consented:${itemId}`,
    });
    await recordAudit(tx, ctx.actor, "board.consent", { subjectKind: "board_item", subjectId: itemId });
    return loadRoundView(tx, ctx.actor, round.id);
  });
}
