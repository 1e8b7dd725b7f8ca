import { type CiteBasisInput, citeBasisInput, DomainError, type RoundView, requireUser } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { inRound } from "./in-round.ts";
import { findCoordinatedRound } from "./load-round.ts";
import { loadRoundView } from "./load-round-view.ts";

/** Cites a basis document, and records why one outside its validity is accepted nevertheless. */
export async function citeBasis(ctx: Ctx, raw: CiteBasisInput): Promise<RoundView> {
  const { roundId, basisId, overrideReason } = citeBasisInput.parse(raw);
  return inRound(ctx, roundId, async (tx) => {
    const user = requireUser(ctx.actor);
    await findCoordinatedRound(tx, ctx.actor, roundId);
    await requireStage(tx, roundId, "round.edit", "update");
    const basis = await tx.basis.findUnique({ where: { id: basisId } });
    if (!basis) throw new DomainError("invalid", "round.basis_unknown");
    const override = { overrideReason, overriddenById: overrideReason ? user.userId : null };
    await tx.procedureBasis.upsert({
      where: { procedureId_basisId: { procedureId: roundId, basisId } },
      create: { procedureId: roundId, basisId, ...override },
      update: override,
    });
    await recordAudit(tx, ctx.actor, "round.cite", {
      subjectKind: "round",
      subjectId: roundId,
      values: { basisId, isOverride: Boolean(overrideReason) },
    });
    return loadRoundView(tx, ctx.actor, roundId);
  });
}

/** Takes a citation out again, before the announcement. */
export async function unciteBasis(
  ctx: Ctx,
  { roundId, basisId }: { roundId: string; basisId: string },
): Promise<RoundView> {
  return inRound(ctx, roundId, async (tx) => {
    await findCoordinatedRound(tx, ctx.actor, roundId);
    await requireStage(tx, roundId, "round.edit", "update");
    await tx.procedureBasis.deleteMany({ where: { procedureId: roundId, basisId } });
    await recordAudit(tx, ctx.actor, "round.uncite", { subjectKind: "round", subjectId: roundId, values: { basisId } });
    return loadRoundView(tx, ctx.actor, roundId);
  });
}
