import {
  type CallView,
  DomainError,
  dayOf,
  type ExtendCallInput,
  extendCallInput,
  newId,
  requireUser,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { notify } from "../notification/notify.ts";
import { peopleConcerned } from "./addressed.ts";
import { findCoordinatedCall, loadCallView, lockCall } from "./load-call.ts";

/** Moves the end later, before it has come, with a reason that stays readable and word to all. */
export async function extendCall(ctx: Ctx, raw: ExtendCallInput): Promise<CallView> {
  const { callId, closesAt, reason } = extendCallInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const user = requireUser(ctx.actor);
    await findCoordinatedCall(tx, user, callId);
    await lockCall(tx, callId);
    const call = await findCoordinatedCall(tx, user, callId);
    const now = await appNow(tx);
    if (call.state !== "open" || !call.closesAt)
      throw new DomainError("conflict", "call.action_not_allowed", { state: call.state, action: "extend" });
    if (call.closesAt <= now) throw new DomainError("conflict", "call.ended");
    const later = new Date(closesAt);
    if (later <= call.closesAt)
      throw new DomainError("invalid", "call.not_forward", { fields: { closesAt: "call.not_forward" } });
    await tx.callExtension.create({
      data: {
        id: newId("cex"),
        callId,
        formerClosesAt: call.closesAt,
        closesAt: later,
        reason,
        extendedById: user.userId,
        extendedAt: now,
      },
    });
    await tx.call.update({
      where: { id: callId, state: "open" },
      data: { closesAt: later, updatedAt: now, version: { increment: 1 } },
    });
    await notify(tx, {
      userIds: await peopleConcerned(tx, callId),
      kind: "notify.call_extended",
      params: { title: call.title, number: call.number!, day: dayOf(later) },
      link: `/calls/${call.number}`,
      dedupeKey: `call.extended:${callId}:${later.toISOString()}`,
      mail: true,
    });
    await recordAudit(tx, user, "call.extend", {
      subjectKind: "call",
      subjectId: callId,
      values: { from: call.closesAt.toISOString(), to: later.toISOString(), reason },
    });
    return loadCallView(tx, user, callId);
  });
}
