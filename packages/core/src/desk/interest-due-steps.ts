import { Prisma } from "@jiebang/db";
import type { DueStepProvider } from "./due-step.ts";

/** Open interests whose answer is due within three days, or overdue. */
export const interestDueSteps: DueStepProvider = async (tx, scope, limit) => {
  const of = scope.organisationIds
    ? Prisma.sql`e.organisation_id = ANY(${scope.organisationIds}::text[])`
    : Prisma.sql`e.jurisdiction_id = ANY(${scope.jurisdictionIds ?? []}::text[])`;
  const rows = await tx.$queryRaw<
    {
      id: string;
      number: string | null;
      title: string;
      organisation_id: string;
      organisation_name: string;
      due_at: Date;
      created_at: Date;
    }[]
  >`/* prepared */
    SELECT i.id, e.number, r.title, e.organisation_id, o.name AS organisation_name, i.due_at, i.created_at
    FROM interest i JOIN entry e ON e.id = i.entry_id JOIN revision r ON r.id = e.published_revision_id
      JOIN organisation o ON o.id = e.organisation_id
    WHERE i.state = 'open' AND i.due_at < (SELECT app_now()) + interval '3 days' AND ${of} ORDER BY i.due_at, i.id LIMIT ${limit}`;
  return rows.map((r) => ({
    stepKey: `interest:${r.id}`,
    queue: "interest",
    title: r.title,
    number: r.number,
    organisationId: r.organisation_id,
    organisationName: r.organisation_name,
    personId: null,
    since: r.created_at,
    dueAt: r.due_at,
    nextAction: "desk.next.answer_interest",
    link: `/app/interests/${r.id}`,
  }));
};
