import { DomainError, type RecommendInput, recommendInput, requireUser, type VettingOutcome } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { coordinatorsOf, notify } from "../notification/notify.ts";
import { recordDecision } from "./record-decision.ts";
import { fetchCaseFor } from "./vetting.access.ts";

/** The county answers for three things (真实, 完整, 不涉密) and recommends to the city. */
export async function recommendRevision(ctx: Ctx, raw: RecommendInput): Promise<VettingOutcome> {
  const actor = requireUser(ctx.actor);
  const input = recommendInput.parse(raw);
  if (!Object.values(input.ticks).every(Boolean)) throw new DomainError("invalid", "vetting.ticks_missing");
  return ctx.transaction(async (tx) => {
    const found = await fetchCaseFor(tx, actor, input.revisionId, "recommend");
    const { now: _now, ...outcome } = await recordDecision(tx, actor, found, {
      ...input,
      step: "county",
      action: "recommend",
    });
    if (found.entry.jurisdictionId)
      await notify(tx, {
        userIds: await coordinatorsOf(tx, found.entry.jurisdictionId, "city"),
        kind: "notify.vetting_recommended",
        params: { number: found.entry.number ?? "", title: found.revision.title },
        link: `/app/vetting/${found.revision.id}`,
        dedupeKey: `vetting.recommended:${found.revision.id}:${input.lockVersion}`,
      });
    return outcome;
  });
}
