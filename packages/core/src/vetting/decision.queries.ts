import type { Tx } from "@jiebang/db";
import type { DecisionView, RubricScores, VettingTicks } from "@jiebang/domain";

/** All decisions about an entry, newest first. */
export async function decisionsOf(
  tx: Tx,
  entryId: string,
  { withNames }: { withNames: boolean },
): Promise<DecisionView[]> {
  const rows = await tx.$queryRaw<
    {
      id: string;
      revision_id: string;
      revision_no: number;
      step: string;
      action: string;
      reasons: string[];
      ticks: unknown;
      rubric: unknown;
      total: number | null;
      note: string | null;
      by_name: string | null;
      decided_at: Date;
    }[]
  >`
    SELECT d.id, d.revision_id, r.no AS revision_no, d.step, d.action, d.reasons, d.ticks, d.rubric, d.total, d.note,
      u.name AS by_name, d.decided_at
    FROM vetting_decision d JOIN revision r ON r.id = d.revision_id LEFT JOIN users u ON u.id = d.decided_by_id
    WHERE d.entry_id = ${entryId} ORDER BY d.decided_at DESC, d.id DESC LIMIT 200`;
  return rows.map((r) => ({
    id: r.id,
    revisionId: r.revision_id,
    revisionNo: r.revision_no,
    step: r.step as DecisionView["step"],
    action: r.action as DecisionView["action"],
    reasons: r.reasons,
    ticks: r.ticks as VettingTicks | null,
    rubric: r.rubric as RubricScores | null,
    total: r.total,
    note: r.note || null,
    decidedByName: withNames ? r.by_name : null,
    decidedAt: r.decided_at.toISOString(),
  }));
}
