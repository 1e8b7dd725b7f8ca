import { systemActor } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import type { Job, Ticker } from "../kernel/job.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { coordinatorsOf, notify } from "../notification/notify.ts";

/**
 * The clock: closes every call whose end has passed, also after the server was off. Several nodes may tick at once:
 * the state in the where clause lets each call be closed once. Returns how many were closed.
 */
export async function closeDueCalls(ctx: Ctx): Promise<number> {
  const due = await ctx.db.prisma.$queryRaw<{ id: string }[]>`
    SELECT id FROM call WHERE state = 'open' AND closes_at <= (SELECT app_now()) ORDER BY closes_at LIMIT 100`;
  let closed = 0;
  for (const { id } of due)
    await ctx.transaction(async (tx) => {
      const [call] = await tx.$queryRaw<{ title: string; number: string; jurisdictionId: string }[]>`
        UPDATE call SET state = 'closed', closed_at = closes_at, updated_at = app_now(), version = version + 1
        WHERE id = ${id} AND state = 'open' AND closes_at <= app_now()
        RETURNING title, number, jurisdiction_id AS "jurisdictionId"`;
      if (!call) return;
      const handedIn = await tx.callEntry.count({ where: { callId: id } });
      await notify(tx, {
        userIds: await coordinatorsOf(tx, call.jurisdictionId),
        kind: "notify.call_closed",
        params: { title: call.title, number: call.number, count: handedIn },
        link: `/app/calls/${id}`,
        dedupeKey: `call.closed:${id}`,
      });
      await recordAudit(tx, systemActor("call.close"), "call.close", { subjectKind: "call", subjectId: id });
      closed += 1;
    });
  return closed;
}

export const closeCallsJob: Job = {
  name: "call.close",
  cron: "* * * * *",
  run: async (ctx) => void (await closeDueCalls(ctx)),
};

export const closeCallsTicker: Ticker = {
  name: "call.close",
  run: async (ctx) => void (await closeDueCalls(ctx)),
};
