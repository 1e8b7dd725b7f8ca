import {
  DomainError,
  type FinishVisitStepInput,
  finishVisitStepInput,
  requireUser,
  type VisitView,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { lockVisitFor } from "./fetch-visit.ts";
import { loadVisit } from "./visit.queries.ts";

/** What was promised on the visit is done; it leaves the desk. */
export async function finishVisitStep(ctx: Ctx, raw: FinishVisitStepInput): Promise<VisitView> {
  const actor = requireUser(ctx.actor);
  const { visitId, version } = finishVisitStepInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const before = await lockVisitFor(tx, actor, visitId, "finishStep");
    if (before.version !== version) throw new DomainError("conflict", "visit.changed_meanwhile");
    const now = await appNow(tx);
    await tx.visit.update({
      where: { id: visitId, version },
      data: { nextDoneAt: now, nextDoneById: actor.userId, version: version + 1, updatedAt: now },
    });
    await recordAudit(tx, actor, "visit.finish_step", { subjectKind: "visit", subjectId: visitId });
    return loadVisit(tx, actor, visitId);
  });
}
