import { type NoticeView, notFound } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { isObjectedTo } from "../objection/objection-in-round.ts";
import { getPublicNotice } from "../round/public-round.queries.ts";

/** A notice with what this reader may object to. */
export async function getNotice(ctx: Ctx, { number }: { number: string }): Promise<NoticeView> {
  const notice = await getPublicNotice(ctx.db, number);
  if (!notice) throw notFound();
  if (!notice.isOpen || ctx.actor.kind !== "user") return { ...notice, objectableItemIds: [] };
  const ids = notice.content.items.filter((i) => i.outcome === "selected").map((i) => i.itemId);
  const items = await ctx.db.prisma.boardItem.findMany({
    where: { id: { in: ids }, state: "released" },
    include: { bids: { include: { partners: true, decisions: true } } },
  });
  return { ...notice, objectableItemIds: items.filter((i) => !isObjectedTo(ctx.actor, i)).map((i) => i.id) };
}
