import { type BidView, type CorrectBidInput, correctBidInput, DomainError } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { coordinatorsOf, notify } from "../notification/notify.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { inRound } from "../round/in-round.ts";
import { findLedBid, lockBid, roundIdOfBid } from "./bid-in-round.ts";
import { loadBidView } from "./to-bid-view.ts";

/** 补正: the bidder answers what was asked, in form only. What was sealed stays as it was; the correction stands beside it. */
export async function correctBid(ctx: Ctx, raw: CorrectBidInput): Promise<BidView> {
  const { bidId, text, attachmentIds } = correctBidInput.parse(raw);
  return inRound(ctx, await roundIdOfBid(ctx.db.prisma, bidId), async (tx) => {
    const { round } = await findLedBid(tx, ctx.actor, bidId);
    const stage = await requireStage(tx, round.id, "bid.correct");
    const bid = await lockBid(tx, bidId);
    const check = bid.checks.at(-1);
    if (check?.result !== "correct" || check.correctedAt) throw new DomainError("conflict", "bid.no_correction_asked");
    if (!check.dueAt || check.dueAt <= stage.now)
      throw new DomainError("conflict", "bid.correction_late", { dueAt: check.dueAt?.toISOString() });
    const files = await tx.attachment.findMany({
      where: { id: { in: attachmentIds }, subjectKind: "correction", subjectId: check.id, removedAt: null },
      select: { id: true, fileName: true, mediaType: true, size: true },
    });
    if (files.length !== new Set(attachmentIds).size) throw new DomainError("invalid", "bid.file_not_uploaded");
    await tx.formalCheck.update({
      where: { id: check.id },
      data: { correction: { text, attachments: files }, correctedAt: stage.now },
    });
    await appendLedger(tx, round.id, "bid.corrected", { bid: bidId });
    await notify(tx, {
      userIds: await coordinatorsOf(tx, round.jurisdictionId),
      kind: "notify.bid_corrected",
      params: { round: round.title, item: bid.item.number ?? 0 },
      link: `/app/rounds/${round.id}`,
      dedupeKey: `corrected:${check.id}`,
    });
    await recordAudit(tx, ctx.actor, "bid.correct", { subjectKind: "bid", subjectId: bidId, changed: ["correction"] });
    return loadBidView(tx, ctx.actor, bidId);
  });
}
