import {
  type CallState,
  type CallView,
  nextCallState,
  requireUser,
  type WithdrawCallInput,
  withdrawCallInput,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { notify } from "../notification/notify.ts";
import { peopleConcerned } from "./addressed.ts";
import { findCoordinatedCall, loadCallView, lockCall } from "./load-call.ts";

/** Withdraws a call with a reason. What was handed in under it stays what it is. */
export async function withdrawCall(ctx: Ctx, raw: WithdrawCallInput): Promise<CallView> {
  const { callId, reason } = withdrawCallInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const user = requireUser(ctx.actor);
    await findCoordinatedCall(tx, user, callId);
    await lockCall(tx, callId);
    const call = await findCoordinatedCall(tx, user, callId);
    const state = nextCallState(call.state as CallState, "withdraw");
    const now = await appNow(tx);
    await tx.call.update({
      where: { id: callId, state: call.state },
      data: { state, withdrawnAt: now, withdrawReason: reason, updatedAt: now, version: { increment: 1 } },
    });
    // Nobody outside ever heard of a draft.
    if (call.number)
      await notify(tx, {
        userIds: await peopleConcerned(tx, callId),
        kind: "notify.call_withdrawn",
        params: { title: call.title, number: call.number },
        link: `/calls/${call.number}`,
        dedupeKey: `call.withdrawn:${callId}`,
        mail: true,
      });
    await recordAudit(tx, user, "call.withdraw", { subjectKind: "call", subjectId: callId, values: { reason } });
    return loadCallView(tx, user, callId);
  });
}
