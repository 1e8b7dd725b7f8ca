import { Prisma } from "@jiebang/db";
import type { DueStepProvider } from "../desk/due-step.ts";
import { numberSetting } from "../entry/entry-settings.ts";

/** Accepted interests of which nobody has said for long what came of them: the owner is asked. */
export const outcomeDueSteps: DueStepProvider = async (tx, scope, limit) => {
  const days = await numberSetting(tx, "interest.outcome_days");
  const of = scope.organisationIds
    ? Prisma.sql`e.organisation_id = ANY(${scope.organisationIds}::text[])`
    : Prisma.sql`e.jurisdiction_id = ANY(${scope.jurisdictionIds ?? []}::text[])`;
  // Condition and order are written as the index interest_outcome_waiting has them.
  const rows = await tx.$queryRaw<
    {
      id: string;
      number: string | null;
      title: string;
      organisation_id: string;
      organisation_name: string;
      due_at: Date;
    }[]
  >`/* prepared */
    SELECT i.id, e.number, r.title, e.organisation_id, o.name AS organisation_name,
      coalesce(i.outcome_at, i.answered_at) + make_interval(days => ${days}::int) AS due_at
    FROM interest i JOIN entry e ON e.id = i.entry_id JOIN revision r ON r.id = e.published_revision_id
      JOIN organisation o ON o.id = e.organisation_id
    WHERE i.state = 'accepted' AND (i.outcome IS NULL OR i.outcome NOT IN ('contract', 'ended'))
      AND coalesce(i.outcome_at, i.answered_at) < (SELECT app_now()) + interval '3 days' - make_interval(days => ${days}::int) AND ${of}
    ORDER BY coalesce(i.outcome_at, i.answered_at), i.id LIMIT ${limit}`;
  return rows.map((r) => ({
    stepKey: `interest_outcome:${r.id}:${r.due_at.getTime()}`,
    queue: "interest",
    title: r.title,
    number: r.number,
    organisationId: r.organisation_id,
    organisationName: r.organisation_name,
    personId: null,
    dueAt: r.due_at,
    nextAction: "desk.next.record_outcome",
    link: `/app/interests/${r.id}`,
  }));
};
