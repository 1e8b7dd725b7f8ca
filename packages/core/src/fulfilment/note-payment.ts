import type { Tx } from "@jiebang/db";
import {
  DomainError,
  dayOf,
  type FulfilmentView,
  type NotePaymentInput,
  newId,
  nextFulfilmentState,
  notePaymentInput,
  notFound,
  type PaymentRef,
  paymentRef,
  requireUser,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { dateOf, holdFulfilment, other, tellSide } from "./find-fulfilment.ts";
import { loadFulfilmentView } from "./load-fulfilment-view.ts";

/** Either party notes a payment; the other one confirms it. */
export async function notePayment(ctx: Ctx, raw: NotePaymentInput): Promise<FulfilmentView> {
  const { agreementId, paidOn, amount, note } = notePaymentInput.parse(raw);
  const user = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const held = await holdFulfilment(tx, ctx.actor, agreementId);
    if (!held.side) throw new DomainError("forbidden", "fulfilment.only_parties");
    nextFulfilmentState(held.row.state, "note_payment");
    if (paidOn > dayOf(await appNow(tx)))
      throw new DomainError("invalid", "fulfilment.paid_future", { fields: { paidOn: "fulfilment.paid_future" } });
    const id = newId("pay");
    await tx.paymentNote.create({
      data: { id, agreementId, paidOn: dateOf(paidOn), amount, note, notedSide: held.side, notedById: user.userId },
    });
    await tellSide(tx, held, other(held.side), "payment", id);
    await recordAudit(tx, ctx.actor, "fulfilment.note_payment", { subjectKind: "agreement", subjectId: agreementId });
    return loadFulfilmentView(tx, ctx.actor, agreementId);
  });
}

/** The party that did not note a payment says that it is so; from then on it stands. */
export async function confirmPayment(ctx: Ctx, raw: PaymentRef): Promise<FulfilmentView> {
  const { paymentId } = paymentRef.parse(raw);
  const user = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const { held, payment } = await holdPayment(tx, ctx, paymentId);
    if (!held.side || held.side === payment.notedSide) throw new DomainError("forbidden", "fulfilment.not_own_payment");
    const confirmed = await tx.paymentNote.updateMany({
      where: { id: paymentId, confirmedAt: null },
      data: { confirmedAt: await appNow(tx), confirmedById: user.userId },
    });
    if (confirmed.count === 1)
      await recordAudit(tx, ctx.actor, "fulfilment.confirm_payment", {
        subjectKind: "agreement",
        subjectId: payment.agreementId,
      });
    return loadFulfilmentView(tx, ctx.actor, payment.agreementId);
  });
}

/** Who noted a payment takes it back while nobody has confirmed it. */
export async function removePayment(ctx: Ctx, raw: PaymentRef): Promise<FulfilmentView> {
  const { paymentId } = paymentRef.parse(raw);
  requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const { held, payment } = await holdPayment(tx, ctx, paymentId);
    if (held.side !== payment.notedSide) throw new DomainError("forbidden", "fulfilment.own_payment");
    if (payment.confirmedAt) throw new DomainError("conflict", "fulfilment.payment_stands");
    await tx.paymentNote.delete({ where: { id: paymentId } });
    await recordAudit(tx, ctx.actor, "fulfilment.remove_payment", {
      subjectKind: "agreement",
      subjectId: payment.agreementId,
    });
    return loadFulfilmentView(tx, ctx.actor, payment.agreementId);
  });
}

async function holdPayment(tx: Tx, ctx: Ctx, paymentId: string) {
  const found = await tx.paymentNote.findUnique({ where: { id: paymentId }, select: { agreementId: true } });
  if (!found) throw notFound();
  const held = await holdFulfilment(tx, ctx.actor, found.agreementId);
  const payment = await tx.paymentNote.findUnique({ where: { id: paymentId } });
  if (!payment) throw notFound();
  return { held, payment };
}
