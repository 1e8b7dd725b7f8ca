import {
  type CallRef,
  type CallState,
  type CallView,
  DomainError,
  dayOf,
  nextCallState,
  requireUser,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { nextNumber } from "../kernel/next-number.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { notify } from "../notification/notify.ts";
import { peopleAddressed } from "./addressed.ts";
import { callObstacles, findCoordinatedCall, loadCallView, lockCall } from "./load-call.ts";

/** The call gets its number and its page, and everybody whom it addresses gets word of it. */
export async function openCall(ctx: Ctx, { callId }: CallRef): Promise<CallView> {
  return ctx.transaction(async (tx) => {
    const user = requireUser(ctx.actor);
    await findCoordinatedCall(tx, user, callId);
    await lockCall(tx, callId);
    const call = await findCoordinatedCall(tx, user, callId);
    const state = nextCallState(call.state as CallState, "open");
    const now = await appNow(tx);
    const obstacles = await callObstacles(tx, call, now);
    const first = obstacles[0];
    if (first) throw new DomainError("conflict", first.reason, { ...first.details, obstacles });
    const number = await nextNumber(tx, "ZJ");
    const opensAt = call.opensAt && call.opensAt > now ? call.opensAt : now;
    await tx.call.update({
      where: { id: callId, state: call.state },
      data: {
        state,
        number,
        opensAt,
        openedAt: now,
        openedById: user.userId,
        updatedAt: now,
        version: { increment: 1 },
      },
    });
    await notify(tx, {
      userIds: await peopleAddressed(tx, callId),
      kind: "notify.call_opened",
      params: { title: call.title, number, day: dayOf(call.closesAt!) },
      link: `/calls/${number}`,
      dedupeKey: `call.opened:${callId}`,
      mail: true,
    });
    await recordAudit(tx, user, "call.open", {
      subjectKind: "call",
      subjectId: callId,
      values: { number, opensAt: opensAt.toISOString(), closesAt: call.closesAt!.toISOString() },
    });
    return loadCallView(tx, user, callId);
  });
}
