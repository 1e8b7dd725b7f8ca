import {
  type AgreePlanInput,
  agreePlanInput,
  DomainError,
  type FulfilmentView,
  newId,
  nextFulfilmentState,
  requireUser,
  type SavePlanInput,
  savePlanInput,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { dateOf, dayText, holdFulfilment, other, tellSide } from "./find-fulfilment.ts";
import { loadFulfilmentView } from "./load-fulfilment-view.ts";

/** Writes the plan as a whole. Who writes it has agreed to it; the other party, or both where a coordinator wrote, agree anew. */
export async function savePlan(ctx: Ctx, raw: SavePlanInput): Promise<FulfilmentView> {
  const { agreementId, version, milestones } = savePlanInput.parse(raw);
  requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const held = await holdFulfilment(tx, ctx.actor, agreementId);
    if (!held.side && !held.isCoordinator) throw new DomainError("forbidden", "fulfilment.only_parties");
    nextFulfilmentState(held.row.state, "save_plan");
    const { signedOn } = held.agreement;
    milestones.forEach((one, i) => {
      if (signedOn && one.dueOn < dayText(signedOn))
        throw new DomainError("invalid", "fulfilment.before_signing", {
          fields: { [`milestones.${i}.dueOn`]: "fulfilment.before_signing" },
        });
      if (i > 0 && one.dueOn < milestones[i - 1]!.dueOn)
        throw new DomainError("invalid", "fulfilment.out_of_order", {
          fields: { [`milestones.${i}.dueOn`]: "fulfilment.out_of_order" },
        });
    });
    const now = await appNow(tx);
    const saved = await tx.fulfilment.updateMany({
      where: { agreementId, version },
      data: {
        posterAgreedAt: held.side === "poster" ? now : null,
        bidderAgreedAt: held.side === "bidder" ? now : null,
        version: { increment: 1 },
      },
    });
    if (saved.count !== 1) throw new DomainError("conflict", "common.stale");
    await tx.milestone.deleteMany({ where: { agreementId } });
    await tx.milestone.createMany({
      data: milestones.map(({ title, deliverable, dueOn }, i) => ({
        id: newId("mst"),
        agreementId,
        no: i + 1,
        title,
        deliverable,
        dueOn: dateOf(dueOn),
      })),
    });
    for (const side of held.side ? [other(held.side)] : (["poster", "bidder"] as const))
      await tellSide(tx, held, side, "plan", `${agreementId}:${version + 1}`);
    await recordAudit(tx, ctx.actor, "fulfilment.save_plan", {
      subjectKind: "agreement",
      subjectId: agreementId,
      values: { milestones: milestones.length },
    });
    return loadFulfilmentView(tx, ctx.actor, agreementId);
  });
}

/** One party agrees to the plan as it stands; with the second yes it holds and can no longer be rewritten. */
export async function agreePlan(ctx: Ctx, raw: AgreePlanInput): Promise<FulfilmentView> {
  const { agreementId, version } = agreePlanInput.parse(raw);
  requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const held = await holdFulfilment(tx, ctx.actor, agreementId);
    const { side, row } = held;
    if (!side) throw new DomainError("forbidden", "fulfilment.only_parties");
    const state = nextFulfilmentState(row.state, "agree_plan");
    if ((await tx.milestone.count({ where: { agreementId } })) === 0)
      throw new DomainError("conflict", "fulfilment.plan_empty");
    const now = await appNow(tx);
    const agreed = { poster: row.posterAgreedAt, bidder: row.bidderAgreedAt, [side]: now };
    const isWhole = agreed.poster !== null && agreed.bidder !== null;
    const saved = await tx.fulfilment.updateMany({
      where: { agreementId, version },
      data: {
        posterAgreedAt: agreed.poster,
        bidderAgreedAt: agreed.bidder,
        state: isWhole ? state : "planning",
        version: { increment: 1 },
      },
    });
    if (saved.count !== 1) throw new DomainError("conflict", "common.stale");
    await tellSide(tx, held, other(side), isWhole ? "plan_agreed" : "plan", `${agreementId}:${version + 1}`);
    await recordAudit(tx, ctx.actor, "fulfilment.agree_plan", { subjectKind: "agreement", subjectId: agreementId });
    return loadFulfilmentView(tx, ctx.actor, agreementId);
  });
}
