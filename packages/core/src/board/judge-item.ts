import {
  type DeclineItemInput,
  DomainError,
  declineItemInput,
  type ItemRef,
  type ItemState,
  nextItemState,
  type RoundView,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { inRound } from "../round/in-round.ts";
import { loadRoundView } from "../round/load-round-view.ts";
import { findCoordinatedItem, findOwnItem, lockItem, roundIdOf } from "./item-in-round.ts";

/** A coordinator takes a proposal onto the board; nobody's demand is posted without its owner's word. */
export async function acceptItem(ctx: Ctx, { itemId }: ItemRef): Promise<RoundView> {
  return inRound(ctx, await roundIdOf(ctx.db.prisma, itemId), async (tx) => {
    const { round } = await findCoordinatedItem(tx, ctx.actor, itemId);
    await requireStage(tx, round.id, "item.judge");
    const item = await lockItem(tx, itemId);
    const state = nextItemState(item.state as ItemState, "accept");
    if (!item.consentedAt) throw new DomainError("conflict", "board.consent_missing");
    await tx.boardItem.update({ where: { id: itemId, state: item.state }, data: { state, version: { increment: 1 } } });
    await appendLedger(tx, round.id, "item.accepted", { item: itemId });
    await notify(tx, {
      userIds: await membersOf(tx, item.organisationId),
      kind: "notify.item_accepted",
      params: { round: round.title },
      link: `/app/rounds/${round.id}`,
      dedupeKey: `accepted:${itemId}`,
    });
    await recordAudit(tx, ctx.actor, "board.accept", { subjectKind: "board_item", subjectId: itemId });
    return loadRoundView(tx, ctx.actor, round.id);
  });
}

/** Declines a proposal with a coded reason and a sentence. */
export async function declineItem(ctx: Ctx, raw: DeclineItemInput): Promise<RoundView> {
  const { itemId, reason, text } = declineItemInput.parse(raw);
  return inRound(ctx, await roundIdOf(ctx.db.prisma, itemId), async (tx) => {
    const { round } = await findCoordinatedItem(tx, ctx.actor, itemId);
    await requireStage(tx, round.id, "item.judge");
    const item = await lockItem(tx, itemId);
    const state = nextItemState(item.state as ItemState, "decline");
    await tx.boardItem.update({
      where: { id: itemId, state: item.state },
      data: { state, endReason: reason, endText: text, version: { increment: 1 } },
    });
    await appendLedger(tx, round.id, "item.declined", { item: itemId, reason });
    await notify(tx, {
      userIds: await membersOf(tx, item.organisationId),
      kind: "notify.item_declined",
      params: { round: round.title, text },
      link: `/app/rounds/${round.id}`,
      dedupeKey: `declined:${itemId}`,
    });
    await recordAudit(tx, ctx.actor, "board.decline", {
      subjectKind: "board_item",
      subjectId: itemId,
      values: { reason },
    });
    return loadRoundView(tx, ctx.actor, round.id);
  });
}

/** The poster takes its proposal back before the announcement. */
export async function withdrawItem(ctx: Ctx, { itemId }: ItemRef): Promise<RoundView> {
  return inRound(ctx, await roundIdOf(ctx.db.prisma, itemId), async (tx) => {
    const { round } = await findOwnItem(tx, ctx.actor, itemId);
    await requireStage(tx, round.id, "round.edit");
    const item = await lockItem(tx, itemId);
    const state = nextItemState(item.state as ItemState, "withdraw");
    await tx.boardItem.update({
      where: { id: itemId, state: item.state },
      data: { state, endReason: "demand_withdrawn", version: { increment: 1 } },
    });
    await appendLedger(tx, round.id, "item.withdrawn", { item: itemId });
    await recordAudit(tx, ctx.actor, "board.withdraw", { subjectKind: "board_item", subjectId: itemId });
    return loadRoundView(tx, ctx.actor, round.id);
  });
}
