import type { Tx } from "@jiebang/db";
import type { OutcomeView } from "@jiebang/domain";
import { numberSetting } from "../entry/entry-settings.ts";

/** The newest first. */
export async function loadOutcomes(tx: Tx, interestId: string): Promise<OutcomeView[]> {
  const rows = await tx.$queryRaw<
    {
      id: string;
      side: string;
      kind: string;
      happened_on: string;
      reason: string | null;
      amount: string | null;
      note: string;
      name: string;
      created_at: Date;
    }[]
  >`SELECT o.id, o.side, o.kind, to_char(o.happened_on, 'YYYY-MM-DD') AS happened_on, o.reason, o.amount::text, o.note, u.name, o.created_at
    FROM interest_outcome o JOIN users u ON u.id = o.recorded_by_id WHERE o.interest_id = ${interestId} ORDER BY o.created_at DESC, o.id DESC`;
  return rows.map((r) => ({
    id: r.id,
    side: r.side as OutcomeView["side"],
    kind: r.kind as OutcomeView["kind"],
    happenedOn: r.happened_on,
    reason: r.reason,
    amount: r.amount,
    note: r.note,
    recordedByName: r.name,
    createdAt: r.created_at.toISOString(),
  }));
}

/** So many days after the acceptance, or after the last word that was not final, somebody says what came of it. */
export async function outcomeDueOn(tx: Tx, interestId: string): Promise<string | null> {
  const days = await numberSetting(tx, "interest.outcome_days");
  const [row] = await tx.$queryRaw<{ due_on: string }[]>`
    SELECT to_char((coalesce(outcome_at, answered_at) + make_interval(days => ${days}::int)) AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS due_on
    FROM interest WHERE id = ${interestId} AND state = 'accepted' AND (outcome IS NULL OR outcome NOT IN ('contract', 'ended'))`;
  return row?.due_on ?? null;
}
