import { requireUser } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { refreshOverviewJob } from "./refresh-overview.ts";

/** Counts again before the next regular time; many wishes make one job. */
export async function requestOverviewRefresh(ctx: Ctx): Promise<{ isQueued: true }> {
  const actor = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    await enqueue(tx, refreshOverviewJob.name, { userId: actor.userId }, { key: refreshOverviewJob.name });
    await recordAudit(tx, actor, "overview.refresh", { subjectKind: "overview", subjectId: "overview" });
    return { isQueued: true };
  });
}
