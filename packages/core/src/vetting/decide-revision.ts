import { type DecideInput, decideInput, requireUser, type VettingOutcome } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { applyDecision, requireRubric } from "./apply-decision.ts";
import { requireSecrecyCheck } from "./secrecy-check.ts";
import { fetchCaseFor } from "./vetting.access.ts";

/** Where a city decides in one step it publishes, holds or rejects by the rubric; where it has a chain, see `prepareRevision`. */
export async function decideRevision(ctx: Ctx, raw: DecideInput): Promise<VettingOutcome> {
  const actor = requireUser(ctx.actor);
  const { secrecy, ...input } = decideInput.parse(raw);
  const total = requireRubric(input);
  return ctx.transaction(async (tx) => {
    const found = await fetchCaseFor(tx, actor, input.revisionId, input.action);
    await requireSecrecyCheck(tx, actor, found, "sign", secrecy);
    return applyDecision(tx, actor, found, { ...input, step: "city", total });
  });
}
