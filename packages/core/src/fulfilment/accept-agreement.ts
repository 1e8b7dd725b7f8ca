import {
  type AskAcceptanceInput,
  askAcceptanceInput,
  type DecideAcceptanceInput,
  type DeclareDefaultInput,
  DomainError,
  decideAcceptanceInput,
  declareDefaultInput,
  type FulfilmentView,
  newId,
  nextFulfilmentState,
  requireUser,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { holdFulfilment, requireSide, tellSide } from "./find-fulfilment.ts";
import { loadFulfilmentView, wantedTargets } from "./load-fulfilment-view.ts";

/** The bidder asks for the acceptance once every milestone is confirmed. */
export async function askAcceptance(ctx: Ctx, raw: AskAcceptanceInput): Promise<FulfilmentView> {
  const { agreementId, statement } = askAcceptanceInput.parse(raw);
  const user = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const held = await holdFulfilment(tx, ctx.actor, agreementId);
    requireSide(held, "bidder");
    nextFulfilmentState(held.row.state, "ask_acceptance");
    const open = await tx.milestone.count({ where: { agreementId, state: { not: "confirmed" } } });
    if (open > 0) throw new DomainError("conflict", "fulfilment.milestones_open", { count: open });
    const before = await tx.acceptance.findMany({ where: { agreementId }, select: { outcome: true } });
    if (before.some((one) => one.outcome === null)) throw new DomainError("conflict", "fulfilment.acceptance_waits");
    const id = newId("acc");
    await tx.acceptance.create({
      data: { id, agreementId, no: before.length + 1, statement, askedById: user.userId },
    });
    await tellSide(tx, held, "poster", "acceptance_asked", id);
    await recordAudit(tx, ctx.actor, "fulfilment.ask_acceptance", { subjectKind: "agreement", subjectId: agreementId });
    return loadFulfilmentView(tx, ctx.actor, agreementId);
  });
}

/** The poster judges each measurable target of its demand and accepts, or refuses with its reason. It stands from then on. */
export async function decideAcceptance(ctx: Ctx, raw: DecideAcceptanceInput): Promise<FulfilmentView> {
  const { agreementId, no, outcome, targets, text } = decideAcceptanceInput.parse(raw);
  const user = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const held = await holdFulfilment(tx, ctx.actor, agreementId);
    requireSide(held, "poster");
    const state = nextFulfilmentState(held.row.state, "accept");
    const judged = new Set(targets.map((target) => target.name));
    const left = wantedTargets(held.agreement).filter((target) => !judged.has(target.name));
    if (left.length > 0)
      throw new DomainError("invalid", "fulfilment.targets_left", { names: left.map((target) => target.name) });
    const now = await appNow(tx);
    const decided = await tx.acceptance.updateMany({
      where: { agreementId, no, outcome: null },
      data: { outcome, targets, text, decidedAt: now, decidedById: user.userId },
    });
    if (decided.count !== 1) throw new DomainError("conflict", "fulfilment.acceptance_decided");
    if (outcome === "accepted")
      await tx.fulfilment.update({
        where: { agreementId },
        data: { state, endedAt: now, endedById: user.userId, version: { increment: 1 } },
      });
    await tellSide(tx, held, "bidder", outcome, `${agreementId}:${no}`);
    await recordAudit(tx, ctx.actor, `fulfilment.${outcome}`, {
      subjectKind: "agreement",
      subjectId: agreementId,
      values: { no, targets: targets.map((target) => target.result) },
    });
    return loadFulfilmentView(tx, ctx.actor, agreementId);
  });
}

/** A coordinator alone says that an agreement is not carried out. */
export async function declareDefault(ctx: Ctx, raw: DeclareDefaultInput): Promise<FulfilmentView> {
  const { agreementId, text } = declareDefaultInput.parse(raw);
  const user = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const held = await holdFulfilment(tx, ctx.actor, agreementId);
    if (!held.isCoordinator) throw new DomainError("forbidden", "round.not_coordinator");
    const state = nextFulfilmentState(held.row.state, "declare_default");
    await tx.fulfilment.update({
      where: { agreementId },
      data: {
        state,
        defaultText: text,
        endedAt: await appNow(tx),
        endedById: user.userId,
        version: { increment: 1 },
      },
    });
    for (const side of ["poster", "bidder"] as const) await tellSide(tx, held, side, "defaulted", agreementId);
    await recordAudit(tx, ctx.actor, "fulfilment.declare_default", {
      subjectKind: "agreement",
      subjectId: agreementId,
    });
    return loadFulfilmentView(tx, ctx.actor, agreementId);
  });
}
