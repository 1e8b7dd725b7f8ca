import {
  type CreateRoundInput,
  coversJurisdiction,
  createRoundInput,
  DomainError,
  newId,
  notFound,
  type RoundView,
  requireUser,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { usableTemplate } from "../template/list-templates.ts";
import { loadRoundView } from "./load-round-view.ts";
import { checkSchedule, mergeParameters } from "./round-rules.ts";

const at = (text: string | null | undefined) => (text ? new Date(text) : null);

/** A coordinator drafts a round from the template in force; the round keeps that version for good. */
export async function createRound(ctx: Ctx, raw: CreateRoundInput): Promise<RoundView> {
  const input = createRoundInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const user = requireUser(ctx.actor);
    const jurisdiction = await tx.jurisdiction.findUnique({ where: { id: input.jurisdictionId } });
    if (!jurisdiction) throw notFound();
    if (!coversJurisdiction(ctx.actor, jurisdiction.id)) throw new DomainError("forbidden", "round.not_coordinator");
    const template = await usableTemplate(tx, input.templateKey);
    const parameters = mergeParameters(template, input.parameters ?? {});
    const now = await appNow(tx);
    const schedule = {
      solicitClosesAt: at(input.schedule?.solicitClosesAt),
      bidOpensAt: at(input.schedule?.bidOpensAt),
      bidClosesAt: at(input.schedule?.bidClosesAt),
    };
    checkSchedule(schedule, now);
    const bases = await tx.basis.count({ where: { id: { in: input.basisIds } } });
    if (bases !== new Set(input.basisIds).size) throw new DomainError("invalid", "round.basis_unknown");

    const id = newId("prc");
    await tx.procedure.create({
      data: {
        id,
        kind: "round",
        templateVersionId: template.id,
        title: input.title,
        titleEn: input.titleEn,
        summary: input.summary,
        summaryEn: input.summaryEn,
        state: "draft",
        parameters,
        jurisdictionId: jurisdiction.id,
        hosts: input.hosts ?? [jurisdiction.recommendingBody ?? jurisdiction.name],
        acceptingOffice: input.acceptingOffice ?? jurisdiction.recommendingBody ?? jurisdiction.name,
        phone: input.phone ?? jurisdiction.phone,
        address: input.address ?? jurisdiction.address,
        supervisorPhone: input.supervisorPhone ?? jurisdiction.supervisorPhone,
        createdById: user.userId,
        round: { create: { id: newId("rnd"), sealing: parameters.sealing } },
        bases: { create: [...new Set(input.basisIds)].map((basisId) => ({ basisId })) },
      },
    });
    const stages = template.content.stages.map((s, i) => ({
      id: newId("stg"),
      procedureId: id,
      key: s.key,
      position: (i + 1) * 10,
      name: s.name.zh,
      nameEn: s.name.en,
      turn: s.turn,
      allows: s.allows,
      shows: s.shows,
      state: i === 0 ? "active" : "pending",
      enteredAt: i === 0 ? now : null,
      opensAt: s.key === "bid" ? schedule.bidOpensAt : null,
      closesAt: s.key === "bid" ? schedule.bidClosesAt : s.key === "solicit" ? schedule.solicitClosesAt : null,
    }));
    await tx.stage.createMany({ data: stages });
    await tx.procedure.update({ where: { id }, data: { stageId: stages[0]!.id } });
    await appendLedger(tx, id, "round.created", {
      template: input.templateKey,
      templateVersion: template.version,
      templateHash: template.hash,
      // From here on a bundle must show what was decided before a release.
      disclosesDecisions: true,
    });
    await recordAudit(tx, ctx.actor, "round.create", {
      subjectKind: "round",
      subjectId: id,
      values: { template: input.templateKey, version: template.version },
    });
    return loadRoundView(tx, ctx.actor, id);
  });
}
