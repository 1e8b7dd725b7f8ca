import type { Tx } from "@jiebang/db";
import {
  type AbandonAgreementInput,
  type AgreementView,
  abandonAgreementInput,
  DomainError,
  type ItemState,
  nextAgreementState,
  nextItemState,
  type RecordAgreementInput,
  requireUser,
} from "@jiebang/domain";
import { hashOf } from "@jiebang/ledger";
import { endItem } from "../board/end-item.ts";
import { lockItem } from "../board/item-in-round.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { nextNumber } from "../kernel/next-number.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { pseudonymFor } from "../procedure/pseudonym-for.ts";
import { inRound } from "../round/in-round.ts";
import { loadRound } from "../round/load-round.ts";
import { settleRound } from "../round/settle-round.ts";
import { findAgreement, loadAgreementView, runsAgreement } from "./agreement-in-round.ts";

/** A coordinator records the signed agreement; with its last one the item is contracted, with the last item the round is complete. */
export async function recordAgreement(
  ctx: Ctx,
  { agreementId, version }: RecordAgreementInput,
): Promise<AgreementView> {
  const seen = await findAgreement(ctx.db.prisma, ctx.actor, agreementId);
  return inRound(ctx, seen.item.procedureId, async (tx) => {
    const user = requireUser(ctx.actor);
    const agreement = await findAgreement(tx, ctx.actor, agreementId);
    if (!runsAgreement(ctx.actor, agreement)) throw new DomainError("forbidden", "round.not_coordinator");
    const stage = await requireStage(tx, agreement.item.procedureId, "agreement.record", "update");
    const state = nextAgreementState(agreement.state as "draft", "record");
    const { missing } = await loadAgreementView(tx, ctx.actor, agreementId);
    if (missing.length > 0) throw new DomainError("conflict", "agreement.incomplete", { missing });
    const number = await nextNumber(tx, "XY");
    const saved = await tx.agreement.updateMany({
      where: { id: agreementId, version, state: "draft" },
      data: { state, number, recordedAt: stage.now, recordedById: user.userId, version: { increment: 1 } },
    });
    if (saved.count !== 1) throw new DomainError("conflict", "common.stale");
    const view = await loadAgreementView(tx, ctx.actor, agreementId);
    const salt = await pseudonymFor(
      tx,
      agreement.item.procedureId,
      { kind: "agreement", id: agreementId },
      agreementId,
    );
    const { fields, amount, technologyAmount, signedOn, contractKind } = view;
    await appendLedger(tx, agreement.item.procedureId, "agreement.recorded", {
      agreement: number,
      item: agreement.item.id,
      hash: hashOf({ salt, fields, amount, technologyAmount, signedOn, contractKind }),
    });
    await notify(tx, {
      userIds: [
        ...(await membersOf(tx, agreement.item.organisationId)),
        ...(await membersOf(tx, agreement.bid.organisationId)),
      ],
      kind: "notify.agreement_recorded",
      params: { number, title: agreement.title },
      link: `/app/agreements/${agreementId}`,
      dedupeKey: `recorded:${agreementId}`,
      mail: true,
    });
    await recordAudit(tx, ctx.actor, "agreement.record", {
      subjectKind: "agreement",
      subjectId: agreementId,
      values: { number },
    });
    await settleItem(tx, ctx.services.secret, agreement.item.id, null);
    return loadAgreementView(tx, ctx.actor, agreementId);
  });
}

/** No agreement came about with this bidder: said by a coordinator, with the reason. */
export async function abandonAgreement(ctx: Ctx, raw: AbandonAgreementInput): Promise<AgreementView> {
  const { agreementId, text } = abandonAgreementInput.parse(raw);
  const seen = await findAgreement(ctx.db.prisma, ctx.actor, agreementId);
  return inRound(ctx, seen.item.procedureId, async (tx) => {
    const agreement = await findAgreement(tx, ctx.actor, agreementId);
    if (!runsAgreement(ctx.actor, agreement)) throw new DomainError("forbidden", "round.not_coordinator");
    await requireStage(tx, agreement.item.procedureId, "agreement.record", "update");
    const state = nextAgreementState(agreement.state as "draft", "abandon");
    const saved = await tx.agreement.updateMany({
      where: { id: agreementId, state: "draft" },
      data: { state, abandonText: text, version: { increment: 1 } },
    });
    if (saved.count !== 1) throw new DomainError("conflict", "common.stale");
    await appendLedger(tx, agreement.item.procedureId, "agreement.abandoned", { item: agreement.item.id });
    await recordAudit(tx, ctx.actor, "agreement.abandon", { subjectKind: "agreement", subjectId: agreementId });
    await settleItem(tx, ctx.services.secret, agreement.item.id, text);
    return loadAgreementView(tx, ctx.actor, agreementId);
  });
}

/** When no agreement of the item is a draft any more: contracted with at least one recorded, else failed. */
async function settleItem(tx: Tx, secret: string, itemId: string, text: string | null): Promise<void> {
  const states = (await tx.agreement.findMany({ where: { itemId }, select: { state: true } })).map((a) => a.state);
  if (states.includes("draft")) return;
  const item = await lockItem(tx, itemId);
  if (states.includes("recorded")) {
    const state = nextItemState(item.state as ItemState, "contract");
    await tx.boardItem.update({ where: { id: itemId, state: item.state }, data: { state, version: { increment: 1 } } });
    await appendLedger(tx, item.procedureId, "item.contracted", { item: itemId });
  } else {
    await endItem(tx, await loadRound(tx, item.procedureId), item, {
      reason: "contract_not_reached",
      text: text ?? "",
    });
  }
  await settleRound(tx, secret, item.procedureId);
}
