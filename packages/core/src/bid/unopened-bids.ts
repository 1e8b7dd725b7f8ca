import type { Tx } from "@jiebang/db";

/** Bids that nobody but their bidders may know of: not opened yet, or never (withdrawn, not sealed, a cancelled round). */
export async function unopenedBids(tx: Tx): Promise<string[]> {
  const rows = await tx.bid.findMany({ where: { openedAt: null }, select: { id: true } });
  return rows.map((r) => r.id);
}
