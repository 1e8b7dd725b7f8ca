import type { Tx } from "@jiebang/db";
import { type Actor, coveredJurisdictions, type FirmRound, hasRole } from "@jiebang/domain";

const SHOWN = 40;

/**
 * Rounds in which the firm poses or bids. Before the opening there is no bid for anybody, not even a count; afterwards
 * the round's own desk and auditors know who bid, any other desk only who was selected and released.
 */
export async function firmRounds(tx: Tx, actor: Actor, organisationId: string): Promise<FirmRound[]> {
  const covered = coveredJurisdictions(actor);
  const isAuditor = hasRole(actor, "auditor");
  const rows = await tx.$queryRaw<
    {
      pid: string;
      number: string | null;
      title: string;
      role: FirmRound["role"];
      item_number: number | null;
      state: string;
      bids: number | null;
      at: Date;
      is_covered: boolean;
    }[]
  >`
    WITH parts AS (
      SELECT i.procedure_id AS pid, 'poster' AS role, i.number AS item_number, i.state, i.created_at AS at,
        CASE WHEN d.opened_at IS NOT NULL THEN (SELECT count(*)::int FROM bid b WHERE b.item_id = i.id AND b.opened_at IS NOT NULL) END AS bids,
        i.number IS NOT NULL AS is_public, true AS is_open
      FROM board_item i JOIN round d ON d.procedure_id = i.procedure_id WHERE i.organisation_id = ${organisationId}
      UNION ALL
      SELECT b.procedure_id, 'bidder', i.number, b.state, b.opened_at, NULL, b.state = 'selected', b.opened_at IS NOT NULL
      FROM bid b JOIN board_item i ON i.id = b.item_id JOIN round d ON d.procedure_id = b.procedure_id
      WHERE b.organisation_id = ${organisationId} AND d.opened_at IS NOT NULL AND b.state NOT IN ('draft', 'sealed', 'withdrawn')
      UNION ALL
      SELECT b.procedure_id, 'partner', i.number, b.state, b.opened_at, NULL, b.state = 'selected', b.opened_at IS NOT NULL
      FROM bid_partner bp JOIN bid b ON b.id = bp.bid_id JOIN board_item i ON i.id = b.item_id JOIN round d ON d.procedure_id = b.procedure_id
      WHERE bp.organisation_id = ${organisationId} AND bp.state = 'signed' AND d.opened_at IS NOT NULL AND b.state NOT IN ('draft', 'sealed', 'withdrawn'))
    SELECT x.pid, p.number, p.title, x.role, x.item_number, x.state, x.bids, coalesce(x.at, p.created_at) AS at,
      p.jurisdiction_id = ANY(${covered}::text[]) AS is_covered
    FROM parts x JOIN procedure p ON p.id = x.pid
    WHERE x.is_open AND (p.jurisdiction_id = ANY(${covered}::text[]) OR ${isAuditor} OR (x.is_public AND p.number IS NOT NULL AND p.state <> 'draft'))
    ORDER BY 8 DESC, x.pid, x.item_number LIMIT ${SHOWN}`;
  return rows.map((r) => ({
    procedureId: r.pid,
    number: r.number,
    title: r.title,
    role: r.role,
    itemNumber: r.item_number,
    state: r.state,
    bids: r.bids,
    at: r.at.toISOString(),
    link: r.is_covered || !r.number ? `/app/rounds/${r.pid}` : `/rounds/${r.number}`,
  }));
}
