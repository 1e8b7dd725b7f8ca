import {
  afterWorkingDays,
  type BidState,
  type CheckBidInput,
  checkBidInput,
  clockText,
  DomainError,
  newId,
  nextBidState,
  type OpenedBidView,
  requireUser,
} from "@jiebang/domain";
import { loadCalendar } from "../calendar/load-calendar.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { notify } from "../notification/notify.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { inRound } from "../round/in-round.ts";
import { parametersOf } from "../round/load-round.ts";
import { isUnreadable } from "../round/open-round.ts";
import { peopleOfBid } from "../round/people-of-round.ts";
import { findOpenedBid, lockBid, roundIdOfBid } from "./bid-in-round.ts";
import { isPosterHidden, requireEligible } from "./bid-obstacle.ts";
import { loadOpenedBids } from "./load-opened-bids.ts";

/** Form only: eligibility and completeness. A formal gap can be corrected within some working days; pass and fail stay pending until the release. */
export async function checkBid(ctx: Ctx, raw: CheckBidInput): Promise<OpenedBidView> {
  const { bidId, result, reasons, note } = checkBidInput.parse(raw);
  return inRound(ctx, await roundIdOfBid(ctx.db.prisma, bidId), async (tx) => {
    const user = requireUser(ctx.actor);
    const { round } = await findOpenedBid(tx, ctx.actor, bidId);
    const stage = await requireStage(tx, round.id, "bid.check");
    const bid = await lockBid(tx, bidId);
    if (result !== "pass" && reasons.length === 0) throw new DomainError("invalid", "bid.check_reason_missing");
    const parameters = parametersOf(round);
    const last = bid.checks.at(-1);
    if (last?.result === "correct" && !last.correctedAt && last.dueAt && last.dueAt > stage.now && result !== "pass")
      throw new DomainError("conflict", "bid.correction_running", { dueAt: clockText(last.dueAt) });
    if (result === "correct" && isUnreadable(bid.defects))
      throw new DomainError("conflict", "bid.unreadable_not_correctable");
    if (result === "correct" && bid.checks.some((c) => c.result === "correct"))
      throw new DomainError("conflict", "bid.corrected_once");
    if (result === "pass") {
      if (isUnreadable(bid.defects)) throw new DomainError("conflict", "bid.unreadable_not_correctable");
      if (await hasUnsigned()) throw new DomainError("conflict", "bid.partner_unsigned");
      if (bid.defects.some((d) => d !== "unsigned_partner") && !(last?.result === "correct" && last.correctedAt))
        throw new DomainError("conflict", "bid.defects_open", { defects: bid.defects });
      await requireEligible(
        tx,
        bid.organisationId,
        { ...bid.item, isPosterHidden: isPosterHidden(bid.item) },
        parameters,
        "lead",
      );
    }
    const state =
      result === "pass"
        ? nextBidState(bid.state as BidState, "pass")
        : result === "fail"
          ? nextBidState(bid.state as BidState, "findDefective")
          : bid.state;
    const dueAt =
      result === "correct" ? afterWorkingDays(await loadCalendar(tx), stage.now, parameters.correctionDays) : null;
    await tx.formalCheck.create({
      data: { id: newId("fch"), bidId, result, reasons, note, dueAt, checkedById: user.userId, checkedAt: stage.now },
    });
    await tx.bid.update({
      where: { id: bidId, state: bid.state },
      data: { state, version: { increment: 1 }, updatedAt: stage.now },
    });
    await appendLedger(tx, round.id, "bid.checked", { bid: bidId, result, reasons });
    if (result === "correct")
      await notify(tx, {
        userIds: await peopleOfBid(tx, bidId),
        kind: "notify.bid_correct",
        params: { round: round.title, item: bid.item.number ?? 0 },
        link: `/app/bids/${bidId}`,
        dedupeKey: `correct:${bidId}`,
        mail: true,
      });
    await recordAudit(tx, ctx.actor, "bid.check", {
      subjectKind: "bid",
      subjectId: bidId,
      values: { result, reasons },
    });
    const [view] = await loadOpenedBids(tx, ctx.actor, round, { id: bidId });
    return view!;

    async function hasUnsigned(): Promise<boolean> {
      const commitment = bid.envelopes[0]?.commitment;
      const signed = new Set(
        bid.partners
          .filter((p) => p.state === "signed" && p.signedCommitment === commitment)
          .map((p) => p.organisationId),
      );
      const named = (bid.content as { partners?: { organisationId: string }[] } | null)?.partners ?? [];
      const invited = bid.partners.filter((p) => p.state === "invited");
      return invited.length > 0 || named.some((p) => !signed.has(p.organisationId));
    }
  });
}
