import {
  DomainError,
  type FulfilmentView,
  type JudgeMilestoneInput,
  judgeMilestoneInput,
  type MilestoneState,
  nextMilestoneState,
  type ReportMilestoneInput,
  reportMilestoneInput,
  requireUser,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { holdMilestone, requireSide, tellSide } from "./find-fulfilment.ts";
import { loadFulfilmentView } from "./load-fulfilment-view.ts";

/** The bidder says a milestone is reached; its files were added before. */
export async function reportMilestone(ctx: Ctx, raw: ReportMilestoneInput): Promise<FulfilmentView> {
  const { milestoneId, text } = reportMilestoneInput.parse(raw);
  const user = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const held = await holdMilestone(tx, ctx.actor, milestoneId);
    const { milestone, row } = held;
    requireSide(held, "bidder");
    if (row.state !== "running") throw new DomainError("conflict", `fulfilment.not_${row.state}`);
    const state = nextMilestoneState(milestone.state as MilestoneState, "report");
    if ((await tx.milestoneExtension.count({ where: { milestoneId, state: "asked" } })) > 0)
      throw new DomainError("conflict", "fulfilment.extension_waits");
    const now = await appNow(tx);
    await tx.milestone.update({
      where: { id: milestoneId },
      data: { state, report: text, reportedAt: now, reportedById: user.userId, returnText: null },
    });
    await tellSide(tx, held, "poster", "reported", `${milestoneId}:${now.getTime()}`, { milestone: milestone.title });
    await recordAudit(tx, ctx.actor, "fulfilment.report", { subjectKind: "milestone", subjectId: milestoneId });
    return loadFulfilmentView(tx, ctx.actor, milestone.agreementId);
  });
}

/** The poster confirms what was reported, or returns it with its reason. */
export async function judgeMilestone(ctx: Ctx, raw: JudgeMilestoneInput): Promise<FulfilmentView> {
  const { milestoneId, decision, text } = judgeMilestoneInput.parse(raw);
  const user = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const held = await holdMilestone(tx, ctx.actor, milestoneId);
    const { milestone, row } = held;
    requireSide(held, "poster");
    if (row.state !== "running") throw new DomainError("conflict", `fulfilment.not_${row.state}`);
    const state = nextMilestoneState(milestone.state as MilestoneState, decision);
    const now = await appNow(tx);
    await tx.milestone.update({
      where: { id: milestoneId },
      data: { state, judgedAt: now, judgedById: user.userId, returnText: decision === "return" ? text : null },
    });
    const kind = decision === "confirm" ? "confirmed" : "returned";
    await tellSide(tx, held, "bidder", kind, `${milestoneId}:${now.getTime()}`, { milestone: milestone.title });
    await recordAudit(tx, ctx.actor, `fulfilment.${decision}`, { subjectKind: "milestone", subjectId: milestoneId });
    return loadFulfilmentView(tx, ctx.actor, milestone.agreementId);
  });
}
