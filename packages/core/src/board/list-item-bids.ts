import { type ItemRef, mayReadOpenedBids, notFound, type OpenedBidView } from "@jiebang/domain";
import { loadOpenedBids } from "../bid/load-opened-bids.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { findItem } from "./item-in-round.ts";

/** The opened bids of one item: for its poster, coordinators and auditors; before the opening there are none for anybody. */
export async function listItemBids(ctx: Ctx, { itemId }: ItemRef): Promise<OpenedBidView[]> {
  const tx = ctx.db.prisma;
  const { item, round } = await findItem(tx, ctx.actor, itemId);
  const opened = { jurisdictionId: round.jurisdictionId, openedAt: round.round?.openedAt ?? null };
  if (!mayReadOpenedBids(ctx.actor, opened, item.organisationId)) throw notFound();
  return loadOpenedBids(tx, ctx.actor, round, { itemId });
}
