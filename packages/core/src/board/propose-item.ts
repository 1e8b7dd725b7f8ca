import {
  coordinatesRound,
  DomainError,
  isMemberOf,
  newId,
  notFound,
  type ProposeItemInput,
  type RoundView,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { coordinatorsOf, membersOf, notify } from "../notification/notify.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { inRound } from "../round/in-round.ts";
import { findRound, parametersOf } from "../round/load-round.ts";
import { loadRoundView } from "../round/load-round-view.ts";

/** A poster proposes its demand for the board, or a coordinator does and the poster's consent is asked for. */
export async function proposeItem(ctx: Ctx, { roundId, entryId }: ProposeItemInput): Promise<RoundView> {
  return inRound(ctx, roundId, async (tx) => {
    const user = requireUser(ctx.actor);
    const round = await findRound(tx, ctx.actor, roundId);
    const entry = await tx.entry.findUnique({ where: { id: entryId }, include: { organisation: true } });
    const isPoster = Boolean(entry && isMemberOf(ctx.actor, entry.organisationId));
    const isCoordinator = coordinatesRound(ctx.actor, round);
    if (!entry || (!isPoster && !isCoordinator)) throw notFound();
    if (entry.state !== "published" && !isPoster) throw notFound();
    const stage = await requireStage(tx, roundId, isCoordinator ? "item.proposeByCoordinator" : "item.propose");
    if (
      entry.kind !== "demand" ||
      entry.state !== "published" ||
      entry.audience !== "public" ||
      !entry.publishedRevisionId
    )
      throw new DomainError("conflict", "board.demand_not_published");
    if (!(parametersOf(round).posterKinds as string[]).includes(entry.organisation.kind))
      throw new DomainError("conflict", "round.poster_kind", { number: entry.number });
    const existing = await tx.boardItem.findUnique({
      where: { procedureId_entryId: { procedureId: roundId, entryId } },
    });
    if (existing) throw new DomainError("conflict", "board.proposed_already");

    const id = newId("itm");
    // The poster's own proposal is its consent; of two at once the unique index lets one through.
    await tx.boardItem.createMany({
      data: [
        {
          id,
          procedureId: roundId,
          entryId,
          revisionId: entry.publishedRevisionId,
          organisationId: entry.organisationId,
          state: "proposed",
          consentedAt: isPoster ? stage.now : null,
          consentedById: isPoster ? user.userId : null,
          createdById: user.userId,
        },
      ],
      skipDuplicates: true,
    });
    await appendLedger(tx, roundId, "item.proposed", { item: id, isConsented: isPoster });
    await notify(tx, {
      userIds: isPoster ? await coordinatorsOf(tx, round.jurisdictionId) : await membersOf(tx, entry.organisationId),
      kind: isPoster ? "notify.item_proposed" : "notify.item_consent_asked",
      params: { round: round.title, number: entry.number ?? "" },
      link: `/app/rounds/${roundId}`,
      dedupeKey: `proposed:${id}`,
    });
    await recordAudit(tx, ctx.actor, "board.propose", {
      subjectKind: "board_item",
      subjectId: id,
      values: { roundId, entryId },
    });
    return loadRoundView(tx, ctx.actor, roundId);
  });
}
