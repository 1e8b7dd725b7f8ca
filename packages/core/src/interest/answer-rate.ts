import type { Database } from "@jiebang/db";
import { ANSWER_RATE_FROM, type AnswerRate } from "@jiebang/domain";
import { FOR_EVERYBODY } from "../entry/readable-entries.ts";

/**
 * Of the answers that were due: how many came in time. What was withdrawn before its day counts for nobody;
 * entries with a hidden poster count nowhere, the number would give it away. One query for all.
 */
export async function answerRatesOf(
  db: Pick<Database, "pool">,
  organisationIds: string[],
): Promise<Map<string, AnswerRate>> {
  const { rows } = await db.pool.query<{ id: string; in_time: number; late: number; unanswered: number }>(
    `SELECT e.organisation_id AS id,
       count(*) FILTER (WHERE i.answered_at IS NOT NULL AND i.answered_at <= i.due_at)::int AS in_time,
       count(*) FILTER (WHERE i.answered_at IS NOT NULL AND i.answered_at > i.due_at)::int AS late,
       count(*) FILTER (WHERE i.state = 'open' AND i.due_at < (SELECT app_now()))::int AS unanswered
     FROM interest i JOIN entry e ON e.id = i.entry_id JOIN revision r ON r.id = e.published_revision_id AND NOT r.is_poster_hidden
     WHERE e.organisation_id = ANY($1::text[]) AND ${FOR_EVERYBODY} AND i.state <> 'withdrawn' GROUP BY e.organisation_id`,
    [organisationIds],
  );
  const none: AnswerRate = { due: 0, inTime: 0, late: 0, unanswered: 0, rate: null };
  const found = new Map(
    rows.map((r): [string, AnswerRate] => {
      const due = r.in_time + r.late + r.unanswered;
      const rate = due >= ANSWER_RATE_FROM ? Math.round((r.in_time / due) * 1000) / 1000 : null;
      return [r.id, { due, inTime: r.in_time, late: r.late, unanswered: r.unanswered, rate }];
    }),
  );
  return new Map(organisationIds.map((id) => [id, found.get(id) ?? none]));
}

export async function answerRateOf(db: Pick<Database, "pool">, organisationId: string): Promise<AnswerRate> {
  return (await answerRatesOf(db, [organisationId])).get(organisationId)!;
}

/** With fewer than five due answers the public learns nothing: one late answer would brand an organisation. */
export async function publicAnswerRateOf(db: Pick<Database, "pool">, organisationId: string): Promise<AnswerRate> {
  const rate = await answerRateOf(db, organisationId);
  return rate.rate === null ? { due: 0, inTime: 0, late: 0, unanswered: 0, rate: null } : rate;
}
