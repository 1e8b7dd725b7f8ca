import {
  type EndRoundInput,
  endRoundInput,
  type ItemState,
  LIVE_ITEM_STATES,
  nextItemState,
  type RoundView,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { noticeContentOf, noticeItemOf } from "../notice/notice-content.ts";
import { publishNotice } from "../notice/publish-notice.ts";
import { lockStage } from "../procedure/lock-stage.ts";
import { inRound } from "./in-round.ts";
import { findCoordinatedRound } from "./load-round.ts";
import { loadRoundView } from "./load-round-view.ts";
import { endProcedure } from "./settle-round.ts";

/** Ends a round before its time, at any live point, with a reason. Envelopes that were not opened stay closed for good. */
async function endRound(ctx: Ctx, raw: EndRoundInput, how: "fail" | "cancel"): Promise<RoundView> {
  const { roundId, reason, text } = endRoundInput.parse(raw);
  return inRound(ctx, roundId, async (tx) => {
    const round = await findCoordinatedRound(tx, ctx.actor, roundId);
    const stage = await lockStage(tx, roundId, "update");
    const items = await tx.boardItem.findMany({
      where: { procedureId: roundId, state: { in: [...LIVE_ITEM_STATES] } },
      orderBy: { number: "asc" },
    });
    for (const item of items)
      await tx.boardItem.update({
        where: { id: item.id, state: item.state },
        data: {
          state: nextItemState(item.state as ItemState, how),
          endReason: "round_ended",
          endText: text,
          version: { increment: 1 },
          updatedAt: stage.now,
        },
      });
    if (round.announcedAt) {
      const isCancelled = how === "cancel";
      await publishNotice(tx, {
        procedureId: roundId,
        kind: isCancelled ? "cancellation" : "failure",
        title: `${round.title}${isCancelled ? "终止公告" : "流标公告"}`,
        titleEn: round.titleEn && `${round.titleEn}: ${isCancelled ? "cancelled" : "ended without a result"}`,
        content: await noticeContentOf(tx, round, {
          items: items.map((item) =>
            noticeItemOf(item, { outcome: isCancelled ? "cancelled" : "failed", reason: "round_ended" }),
          ),
          reason,
          text,
        }),
      });
    }
    await endProcedure(tx, ctx.services.secret, roundId, how, reason, text);
    await recordAudit(tx, ctx.actor, `round.${how}`, { subjectKind: "round", subjectId: roundId, values: { reason } });
    return loadRoundView(tx, ctx.actor, roundId);
  });
}

export const cancelRound = (ctx: Ctx, input: EndRoundInput): Promise<RoundView> => endRound(ctx, input, "cancel");
export const failRound = (ctx: Ctx, input: EndRoundInput): Promise<RoundView> => endRound(ctx, input, "fail");
