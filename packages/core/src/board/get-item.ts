import { type BoardItemDetail, type ItemRef, notFound, publicEntry } from "@jiebang/domain";
import { loadPublicEntries } from "../entry/public-entry.queries.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { loadItemViews } from "../round/load-item-views.ts";
import { findItem } from "./item-in-round.ts";

/** One item with its text: frozen since the announcement, before it as published today. */
export async function getItem(ctx: Ctx, { itemId }: ItemRef): Promise<BoardItemDetail> {
  const tx = ctx.db.prisma;
  const { item, round } = await findItem(tx, ctx.actor, itemId);
  const views = await loadItemViews(tx, ctx.actor, round, await appNow(tx));
  const view = views.find((v) => v.id === itemId);
  const snapshot = item.snapshot ? publicEntry.parse(item.snapshot) : (await loadPublicEntries(tx, [item.entryId]))[0];
  if (!view || !snapshot) throw notFound();
  return { ...view, snapshot };
}
