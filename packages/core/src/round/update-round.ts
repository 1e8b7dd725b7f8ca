import { DomainError, type RoundView, type UpdateRoundInput, updateRoundInput } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { toTemplateView } from "../template/list-templates.ts";
import { inRound } from "./in-round.ts";
import { findCoordinatedRound, parametersOf } from "./load-round.ts";
import { loadRoundView } from "./load-round-view.ts";
import { checkSchedule, mergeParameters, scheduleOf } from "./round-rules.ts";

const pick = (given: string | null | undefined, before: Date | null) =>
  given === undefined ? before : given === null ? null : new Date(given);

/** Texts, parameters and dates change freely before the announcement, and never after it. */
export async function updateRound(ctx: Ctx, raw: UpdateRoundInput): Promise<RoundView> {
  const { roundId, version, parameters, schedule, ...texts } = updateRoundInput.parse(raw);
  return inRound(ctx, roundId, async (tx) => {
    const round = await findCoordinatedRound(tx, ctx.actor, roundId);
    await requireStage(tx, roundId, "round.edit", "update");
    const template = await tx.templateVersion.findUniqueOrThrow({
      where: { id: round.templateVersionId },
      include: { template: true },
    });
    const values = mergeParameters(toTemplateView(template), parameters ?? {}, parametersOf(round));
    const before = scheduleOf(round);
    const dates = {
      solicitClosesAt: pick(schedule?.solicitClosesAt, before.solicitClosesAt),
      bidOpensAt: pick(schedule?.bidOpensAt, before.bidOpensAt),
      bidClosesAt: pick(schedule?.bidClosesAt, before.bidClosesAt),
    };
    // Only what changes must lie in the future: a draft that waited too long may still have its text corrected.
    const now = await appNow(tx);
    const touched = Object.entries(dates).filter(
      ([k, v]) => v?.getTime() !== before[k as keyof typeof before]?.getTime(),
    );
    if (touched.length > 0)
      checkSchedule(
        { ...dates, solicitClosesAt: touched.some(([k]) => k === "solicitClosesAt") ? dates.solicitClosesAt : null },
        now,
      );
    const saved = await tx.procedure.updateMany({
      where: { id: roundId, version, state: "draft" },
      data: { ...texts, parameters: values, version: { increment: 1 }, updatedAt: now },
    });
    if (saved.count !== 1) throw new DomainError("conflict", "common.stale");
    await tx.round.update({ where: { procedureId: roundId }, data: { sealing: values.sealing } });
    await tx.stage.updateMany({
      where: { procedureId: roundId, key: "solicit" },
      data: { closesAt: dates.solicitClosesAt },
    });
    await tx.stage.updateMany({
      where: { procedureId: roundId, key: "bid" },
      data: { opensAt: dates.bidOpensAt, closesAt: dates.bidClosesAt },
    });
    const changed = [
      ...Object.keys(texts),
      ...Object.keys(parameters ?? {}).map((k) => `parameters.${k}`),
      ...touched.map(([k]) => `schedule.${k}`),
    ];
    await recordAudit(tx, ctx.actor, "round.update", { subjectKind: "round", subjectId: roundId, changed });
    return loadRoundView(tx, ctx.actor, roundId);
  });
}
