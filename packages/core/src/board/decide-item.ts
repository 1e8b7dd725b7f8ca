import type { Tx } from "@jiebang/db";
import {
  type DecideItemInput,
  DomainError,
  decideItemInput,
  type ItemState,
  newId,
  nextItemState,
  type RoundView,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { coordinatorsOf, notify } from "../notification/notify.ts";
import { appendSealedNote } from "../procedure/append-sealed-note.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { pseudonymFor } from "../procedure/pseudonym-for.ts";
import { inRound } from "../round/in-round.ts";
import { parametersOf } from "../round/load-round.ts";
import { loadRoundView } from "../round/load-round-view.ts";
import { findOwnItem, lockItem, roundIdOf } from "./item-in-round.ts";

type Decision = { bidId: string; outcome: "selected" | "not_selected"; reason: string; text: string };

/** The poster picks one to three with reasons, every other bid gets a coded one; nobody hears of it before the release. */
export async function decideItem(ctx: Ctx, raw: DecideItemInput): Promise<RoundView> {
  const input = decideItemInput.parse(raw);
  return inRound(ctx, await roundIdOf(ctx.db.prisma, input.itemId), async (tx) => {
    const user = requireUser(ctx.actor);
    const { round } = await findOwnItem(tx, ctx.actor, input.itemId);
    const stage = await requireStage(tx, round.id, "item.decide");
    const item = await lockItem(tx, input.itemId);
    const state = nextItemState(item.state as ItemState, "decide");
    const decisions = await checkDecisions(tx, input, parametersOf(round).winnersMax);

    // A second thought before the release replaces the first; what was released before stays on record.
    await tx.bidDecision.updateMany({
      where: { itemId: item.id, supersededAt: null },
      data: { supersededAt: stage.now },
    });
    await tx.bidDecision.createMany({
      data: decisions.map((d) => ({
        id: newId("dec"),
        itemId: item.id,
        ...d,
        decidedById: user.userId,
        decidedAt: stage.now,
      })),
    });
    await tx.boardItem.update({
      where: { id: item.id, state: item.state },
      data: { state, endText: input.noneReason, version: { increment: 1 }, updatedAt: stage.now },
    });
    // The ledger proves when it was decided, not what: that comes with the release.
    await appendDecision(tx, round.id, `${item.id}:${item.version}`, decisions);
    await notify(tx, {
      userIds: await coordinatorsOf(tx, round.jurisdictionId),
      kind: "notify.item_decided",
      params: { round: round.title, item: item.number ?? 0 },
      link: `/app/rounds/${round.id}`,
      dedupeKey: `decided:${item.id}:${item.version}`,
    });
    await recordAudit(tx, ctx.actor, "board.decide", {
      subjectKind: "board_item",
      subjectId: item.id,
      changed: ["decision"],
    });
    return loadRoundView(tx, ctx.actor, round.id);
  });
}

/** Codes may be disclosed after the release; the sentence to each bidder stays a commitment of its own. */
async function appendDecision(tx: Tx, procedureId: string, id: string, decisions: Decision[]): Promise<void> {
  const coded = [];
  for (const { bidId, outcome, reason, text } of decisions.toSorted((a, b) => (a.bidId < b.bidId ? -1 : 1))) {
    const subject = { kind: "decision_text", id: `${id}:${bidId}` };
    coded.push({ bid: bidId, outcome, reason, text: await pseudonymFor(tx, procedureId, subject, text) });
  }
  await appendSealedNote(tx, procedureId, { kind: "decision", id, decisions: coded }, { isDisclosable: true });
}

async function checkDecisions(
  tx: Tx,
  input: ReturnType<typeof decideItemInput.parse>,
  winnersMax: number,
): Promise<Decision[]> {
  const bids = await tx.bid.findMany({
    where: { itemId: input.itemId, openedAt: { not: null } },
    select: { id: true, state: true },
  });
  const valid = bids.filter((b) => b.state === "valid").map((b) => b.id);
  const failed = bids.filter((b) => b.state === "defective").map((b) => b.id);
  const { selected, others, noneReason } = input;
  const named = [...selected, ...others].map((d) => d.bidId);
  if (named.some((id) => !valid.includes(id)) || new Set(named).size !== named.length)
    throw new DomainError("invalid", "board.decision_bids_wrong");
  if (selected.length > winnersMax) throw new DomainError("invalid", "board.too_many_selected", { max: winnersMax });
  if (selected.length === 0 && !noneReason) throw new DomainError("invalid", "board.nobody_selected");
  if (selected.length > 0 && noneReason) throw new DomainError("invalid", "board.decision_bids_wrong");
  const missing = valid.filter((id) => !named.includes(id));
  if (missing.length > 0)
    throw new DomainError("invalid", "board.reason_missing_for_bid", { count: missing.length, bidIds: missing });
  return [
    ...selected.map((d) => ({ ...d, outcome: "selected" as const })),
    ...others.map((d) => ({ ...d, outcome: "not_selected" as const })),
    ...failed.map((bidId) => ({ bidId, outcome: "not_selected" as const, reason: "formal_failed", text: "" })),
  ];
}
