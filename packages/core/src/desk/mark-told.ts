import { type MarkToldInput, markToldInput, newId, notFound, requireUser } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { loadChaseSteps } from "./list-chase.ts";

/** "I told them": only the human who did it says so; the platform never does. */
export async function markTold(ctx: Ctx, raw: MarkToldInput): Promise<{ marked: true }> {
  const actor = requireUser(ctx.actor);
  const input = markToldInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const waiting = await loadChaseSteps(tx, actor);
    const steps = input.stepKeys.map((key) => waiting.find((s) => s.stepKey === key));
    for (const step of steps) {
      if (!step) throw notFound();
      await tx.chaseMark.create({
        data: {
          id: newId("chm"),
          stepKey: step.stepKey,
          userId: input.personId,
          organisationId: step.organisationId,
          toldById: actor.userId,
          note: input.note || null,
        },
      });
      await recordAudit(tx, actor, "desk.mark_told", {
        subjectKind: "step",
        subjectId: step.stepKey,
        values: { organisationId: step.organisationId },
      });
    }
    return { marked: true };
  });
}
