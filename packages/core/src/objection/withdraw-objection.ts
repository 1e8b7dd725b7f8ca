import { DomainError, nextObjectionState, type ObjectionRef, type ObjectionView } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { appendSealedNote } from "../procedure/append-sealed-note.ts";
import { lockStage } from "../procedure/lock-stage.ts";
import { inRound } from "../round/in-round.ts";
import { findObjection, isOwnObjection, toObjectionView } from "./objection-in-round.ts";

/** The author takes an objection back before it is answered. */
export async function withdrawObjection(ctx: Ctx, { objectionId }: ObjectionRef): Promise<ObjectionView> {
  const seen = await findObjection(ctx.db.prisma, ctx.actor, objectionId);
  return inRound(ctx, seen.item.procedureId, async (tx) => {
    const objection = await findObjection(tx, ctx.actor, objectionId);
    if (!isOwnObjection(ctx.actor, objection)) throw new DomainError("forbidden", "common.forbidden");
    await lockStage(tx, objection.item.procedureId, "share");
    const state = nextObjectionState(objection.state as "open", "withdraw");
    const saved = await tx.objection.updateMany({ where: { id: objectionId, state: "open" }, data: { state } });
    if (saved.count !== 1) throw new DomainError("conflict", "objection.answered");
    await appendSealedNote(tx, objection.item.procedureId, { kind: "objection_withdrawal", id: objectionId });
    await recordAudit(tx, ctx.actor, "objection.withdraw", { subjectKind: "objection", subjectId: objectionId });
    return toObjectionView(ctx.actor, await findObjection(tx, ctx.actor, objectionId));
  });
}
