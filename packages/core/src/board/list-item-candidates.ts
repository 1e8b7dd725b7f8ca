import { coordinatesRound, type EntryCard, organisationsOf, type RoundRef, toEntryCard } from "@jiebang/domain";
import { loadPublicEntries } from "../entry/public-entry.queries.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { findRound, parametersOf } from "../round/load-round.ts";

/** Published demands that the actor may propose: own ones, or for coordinators all of the jurisdiction. */
export async function listItemCandidates(ctx: Ctx, { roundId }: RoundRef): Promise<EntryCard[]> {
  const tx = ctx.db.prisma;
  const round = await findRound(tx, ctx.actor, roundId);
  const isCoordinator = coordinatesRound(ctx.actor, round);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT e.id FROM entry e JOIN organisation o ON o.id = e.organisation_id
    WHERE e.kind = 'demand' AND e.state = 'published' AND NOT e.is_historical AND e.audience = 'public' AND o.kind = ANY(${parametersOf(round).posterKinds})
      AND (o.id = ANY(${organisationsOf(ctx.actor)}) OR (${isCoordinator} AND o.jurisdiction_id IN (
        SELECT j.id FROM jurisdiction j WHERE j.id = ${round.jurisdictionId} OR j.parent_id = ${round.jurisdictionId})))
      AND NOT EXISTS (SELECT 1 FROM board_item i WHERE i.procedure_id = ${roundId} AND i.entry_id = e.id)
    ORDER BY e.published_at DESC LIMIT 200`;
  return (
    await loadPublicEntries(
      tx,
      rows.map((r) => r.id),
    )
  ).map(toEntryCard);
}
