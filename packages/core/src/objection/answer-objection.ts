import type { Tx } from "@jiebang/db";
import {
  type AnswerObjectionInput,
  answerObjectionInput,
  type BidState,
  coordinatesRound,
  DomainError,
  type ItemState,
  nextBidState,
  nextItemState,
  nextObjectionState,
  type ObjectionView,
  requireUser,
} from "@jiebang/domain";
import { endItem } from "../board/end-item.ts";
import { type ItemRow, lockItem } from "../board/item-in-round.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { appendSealedNote } from "../procedure/append-sealed-note.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { inRound } from "../round/in-round.ts";
import { loadRound, type RoundRow } from "../round/load-round.ts";
import { settleConfirmations, settleRound } from "../round/settle-round.ts";
import { findObjection, isOwnObjection, type ObjectionRow, toObjectionView } from "./objection-in-round.ts";

/** Answers with reasons. Dismissed, its item goes on; upheld, the item is decided again or fails, and a new version is released. */
export async function answerObjection(ctx: Ctx, raw: AnswerObjectionInput): Promise<ObjectionView> {
  const input = answerObjectionInput.parse(raw);
  const seen = await findObjection(ctx.db.prisma, ctx.actor, input.objectionId);
  return inRound(ctx, seen.item.procedureId, async (tx) => {
    const user = requireUser(ctx.actor);
    const objection = await findObjection(tx, ctx.actor, input.objectionId);
    const round = await loadRound(tx, objection.item.procedureId);
    if (!coordinatesRound(ctx.actor, round)) throw new DomainError("forbidden", "round.not_coordinator");
    if (isOwnObjection(ctx.actor, objection)) throw new DomainError("forbidden", "objection.own_answer");
    const stage = await requireStage(tx, round.id, "objection.answer", "update");
    const item = await lockItem(tx, objection.itemId);
    const state = nextObjectionState(objection.state as "open", input.outcome === "upheld" ? "uphold" : "dismiss");
    const saved = await tx.objection.updateMany({
      where: { id: objection.id, state: "open" },
      data: {
        state,
        answer: input.answer,
        answerReason: input.reason,
        answeredById: user.userId,
        answeredAt: stage.now,
      },
    });
    if (saved.count !== 1) throw new DomainError("conflict", "objection.answered");
    await appendSealedNote(tx, round.id, {
      kind: "objection_answer",
      id: objection.id,
      outcome: state,
      reason: input.reason,
      answer: input.answer,
    });
    if (state === "upheld" && item.state === "released") {
      if (input.consequence === "fail_item")
        await endItem(tx, round, item, { reason: "objection_upheld", text: input.answer });
      else await sendBack(tx, round, item, stage.now);
    }
    await tellObjector(tx, round, objection);
    await recordAudit(tx, ctx.actor, "objection.answer", {
      subjectKind: "objection",
      subjectId: objection.id,
      values: { outcome: state, reason: input.reason },
    });
    await settleRound(tx, ctx.services.secret, round.id);
    if (stage.key === "confirm" && (await loadRound(tx, round.id)).state === "running")
      await settleConfirmations(tx, ctx.services.secret, round.id);
    return toObjectionView(ctx.actor, await findObjection(tx, ctx.actor, objection.id));
  });
}

/** The item waits for the poster's decision again; what was released stays on record beside it. */
async function sendBack(tx: Tx, round: RoundRow, item: ItemRow, now: Date): Promise<void> {
  const bids = await tx.bid.findMany({
    where: { itemId: item.id, state: { in: ["selected", "not_selected"] } },
    include: { decisions: { where: { supersededAt: null } } },
  });
  for (const bid of bids) {
    const isFormal = bid.decisions.some((d) => d.reason === "formal_failed");
    const state = nextBidState(bid.state as BidState, isFormal ? "findDefective" : "reconsider");
    await tx.bid.update({ where: { id: bid.id, state: bid.state }, data: { state, version: { increment: 1 } } });
  }
  await tx.bidDecision.updateMany({ where: { itemId: item.id, supersededAt: null }, data: { supersededAt: now } });
  const state = nextItemState(item.state as ItemState, "sendBack");
  await tx.boardItem.update({
    where: { id: item.id, state: item.state },
    data: { state, version: { increment: 1 }, updatedAt: now },
  });
  await appendLedger(tx, round.id, "item.sent_back", { item: item.id });
  await notify(tx, {
    userIds: await membersOf(tx, item.organisationId),
    kind: "notify.item_decide_again",
    params: { round: round.title, item: item.number ?? 0 },
    link: `/app/rounds/${round.id}`,
    dedupeKey: `decide_again:${item.id}:${item.version}`,
    mail: true,
  });
}

async function tellObjector(tx: Tx, round: RoundRow, objection: ObjectionRow): Promise<void> {
  const userIds = objection.organisationId
    ? await membersOf(tx, objection.organisationId)
    : objection.userId
      ? [objection.userId]
      : [];
  await notify(tx, {
    userIds,
    kind: "notify.objection_answered",
    params: { round: round.title },
    link: `/app/objections/${objection.id}`,
    dedupeKey: `objection_answered:${objection.id}`,
    mail: true,
  });
}
