import { Prisma, type Tx } from "@jiebang/db";
import {
  type Actor,
  coveredJurisdictions,
  type FirmDocument,
  type FirmEvent,
  type FirmFile,
  hasRole,
} from "@jiebang/domain";
import { forEverybody } from "./covered-firms.ts";

const EVENTS = 80;
const DOCUMENTS = 60;

/** What happened with a firm, the latest first: its entries, answers, visits, calls. Each part says what it shows. */
export async function firmTimeline(
  tx: Tx,
  actor: Actor,
  organisationId: string,
  isDesk: boolean,
): Promise<FirmEvent[]> {
  // What was agreed is known to the desk of the round and to auditors, not to any other desk.
  const ofRound = Prisma.sql`(${hasRole(actor, "auditor")} OR p.jurisdiction_id = ANY(${coveredJurisdictions(actor)}::text[]))`;
  const rows = await tx.$queryRaw<
    { at: Date; what: string; text: string | null; by_name: string | null; link: string | null }[]
  >`
    WITH mine AS (SELECT e.*, coalesce(p.title, '') AS public_title FROM entry e LEFT JOIN revision p ON p.id = e.published_revision_id
      WHERE e.organisation_id = ${organisationId} AND e.number IS NOT NULL ORDER BY e.updated_at DESC LIMIT 200),
    agreed AS (SELECT a.* FROM agreement a JOIN board_item i ON i.id = a.item_id JOIN bid b ON b.id = a.bid_id
        JOIN procedure p ON p.id = i.procedure_id
      WHERE (i.organisation_id = ${organisationId} OR b.organisation_id = ${organisationId}) AND ${ofRound}),
    events AS (
      SELECT o.created_at AS at, 'recorded' AS what, NULL AS text, NULL AS by_id, NULL AS link FROM organisation o WHERE o.id = ${organisationId}
      UNION ALL SELECT o.verified_at, 'verified', NULL, NULL, NULL FROM organisation o WHERE o.id = ${organisationId} AND o.verified_at IS NOT NULL
      UNION ALL SELECT min(m.created_at), 'claimed', NULL, NULL, NULL FROM membership m WHERE m.organisation_id = ${organisationId} HAVING count(*) > 0
      UNION ALL SELECT r.submitted_at, 'submitted', m.number || ' ' || m.public_title, r.submitted_by_id, NULL
        FROM mine m JOIN revision r ON r.entry_id = m.id WHERE r.submitted_at IS NOT NULL
      UNION ALL SELECT d.decided_at, 'decided_' || d.action, m.number || ' ' || m.public_title, d.decided_by_id, NULL
        FROM mine m JOIN vetting_decision d ON d.entry_id = m.id WHERE d.action IN ('recommend', 'return', 'hold', 'reject', 'publish')
      UNION ALL SELECT i.created_at, 'interest_in', m.number || ' ' || m.public_title, NULL, NULL FROM mine m JOIN interest i ON i.entry_id = m.id
      UNION ALL SELECT i.answered_at, 'interest_' || i.state, m.number || ' ' || m.public_title, NULL, NULL
        FROM mine m JOIN interest i ON i.entry_id = m.id WHERE i.answered_at IS NOT NULL
      UNION ALL SELECT i.created_at, 'interest_out', NULL, NULL, NULL FROM interest i WHERE i.organisation_id = ${organisationId}
      UNION ALL SELECT v.visited_on::timestamp AT TIME ZONE 'Asia/Shanghai', 'visited', left(v.note, 120), v.created_by_id, NULL
        FROM visit v WHERE v.organisation_id = ${organisationId}
      UNION ALL SELECT v.next_done_at, 'visit_step_done', v.next_step, v.next_done_by_id, NULL
        FROM visit v WHERE v.organisation_id = ${organisationId} AND v.next_done_at IS NOT NULL
      UNION ALL SELECT l.created_at, 'lead', left(l.sentence, 120), l.created_by_id, NULL FROM lead l
        WHERE l.organisation_id = ${organisationId} AND ${isDesk}
      UNION ALL SELECT a.created_at, 'agreement_begun', a.title, NULL, NULL FROM agreed a
      UNION ALL SELECT a.recorded_at, 'agreement_recorded', concat_ws(' ', a.number, a.title), a.recorded_by_id, NULL
        FROM agreed a WHERE a.recorded_at IS NOT NULL
      UNION ALL SELECT c.told_at, 'told', c.note, c.told_by_id, NULL FROM chase_mark c WHERE c.organisation_id = ${organisationId}
    )
    SELECT e.at, e.what, e.text, u.name AS by_name, e.link FROM events e LEFT JOIN users u ON u.id = e.by_id
    ORDER BY e.at DESC, e.what LIMIT ${EVENTS}`;
  return rows.map((r) => ({
    at: r.at.toISOString(),
    what: r.what,
    text: r.text?.trim() ?? "",
    byName: r.by_name,
    link: r.link,
  }));
}

/** Files of what the desk may read, photos of visits, papers and stamped scans of what reached it. Names of files above the public layer only at the covering desk. */
export async function firmDocuments(tx: Tx, actor: Actor, organisationId: string): Promise<FirmDocument[]> {
  const covered = coveredJurisdictions(actor);
  const desk = Prisma.sql`(r.state IN ('submitted', 'recommended', 'held', 'prepared', 'checked', 'sent_back', 'published')
    AND e.jurisdiction_id = ANY(${covered}::text[]))`;
  // As in seesEntryPapers, and never of a text that was not handed in. Papers of bids are their bidders' and not here.
  const reached = Prisma.sql`e.organisation_id = ${organisationId} AND e.number IS NOT NULL AND r.submitted_at IS NOT NULL
    AND e.jurisdiction_id = ANY(${covered}::text[])`;
  const rows = await tx.$queryRaw<
    {
      kind: FirmDocument["kind"];
      id: string;
      file_name: string;
      media_type: string;
      size: number;
      layer: string;
      of: string;
      created_at: Date;
    }[]
  >`
    SELECT * FROM (
      SELECT 'file' AS kind, a.id, a.file_name, a.media_type, a.size, a.layer, coalesce(e.number, '') AS of, a.created_at
      FROM entry e JOIN revision r ON r.id IN (e.current_revision_id, e.published_revision_id)
        JOIN attachment a ON a.subject_kind = 'revision' AND a.subject_id = r.id AND a.removed_at IS NULL
      WHERE e.organisation_id = ${organisationId} AND (${desk} OR (r.id = e.published_revision_id AND a.layer = 'public'
        AND e.state IN ('published', 'matched') AND ${forEverybody} AND coalesce(r.layers->>'attachments', 'public') = 'public'))
      UNION ALL
      SELECT 'file', a.id, a.file_name, a.media_type, a.size, a.layer, v.visited_on::text, a.created_at
      FROM visit v JOIN attachment a ON a.subject_kind = 'visit' AND a.subject_id = v.id AND a.removed_at IS NULL
      WHERE v.organisation_id = ${organisationId}
      UNION ALL
      SELECT 'paper', q.id, q.number || '.pdf', 'application/pdf', f.size, 'own', e.number, q.printed_at
      FROM entry e JOIN paper q ON q.subject_id = e.id AND q.kind IN ('offer', 'demand') JOIN revision r ON r.id = q.revision_id
        JOIN paper_file f ON f.paper_id = q.id AND f.format = 'pdf'
      WHERE ${reached}
      UNION ALL
      SELECT 'scan', a.id, a.file_name, a.media_type, a.size, 'own', e.number, s.uploaded_at
      FROM entry e JOIN paper_scan s ON s.entry_id = e.id JOIN revision r ON r.id = s.revision_id
        JOIN attachment a ON a.id = s.attachment_id AND a.removed_at IS NULL
      WHERE ${reached}) d
    ORDER BY d.created_at DESC, d.id DESC LIMIT ${DOCUMENTS}`;
  return rows.map((r) => ({
    kind: r.kind,
    documentId: r.id,
    fileName: r.file_name,
    mediaType: r.media_type,
    size: r.size,
    layer: r.layer,
    of: r.of,
    createdAt: r.created_at.toISOString(),
  }));
}

/** Needs that began as one sentence, the latest first. */
export async function firmLeads(tx: Tx, organisationId: string): Promise<FirmFile["leads"]> {
  const rows = await tx.$queryRaw<{ id: string; sentence: string; state: string; created_at: Date }[]>`
    SELECT l.id, l.sentence, l.state, l.created_at FROM lead l WHERE l.organisation_id = ${organisationId}
    ORDER BY l.created_at DESC, l.id DESC LIMIT 30`;
  return rows.map((r) => ({
    leadId: r.id,
    title: r.sentence,
    state: r.state,
    createdAt: r.created_at.toISOString(),
    link: `/app/leads/${r.id}`,
  }));
}
