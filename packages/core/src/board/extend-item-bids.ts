import { DomainError, type ExtendItemBidsInput, extendItemBidsInput, type RoundView } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { noticeContentOf, noticeItemOf } from "../notice/notice-content.ts";
import { publishNotice } from "../notice/publish-notice.ts";
import { notify } from "../notification/notify.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { inRound } from "../round/in-round.ts";
import { parametersOf, stageOf } from "../round/load-round.ts";
import { loadRoundView } from "../round/load-round-view.ts";
import { participantsOf } from "../round/people-of-round.ts";
import { countSealed } from "./count-sealed.ts";
import { findCoordinatedItem, lockItem, roundIdOf } from "./item-in-round.ts";

/**
 * Too few bids at the closing: this item takes bids once more until a later instant, while all envelopes stay closed.
 * As often as the round's parameters say (once), with a 延期公告 and word to all.
 */
export async function extendItemBids(ctx: Ctx, raw: ExtendItemBidsInput): Promise<RoundView> {
  const { itemId, closesAt, reason } = extendItemBidsInput.parse(raw);
  return inRound(ctx, await roundIdOf(ctx.db.prisma, itemId), async (tx) => {
    const { round } = await findCoordinatedItem(tx, ctx.actor, itemId);
    const stage = await requireStage(tx, round.id, "item.extendBids", "update");
    const item = await lockItem(tx, itemId);
    const { minimumValidBids, tooFewExtensions } = parametersOf(round);
    if (item.state !== "bidding")
      throw new DomainError("conflict", "board.action_not_allowed", { state: item.state, action: "extendBids" });
    if (item.extensions >= tooFewExtensions) throw new DomainError("conflict", "board.extended_already");
    if ((await countSealed(tx, itemId)) >= minimumValidBids)
      throw new DomainError("conflict", "board.bids_enough", { minimum: minimumValidBids });
    const later = new Date(closesAt);
    if (later <= stage.now)
      throw new DomainError("invalid", "round.date_past", { fields: { closesAt: "round.date_past" } });
    const former = item.bidsCloseAt ?? stageOf(round, "bid")?.closesAt ?? null;
    const extended = await tx.boardItem.update({
      where: { id: itemId, extensions: item.extensions },
      data: { bidsCloseAt: later, extensions: { increment: 1 }, version: { increment: 1 } },
    });
    await appendLedger(tx, round.id, "item.extended", { item: itemId, to: later.toISOString() });
    const notice = await publishNotice(tx, {
      procedureId: round.id,
      kind: "extension",
      title: `${round.title}第${item.number}号榜题延期公告`,
      titleEn: round.titleEn && `${round.titleEn}: item ${item.number} extended`,
      content: await noticeContentOf(tx, round, {
        items: [noticeItemOf(extended, { outcome: "extended" })],
        formerClosesAt: former?.toISOString() ?? null,
        reason: "too_few_bids",
        text: reason,
      }),
    });
    await notify(tx, {
      userIds: await participantsOf(tx, round.id),
      kind: "notify.item_extended",
      params: { round: round.title, item: item.number ?? 0, notice: notice.number },
      link: `/app/rounds/${round.id}`,
      dedupeKey: `item_extended:${notice.number}`,
      mail: true,
    });
    await recordAudit(tx, ctx.actor, "board.extend", {
      subjectKind: "board_item",
      subjectId: itemId,
      values: { to: later.toISOString(), reason },
    });
    return loadRoundView(tx, ctx.actor, round.id);
  });
}
