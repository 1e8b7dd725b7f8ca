import { Prisma } from "@jiebang/db";
import type { DueStepProvider } from "../desk/due-step.ts";

/** Plans to agree to, milestones due within fourteen days, reports and acceptances to judge, later days to answer. */
export const fulfilmentDueSteps: DueStepProvider = async (tx, scope, limit) => {
  const of = scope.organisationIds
    ? Prisma.sql`s.organisation_id = ANY(${scope.organisationIds}::text[])`
    : Prisma.sql`p.jurisdiction_id = ANY(${scope.jurisdictionIds ?? []}::text[])`;
  const found = await tx.$queryRaw<
    {
      key: string;
      what: string;
      agreement_id: string;
      title: string;
      number: string | null;
      organisation_id: string;
      organisation_name: string;
      since: Date | null;
      due_at: Date | null;
    }[]
  >`/* prepared */
    WITH running AS (
      SELECT f.agreement_id, f.state, f.poster_agreed_at, f.bidder_agreed_at, i.organisation_id AS poster, b.organisation_id AS bidder
      FROM fulfilment f JOIN agreement a ON a.id = f.agreement_id JOIN board_item i ON i.id = a.item_id JOIN bid b ON b.id = a.bid_id
      WHERE f.state IN ('planning', 'running')
    ), step AS (
      SELECT 'agree' AS what, 'plan:' || agreement_id AS key, agreement_id, poster AS organisation_id, bidder_agreed_at AS since, NULL::date AS due_on
      FROM running WHERE state = 'planning' AND poster_agreed_at IS NULL AND bidder_agreed_at IS NOT NULL
      UNION ALL SELECT 'agree', 'plan:' || agreement_id, agreement_id, bidder, poster_agreed_at, NULL
      FROM running WHERE state = 'planning' AND bidder_agreed_at IS NULL AND poster_agreed_at IS NOT NULL
      UNION ALL SELECT 'report', m.id, r.agreement_id, r.bidder, NULL, m.due_on
      FROM running r JOIN milestone m USING (agreement_id)
      WHERE r.state = 'running' AND m.state = 'open' AND m.due_on < ((SELECT app_now()) AT TIME ZONE 'Asia/Shanghai')::date + 14
      UNION ALL SELECT 'judge', m.id, r.agreement_id, r.poster, m.reported_at, NULL
      FROM running r JOIN milestone m USING (agreement_id) WHERE r.state = 'running' AND m.state = 'reported'
      UNION ALL SELECT 'extension', e.id, r.agreement_id, r.poster, e.asked_at, NULL
      FROM running r JOIN milestone m USING (agreement_id) JOIN milestone_extension e ON e.milestone_id = m.id AND e.state = 'asked'
      WHERE r.state = 'running'
      UNION ALL SELECT 'accept', c.id, r.agreement_id, r.poster, c.asked_at, NULL
      FROM running r JOIN acceptance c USING (agreement_id) WHERE r.state = 'running' AND c.outcome IS NULL
    )
    SELECT s.key, s.what, s.agreement_id, a.title, a.number, s.organisation_id, o.name AS organisation_name, s.since,
      (s.due_on::timestamp + interval '1 day') AT TIME ZONE 'Asia/Shanghai' - interval '1 second' AS due_at
    FROM step s JOIN agreement a ON a.id = s.agreement_id JOIN procedure p ON p.id = a.procedure_id
      JOIN organisation o ON o.id = s.organisation_id
    WHERE ${of} ORDER BY due_at NULLS LAST, s.since, s.key LIMIT ${limit}`;
  return found.map((row) => ({
    stepKey: `fulfilment:${row.key}:${row.what}`,
    queue: "agreement",
    title: row.title,
    number: row.number,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    personId: null,
    since: row.since,
    dueAt: row.due_at,
    nextAction: `desk.next.fulfilment_${row.what}`,
    link: `/app/agreements/${row.agreement_id}`,
  }));
};
