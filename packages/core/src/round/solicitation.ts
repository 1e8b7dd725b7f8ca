import type { Tx } from "@jiebang/db";
import { DomainError, type RoundRef, type RoundView } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { notify } from "../notification/notify.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { moveStage } from "../procedure/move-stage.ts";
import { inRound } from "./in-round.ts";
import { findCoordinatedRound, parametersOf, stageOf } from "./load-round.ts";
import { loadRoundView } from "./load-round-view.ts";
import { onStageEntered } from "./on-stage-entered.ts";

/** Opens the round to proposals; organisations that could post are told. */
export async function startSolicitation(ctx: Ctx, { roundId }: RoundRef): Promise<RoundView> {
  return inRound(ctx, roundId, async (tx) => {
    const round = await findCoordinatedRound(tx, ctx.actor, roundId);
    const stage = await requireStage(tx, roundId, "round.startSolicitation", "update");
    const closesAt = stageOf(round, "solicit")?.closesAt ?? null;
    if (closesAt && closesAt <= stage.now)
      throw new DomainError("invalid", "round.date_past", {
        fields: { "schedule.solicitClosesAt": "round.date_past" },
      });
    await moveStage(tx, ctx.services.secret, stage, "solicit");
    await onStageEntered(tx, ctx.services.secret, roundId, "solicit");
    await notify(tx, {
      userIds: await possiblePosters(tx, round.jurisdictionId, parametersOf(round).posterKinds),
      kind: "notify.round_solicitation",
      params: { round: round.title },
      link: `/app/rounds/${roundId}`,
      dedupeKey: `solicit:${roundId}`,
    });
    await recordAudit(tx, ctx.actor, "round.start_solicitation", { subjectKind: "round", subjectId: roundId });
    return loadRoundView(tx, ctx.actor, roundId);
  });
}

/** Ends the solicitation before its date, or when it has none. */
export async function closeSolicitation(ctx: Ctx, { roundId }: RoundRef): Promise<RoundView> {
  return inRound(ctx, roundId, async (tx) => {
    await findCoordinatedRound(tx, ctx.actor, roundId);
    const stage = await requireStage(tx, roundId, "round.closeSolicitation", "update");
    const next = await moveStage(tx, ctx.services.secret, stage);
    await onStageEntered(tx, ctx.services.secret, roundId, next.key);
    await recordAudit(tx, ctx.actor, "round.close_solicitation", { subjectKind: "round", subjectId: roundId });
    return loadRoundView(tx, ctx.actor, roundId);
  });
}

async function possiblePosters(tx: Tx, jurisdictionId: string, kinds: string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ user_id: string }[]>`
    SELECT DISTINCT m.user_id FROM membership m JOIN organisation o ON o.id = m.organisation_id JOIN entry e ON e.organisation_id = o.id
    WHERE m.ended_at IS NULL AND e.kind = 'demand' AND e.state = 'published' AND o.kind = ANY(${kinds})
      AND o.jurisdiction_id IN (SELECT id FROM jurisdiction WHERE id = ${jurisdictionId} OR parent_id = ${jurisdictionId})`;
  return rows.map((r) => r.user_id);
}
