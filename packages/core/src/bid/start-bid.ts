import { type BidView, DomainError, isMemberOf, newId, requireUser, type StartBidInput } from "@jiebang/domain";
import { findItem, roundIdOf } from "../board/item-in-round.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { inRound } from "../round/in-round.ts";
import { parametersOf } from "../round/load-round.ts";
import { requireBidding } from "./bid-in-round.ts";
import { isPosterHidden, requireEligible } from "./bid-obstacle.ts";
import { loadBidView } from "./to-bid-view.ts";

/** Begins a bid for one's own organisation, so that files can be uploaded and partners invited; asked twice it is the same bid. */
export async function startBid(ctx: Ctx, { itemId, organisationId }: StartBidInput): Promise<BidView> {
  return inRound(ctx, await roundIdOf(ctx.db.prisma, itemId), async (tx) => {
    const user = requireUser(ctx.actor);
    const { item, round } = await findItem(tx, ctx.actor, itemId);
    if (!isMemberOf(ctx.actor, organisationId)) throw new DomainError("forbidden", "bid.not_member");
    await requireBidding(tx, round, itemId);
    const parameters = parametersOf(round);
    await requireEligible(tx, organisationId, { ...item, isPosterHidden: isPosterHidden(item) }, parameters, "lead");
    if (parameters.maxBidsPerOrganisation > 0) {
      // One organisation's bids are counted one after another, else two first clicks would both pass.
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`bids:${round.id}:${organisationId}`}, 0))::text`;
      const count = await tx.bid.count({
        where: { procedureId: round.id, organisationId, state: { not: "withdrawn" }, itemId: { not: itemId } },
      });
      if (count >= parameters.maxBidsPerOrganisation)
        throw new DomainError("conflict", "bid.too_many", { max: parameters.maxBidsPerOrganisation });
    }
    const id = newId("bid");
    const made = await tx.bid.createMany({
      data: [{ id, procedureId: round.id, itemId, organisationId, userId: user.userId, state: "draft", defects: [] }],
      skipDuplicates: true, // the unique index on item and organisation decides
    });
    const bid = await tx.bid.findUniqueOrThrow({
      where: { itemId_organisationId: { itemId, organisationId } },
      select: { id: true },
    });
    if (made.count === 1) await recordAudit(tx, ctx.actor, "bid.start", { subjectKind: "bid", subjectId: bid.id });
    return loadBidView(tx, ctx.actor, bid.id);
  });
}
