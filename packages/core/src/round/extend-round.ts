import { DomainError, type ExtendRoundInput, extendRoundInput, type RoundView } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { noticeContentOf, noticeItemOf } from "../notice/notice-content.ts";
import { publishNotice } from "../notice/publish-notice.ts";
import { notify } from "../notification/notify.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { inRound } from "./in-round.ts";
import { findCoordinatedRound, loadRound, stageOf } from "./load-round.ts";
import { loadRoundView } from "./load-round-view.ts";
import { participantsOf } from "./people-of-round.ts";

/** 延期: the deadline of bidding moves once, forward only, before it passes, with a reason and a notice to all. */
export async function extendRound(ctx: Ctx, raw: ExtendRoundInput): Promise<RoundView> {
  const { roundId, closesAt, reason } = extendRoundInput.parse(raw);
  return inRound(ctx, roundId, async (tx) => {
    const seen = await findCoordinatedRound(tx, ctx.actor, roundId);
    const stage = await requireStage(tx, roundId, "round.extend", "update");
    const bid = stageOf(seen, "bid");
    if (!bid?.closesAt) throw new DomainError("conflict", "round.closing_missing");
    const [former, later] = [bid.closesAt, new Date(closesAt)];
    if (bid.extensions > 0) throw new DomainError("conflict", "round.extended_already");
    if (former <= stage.now) throw new DomainError("conflict", "round.deadline_passed");
    if (later <= former)
      throw new DomainError("invalid", "round.not_forward", { fields: { closesAt: "round.not_forward" } });
    const saved = await tx.stage.updateMany({
      where: { id: bid.id, extensions: 0 },
      data: { closesAt: later, extensions: 1 },
    });
    if (saved.count !== 1) throw new DomainError("conflict", "round.extended_already");

    await appendLedger(tx, roundId, "round.extended", { from: former.toISOString(), to: later.toISOString() });
    const round = await loadRound(tx, roundId);
    const items = await tx.boardItem.findMany({
      where: { procedureId: roundId, state: { in: ["posted", "bidding"] } },
      orderBy: { number: "asc" },
    });
    const content = await noticeContentOf(tx, round, {
      items: items.map((item) => noticeItemOf(item, { outcome: "extended" })),
      formerClosesAt: former.toISOString(),
      text: reason,
    });
    const notice = await publishNotice(tx, {
      procedureId: roundId,
      kind: "extension",
      title: `${round.title}延期公告`,
      titleEn: round.titleEn && `${round.titleEn}: extension`,
      content,
    });
    await notify(tx, {
      userIds: await participantsOf(tx, roundId),
      kind: "notify.round_extended",
      params: { round: round.title, notice: notice.number },
      link: `/app/rounds/${roundId}`,
      dedupeKey: `extended:${notice.number}`,
      mail: true,
    });
    await recordAudit(tx, ctx.actor, "round.extend", {
      subjectKind: "round",
      subjectId: roundId,
      changed: ["bidClosesAt"],
      values: { from: former.toISOString(), to: later.toISOString(), reason },
    });
    return loadRoundView(tx, ctx.actor, roundId);
  });
}
