import { listMyBidsInput, type MyBidRow, organisationsOf, type Page } from "@jiebang/domain";
import type { z } from "zod";
import type { Ctx } from "../kernel/ctx.ts";

type SqlRow = Omit<MyBidRow, "lead" | "sealedAt" | "closesAt"> & {
  leadId: string;
  leadName: string;
  leadNameEn: string | null;
  sealedAt: Date | null;
  closesAt: Date | null;
  isReleased: boolean;
  total: number;
};

/** Bids that the actor's organisations lead or join, the newest first; one statement. */
export async function listMyBids(ctx: Ctx, raw: z.input<typeof listMyBidsInput>): Promise<Page<MyBidRow>> {
  const { limit, offset } = listMyBidsInput.parse(raw);
  const own = organisationsOf(ctx.actor);
  const rows = await ctx.db.prisma.$queryRaw<SqlRow[]>`
    SELECT b.id, p.id AS "roundId", p.number AS "roundNumber", p.title AS "roundTitle", i.id AS "itemId", i.number AS "itemNumber",
      i.snapshot->>'title' AS "itemTitle", o.id AS "leadId", o.name AS "leadName", o.name_en AS "leadNameEn",
      CASE WHEN b.organisation_id = ANY(${own}) THEN 'lead' ELSE 'partner' END AS as,
      CASE WHEN b.state IN ('draft', 'sealed', 'withdrawn') OR d.id IS NOT NULL THEN b.state
        WHEN b.state = 'defective' AND b.content IS NULL THEN 'defective' ELSE 'opened' END AS state,
      e.sealed_at AS "sealedAt", coalesce(i.bids_close_at, s.closes_at) AS "closesAt", count(*) OVER ()::int AS total
    FROM bid b JOIN board_item i ON i.id = b.item_id JOIN procedure p ON p.id = b.procedure_id JOIN organisation o ON o.id = b.organisation_id
    LEFT JOIN envelope e ON e.id = b.envelope_id LEFT JOIN stage s ON s.procedure_id = p.id AND s.key = 'bid'
    LEFT JOIN bid_decision d ON d.bid_id = b.id AND d.superseded_at IS NULL AND d.release_id IS NOT NULL
    WHERE b.organisation_id = ANY(${own}) OR EXISTS (SELECT 1 FROM bid_partner bp WHERE bp.bid_id = b.id AND bp.organisation_id = ANY(${own}) AND bp.state IN ('invited', 'signed', 'declined'))
    ORDER BY b.created_at DESC, b.id DESC LIMIT ${limit} OFFSET ${offset}`;
  return {
    items: rows.map(({ leadId, leadName, leadNameEn, sealedAt, closesAt, total: _, ...row }) => ({
      ...row,
      lead: { id: leadId, name: leadName, nameEn: leadNameEn },
      sealedAt: sealedAt?.toISOString() ?? null,
      closesAt: closesAt?.toISOString() ?? null,
    })),
    total: rows[0]?.total ?? 0,
  };
}
