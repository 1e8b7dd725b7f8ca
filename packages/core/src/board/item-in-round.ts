import type { Tx } from "@jiebang/db";
import { type Actor, coordinatesRound, DomainError, isMemberOf, notFound, POSTED_ITEM_STATES } from "@jiebang/domain";
import { findRound, type RoundRow } from "../round/load-round.ts";

export type ItemRow = NonNullable<Awaited<ReturnType<typeof fetchItem>>>;
const fetchItem = (tx: Tx, id: string) => tx.boardItem.findUnique({ where: { id } });

/** The round an item belongs to, to turn its clock first; unknown ids answer like hidden ones. */
export async function roundIdOf(tx: Tx, itemId: string): Promise<string> {
  const item = await tx.boardItem.findUnique({ where: { id: itemId }, select: { procedureId: true } });
  if (!item) throw notFound();
  return item.procedureId;
}

/** An item and its round when the actor may know of both. */
export async function findItem(tx: Tx, actor: Actor, itemId: string): Promise<{ item: ItemRow; round: RoundRow }> {
  const item = await fetchItem(tx, itemId);
  if (!item) throw notFound();
  const round = await findRound(tx, actor, item.procedureId);
  const isPosted = round.announcedAt && (POSTED_ITEM_STATES as readonly string[]).includes(item.state);
  if (!isPosted && !coordinatesRound(actor, round) && !isMemberOf(actor, item.organisationId)) throw notFound();
  return { item, round };
}

/** For its poster: an admin or editor of the organisation. */
export async function findOwnItem(tx: Tx, actor: Actor, itemId: string) {
  const found = await findItem(tx, actor, itemId);
  if (!isMemberOf(actor, found.item.organisationId)) throw new DomainError("forbidden", "board.not_poster");
  return found;
}

/** For a coordinator of its round. */
export async function findCoordinatedItem(tx: Tx, actor: Actor, itemId: string) {
  const found = await findItem(tx, actor, itemId);
  if (!coordinatesRound(actor, found.round)) throw new DomainError("forbidden", "round.not_coordinator");
  return found;
}

/** Locks the item's row and reads it again: what follows decides about what really stands there. */
export async function lockItem(tx: Tx, itemId: string): Promise<ItemRow> {
  await tx.$queryRaw`SELECT id FROM board_item WHERE id = ${itemId} FOR UPDATE`;
  const item = await fetchItem(tx, itemId);
  if (!item) throw notFound();
  return item;
}
