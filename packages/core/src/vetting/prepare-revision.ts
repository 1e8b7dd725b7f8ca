import { DomainError, type PrepareInput, prepareInput, requireUser, type VettingOutcome } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { requireRubric } from "./apply-decision.ts";
import { moveInChain, tellNextInChain } from "./move-in-chain.ts";
import { requireSecrecyCheck } from "./secrecy-check.ts";
import { fetchCaseFor } from "./vetting.access.ts";
import { changeRun } from "./vetting-run.ts";

/** 经办: the rubric and what it should come to. Nothing happens to the entry before somebody else signs. */
export async function prepareRevision(ctx: Ctx, raw: PrepareInput): Promise<VettingOutcome> {
  const actor = requireUser(ctx.actor);
  const { secrecy, ...input } = prepareInput.parse(raw);
  const total = requireRubric(input);
  return ctx.transaction(async (tx) => {
    const found = await fetchCaseFor(tx, actor, input.revisionId, "prepare");
    if (found.standing.state === "held" && input.action === "hold")
      throw new DomainError("conflict", "vetting.already_held");
    await requireSecrecyCheck(tx, actor, found, "prepare", secrecy);
    const { now, ...outcome } = await moveInChain(tx, actor, found, {
      action: "prepare",
      step: "prepare",
      lockVersion: input.lockVersion,
      proposal: input.action,
      rubric: input.rubric,
      total,
      reasons: input.reasons,
      note: input.note,
    });
    await changeRun(tx, found, {
      proposal: input.action,
      rubric: { ...input.rubric },
      total,
      reasons: input.reasons,
      note: input.note,
      preparedById: actor.userId,
      preparedAt: now,
      checkedById: null,
      checkedAt: null,
    });
    await tellNextInChain(tx, found, outcome.state, [actor.userId]);
    return outcome;
  });
}
