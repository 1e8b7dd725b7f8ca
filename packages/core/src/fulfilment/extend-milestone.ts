import {
  type AnswerExtensionInput,
  type AskExtensionInput,
  answerExtensionInput,
  askExtensionInput,
  DomainError,
  type FulfilmentView,
  type MilestoneState,
  newId,
  nextMilestoneState,
  notFound,
  requireUser,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { dateOf, dayText, holdMilestone, requireSide, tellSide } from "./find-fulfilment.ts";
import { loadFulfilmentView } from "./load-fulfilment-view.ts";

/** The bidder asks for a later day; one question at a time. */
export async function askExtension(ctx: Ctx, raw: AskExtensionInput): Promise<FulfilmentView> {
  const { milestoneId, toDay, reason } = askExtensionInput.parse(raw);
  const user = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const held = await holdMilestone(tx, ctx.actor, milestoneId);
    const { milestone, row } = held;
    requireSide(held, "bidder");
    if (row.state !== "running") throw new DomainError("conflict", `fulfilment.not_${row.state}`);
    nextMilestoneState(milestone.state as MilestoneState, "ask_extension");
    if (toDay <= dayText(milestone.dueOn))
      throw new DomainError("invalid", "fulfilment.not_later", { fields: { toDay: "fulfilment.not_later" } });
    if ((await tx.milestoneExtension.count({ where: { milestoneId, state: "asked" } })) > 0)
      throw new DomainError("conflict", "fulfilment.extension_waits");
    const id = newId("mex");
    await tx.milestoneExtension.create({
      data: {
        id,
        milestoneId,
        fromDay: milestone.dueOn,
        toDay: dateOf(toDay),
        reason,
        state: "asked",
        askedById: user.userId,
      },
    });
    await tellSide(tx, held, "poster", "extension_asked", id, { milestone: milestone.title, day: toDay });
    await recordAudit(tx, ctx.actor, "fulfilment.ask_extension", { subjectKind: "milestone", subjectId: milestoneId });
    return loadFulfilmentView(tx, ctx.actor, milestone.agreementId);
  });
}

/** The poster grants the later day, or refuses it with its reason. Milestones after it that would come first move with it. */
export async function answerExtension(ctx: Ctx, raw: AnswerExtensionInput): Promise<FulfilmentView> {
  const { extensionId, decision, text } = answerExtensionInput.parse(raw);
  const user = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const found = await tx.milestoneExtension.findUnique({ where: { id: extensionId } });
    if (!found) throw notFound();
    const held = await holdMilestone(tx, ctx.actor, found.milestoneId);
    const { milestone } = held;
    requireSide(held, "poster");
    const now = await appNow(tx);
    const state = decision === "grant" ? "granted" : "refused";
    const answered = await tx.milestoneExtension.updateMany({
      where: { id: extensionId, state: "asked" },
      data: { state, answeredAt: now, answeredById: user.userId, answerText: text || null },
    });
    if (answered.count !== 1) throw new DomainError("conflict", "fulfilment.extension_answered");
    if (decision === "grant") {
      const { agreementId, no } = milestone;
      await tx.milestone.update({ where: { id: milestone.id }, data: { dueOn: found.toDay } });
      await tx.milestone.updateMany({
        where: { agreementId, no: { gt: no }, state: "open", dueOn: { lt: found.toDay } },
        data: { dueOn: found.toDay },
      });
    }
    await tellSide(tx, held, "bidder", `extension_${state}`, extensionId, { milestone: milestone.title });
    await recordAudit(tx, ctx.actor, `fulfilment.${decision}_extension`, {
      subjectKind: "milestone",
      subjectId: milestone.id,
      values: { toDay: dayText(found.toDay) },
    });
    return loadFulfilmentView(tx, ctx.actor, milestone.agreementId);
  });
}
