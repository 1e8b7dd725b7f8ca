import type { Tx } from "@jiebang/db";
import {
  type DecisionView,
  INTERNAL_ACTIONS,
  type Proposal,
  type RubricScores,
  type VettingTicks,
} from "@jiebang/domain";

/**
 * The decisions about an entry, newest first. The desk reads who decided; what the office prepared, checked and sent back
 * is for the city alone, and for nobody before it was signed.
 */
export async function decisionsOf(
  tx: Tx,
  entryId: string,
  { withNames, withInternal = false }: { withNames: boolean; withInternal?: boolean },
): Promise<DecisionView[]> {
  const rows = await tx.$queryRaw<
    {
      id: string;
      revision_id: string;
      revision_no: number;
      step: string;
      action: string;
      proposal: string | null;
      reviewer_name: string | null;
      reasons: string[];
      ticks: unknown;
      rubric: unknown;
      total: number | null;
      note: string | null;
      by_name: string | null;
      decided_at: Date;
    }[]
  >`
    SELECT d.id, d.revision_id, r.no AS revision_no, d.step, d.action, d.proposal, d.reviewer_name, d.reasons, d.ticks, d.rubric, d.total, d.note,
      u.name AS by_name, d.decided_at
    FROM vetting_decision d JOIN revision r ON r.id = d.revision_id LEFT JOIN users u ON u.id = d.decided_by_id
    WHERE d.entry_id = ${entryId} AND (${withInternal} OR d.action <> ALL(${[...INTERNAL_ACTIONS]}::text[])) ORDER BY d.decided_at DESC, d.id DESC LIMIT 200`;
  return rows.map((r) => ({
    id: r.id,
    revisionId: r.revision_id,
    revisionNo: r.revision_no,
    step: r.step as DecisionView["step"],
    action: r.action as DecisionView["action"],
    proposal: r.proposal as Proposal | null,
    reviewerName: r.reviewer_name,
    reasons: r.reasons,
    ticks: r.ticks as VettingTicks | null,
    rubric: r.rubric as RubricScores | null,
    total: r.total,
    note: r.note || null,
    decidedByName: withNames ? r.by_name : null,
    decidedAt: r.decided_at.toISOString(),
  }));
}
