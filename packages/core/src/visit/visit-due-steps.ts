import { Prisma } from "@jiebang/db";
import { instantOf } from "@jiebang/domain";
import type { DueStepProvider } from "../desk/due-step.ts";

/** What coordinators promised on their visits: a step of their own, never of the firm. */
export const visitDueSteps: DueStepProvider = async (tx, scope, limit) => {
  if (scope.organisationIds) return []; // visit notes are the desk's
  const cityToo = scope.isCity ? Prisma.sql`OR o.jurisdiction_id IS NULL` : Prisma.empty;
  const rows = await tx.$queryRaw<
    { id: string; organisation_id: string; name: string; next_step: string; next_on: string; created_at: Date }[]
  >`/* prepared */
    SELECT v.id, v.organisation_id, o.name, v.next_step, v.next_on::text, v.created_at
    FROM visit v JOIN organisation o ON o.id = v.organisation_id
    WHERE v.next_on IS NOT NULL AND v.next_done_at IS NULL
      AND (o.jurisdiction_id = ANY(${scope.jurisdictionIds ?? []}::text[]) ${cityToo})
    ORDER BY v.next_on, v.id LIMIT ${limit}`;
  return rows.map((r) => ({
    stepKey: `visit:${r.id}`,
    queue: "visit",
    title: r.next_step,
    number: null,
    organisationId: null,
    organisationName: r.name,
    aboutOrganisationId: r.organisation_id,
    personId: null,
    since: r.created_at,
    dueAt: instantOf(r.next_on, "23:59"),
    nextAction: "desk.next.visit",
    link: `/app/firms/${r.organisation_id}?visit=${r.id}`,
  }));
};
