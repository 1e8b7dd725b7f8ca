import { coversJurisdiction, type ReturnInput, requireUser, returnInput, type VettingOutcome } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordDecision } from "./record-decision.ts";
import { fetchCaseFor } from "./vetting.access.ts";

/** Gives a revision back with coded reasons (退回修改); the author corrects it and hands it in again. */
export async function returnRevision(ctx: Ctx, raw: ReturnInput): Promise<VettingOutcome> {
  const actor = requireUser(ctx.actor);
  const input = returnInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const found = await fetchCaseFor(tx, actor, input.revisionId, "return");
    const step = coversJurisdiction(actor, found.entry.jurisdictionId, "city") ? "city" : "county";
    const { now: _now, ...outcome } = await recordDecision(tx, actor, found, { ...input, step, action: "return" });
    return outcome;
  });
}
