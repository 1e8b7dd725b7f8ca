import type { Tx } from "@jiebang/db";

/** Members of everybody who takes part: posters, bidders and partners, so far as they are known to the server. */
export async function participantsOf(tx: Tx, procedureId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ user_id: string }[]>`
    SELECT DISTINCT m.user_id FROM membership m WHERE m.ended_at IS NULL AND m.organisation_id IN (
      SELECT i.organisation_id FROM board_item i WHERE i.procedure_id = ${procedureId} AND i.state NOT IN ('declined', 'withdrawn')
      UNION SELECT b.organisation_id FROM bid b WHERE b.procedure_id = ${procedureId}
      UNION SELECT bp.organisation_id FROM bid_partner bp JOIN bid b ON b.id = bp.bid_id WHERE b.procedure_id = ${procedureId} AND bp.state IN ('invited', 'signed'))`;
  return rows.map((r) => r.user_id);
}

/** Members of the bidders (lead and partners) of some items. */
export async function biddersOfItems(tx: Tx, itemIds: string[]): Promise<string[]> {
  if (itemIds.length === 0) return [];
  const rows = await tx.$queryRaw<{ user_id: string }[]>`
    SELECT DISTINCT m.user_id FROM membership m WHERE m.ended_at IS NULL AND m.organisation_id IN (
      SELECT b.organisation_id FROM bid b WHERE b.item_id = ANY(${itemIds}) AND b.state <> 'withdrawn'
      UNION SELECT bp.organisation_id FROM bid_partner bp JOIN bid b ON b.id = bp.bid_id
        WHERE b.item_id = ANY(${itemIds}) AND b.state <> 'withdrawn' AND bp.state IN ('invited', 'signed'))`;
  return rows.map((r) => r.user_id);
}

/** Members of the lead and of the partners of one bid. */
export async function peopleOfBid(tx: Tx, bidId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ user_id: string }[]>`
    SELECT DISTINCT m.user_id FROM membership m WHERE m.ended_at IS NULL AND m.organisation_id IN (
      SELECT b.organisation_id FROM bid b WHERE b.id = ${bidId}
      UNION SELECT bp.organisation_id FROM bid_partner bp WHERE bp.bid_id = ${bidId} AND bp.state IN ('invited', 'signed'))`;
  return rows.map((r) => r.user_id);
}
