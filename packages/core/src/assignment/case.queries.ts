import type { Tx } from "@jiebang/db";
import type { CaseKind } from "@jiebang/domain";

export interface OpenCase {
  stepKey: string;
  kind: CaseKind;
  jurisdictionId: string;
  title: string;
  number: string | null;
  link: string;
}

/** The open cases behind step keys, in the jurisdictions given; what is decided, or lies elsewhere, is not among them. */
export function openCases(tx: Tx, stepKeys: string[], jurisdictionIds: string[]): Promise<OpenCase[]> {
  const idsOf = (kind: CaseKind) =>
    stepKeys.filter((key) => key.startsWith(`${kind}:`)).map((key) => key.slice(kind.length + 1));
  return tx.$queryRaw<OpenCase[]>`
    SELECT * FROM (
      SELECT 'vetting:' || r.id AS "stepKey", 'vetting' AS kind, e.jurisdiction_id AS "jurisdictionId", r.title, e.number,
        '/app/vetting/' || r.id AS link
      FROM revision r JOIN entry e ON e.id = r.entry_id
      WHERE r.id = ANY(${idsOf("vetting")}::text[]) AND r.state IN ('submitted', 'recommended', 'held', 'prepared', 'checked', 'sent_back')
      UNION ALL
      SELECT 'on_behalf:' || e.id, 'on_behalf', e.jurisdiction_id, r.title, e.number, '/app/entries/' || e.id
      FROM entry e JOIN revision r ON r.id = e.current_revision_id
      WHERE e.id = ANY(${idsOf("on_behalf")}::text[]) AND e.on_behalf_by_id IS NOT NULL AND e.on_behalf_confirmed_at IS NULL AND e.state <> 'archived'
      UNION ALL
      SELECT 'interest:' || i.id, 'interest', e.jurisdiction_id, r.title, e.number, '/app/interests/' || i.id
      FROM interest i JOIN entry e ON e.id = i.entry_id JOIN revision r ON r.id = coalesce(e.published_revision_id, e.current_revision_id)
      WHERE i.id = ANY(${idsOf("interest")}::text[]) AND i.state = 'open'
    ) c WHERE "jurisdictionId" = ANY(${jurisdictionIds}::text[])`;
}

export interface Assignee {
  userId: string;
  name: string;
}

/** Who works on which of these steps: one query for a whole desk. */
export async function assignmentsOf(tx: Tx, stepKeys: string[]): Promise<Map<string, Assignee>> {
  const rows = await tx.$queryRaw<(Assignee & { stepKey: string })[]>`/* prepared */
    SELECT a.step_key AS "stepKey", a.user_id AS "userId", u.name FROM case_assignment a JOIN users u ON u.id = a.user_id
    WHERE a.ended_at IS NULL AND a.step_key = ANY(${stepKeys}::text[])`;
  return new Map(rows.map(({ stepKey, ...assignee }) => [stepKey, assignee]));
}

/** The jurisdictions that a person's running appointments cover; a city's with all that lie under it. */
export async function coveredBy(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT j.id FROM coordinator_appointment a JOIN users u ON u.id = a.user_id
      JOIN jurisdiction j ON j.id = a.jurisdiction_id OR j.parent_id = a.jurisdiction_id
    WHERE a.user_id = ${userId} AND a.ended_at IS NULL AND u.disabled_at IS NULL`;
  return rows.map((r) => r.id);
}
