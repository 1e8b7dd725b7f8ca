import type { Database, Tx } from "@jiebang/db";
import { answerRatesOf } from "../interest/answer-rate.ts";
import { markOrganisationsForRecommendation } from "./mark-for-recommendation.ts";

/**
 * Takes the answer rates as they stand now for those that pairs are scored with, and tells whose changed. Between two
 * takings they stand still: else a pair would have one score from the one side and another from the other.
 */
export async function takeAnswerRates(tx: Tx, db: Pick<Database, "pool">): Promise<string[]> {
  // Whoever takes them at the same time waits, and finds nothing left to change.
  const [row] = await tx.$queryRaw<{ rates: Record<string, number> }[]>`
    SELECT rates FROM recommendation_statistics WHERE id = 1 FOR UPDATE`;
  if (!row) return []; // nothing was put together yet
  const asked = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT e.organisation_id AS id FROM interest i JOIN entry e ON e.id = i.entry_id WHERE i.state <> 'withdrawn'`;
  const found = await answerRatesOf(
    db,
    asked.map(({ id }) => id),
  );
  const rates = Object.fromEntries([...found].flatMap(([id, { rate }]) => (rate === null ? [] : [[id, rate]])));
  const changed = [...new Set([...Object.keys(rates), ...Object.keys(row.rates)])].filter(
    (id) => rates[id] !== row.rates[id],
  );
  if (changed.length > 0)
    await tx.$executeRaw`
      UPDATE recommendation_statistics SET rates = ${JSON.stringify(rates)}::jsonb, rated_at = greatest(app_now(), rated_at + interval '1 millisecond')
      WHERE id = 1`;
  return changed;
}

/** Lays the entries of those whose rate changed before the job again. */
export async function refreshAnswerRates(tx: Tx, db: Pick<Database, "pool">): Promise<string[]> {
  const changed = await takeAnswerRates(tx, db);
  if (changed.length > 0) await markOrganisationsForRecommendation(tx, changed);
  return changed;
}
