import { Prisma } from "@jiebang/db";
import { type LeadState, leadTurn } from "@jiebang/domain";
import type { DueStepProvider } from "../desk/due-step.ts";

/** Leads whose clock runs: a new one waits for a hand, a question or a proposed text for the firm, the rest for the officer. */
export const leadDueSteps: DueStepProvider = async (tx, scope, limit) => {
  const of = scope.organisationIds
    ? // A firm is reminded of its own turn only.
      Prisma.sql`l.organisation_id = ANY(${scope.organisationIds}::text[])
        AND (l.state IN ('proposed', 'confirmed') OR (l.state = 'refining' AND l.is_firm_asked))`
    : Prisma.sql`(l.jurisdiction_id = ANY(${scope.jurisdictionIds ?? []}::text[])
        OR (l.jurisdiction_id IS NULL AND ${scope.isCity ?? false}))`;
  const rows = await tx.$queryRaw<
    {
      id: string;
      sentence: string;
      state: LeadState;
      is_firm_asked: boolean;
      organisation_id: string;
      organisation_name: string;
      due_at: Date;
      updated_at: Date;
    }[]
  >`/* prepared */
    SELECT l.id, l.sentence, l.state, l.is_firm_asked, l.organisation_id, o.name AS organisation_name, l.due_at, l.updated_at
    FROM lead l JOIN organisation o ON o.id = l.organisation_id
    WHERE l.due_at IS NOT NULL AND ${of} ORDER BY l.due_at, l.id LIMIT ${limit}`;
  return rows.map((r) => {
    const turn = leadTurn(r.state, r.is_firm_asked);
    const isFirm = turn === "firm";
    return {
      stepKey: `lead:${r.id}:${r.state}`,
      queue: turn === "coordinator" ? "lead" : "refinement",
      title: r.sentence.length > 60 ? `${r.sentence.slice(0, 60)}…` : r.sentence,
      number: null,
      organisationId: isFirm ? r.organisation_id : null,
      organisationName: r.organisation_name,
      aboutOrganisationId: r.organisation_id,
      personId: null,
      since: r.updated_at,
      dueAt: r.due_at,
      nextAction:
        turn === "coordinator"
          ? "desk.next.assign_lead"
          : turn === "refiner"
            ? "desk.next.refine_lead"
            : r.state === "refining"
              ? "desk.next.answer_lead"
              : r.state === "proposed"
                ? "desk.next.confirm_lead"
                : "desk.next.hand_in_lead",
      link: `/app/leads/${r.id}`,
    };
  });
};
