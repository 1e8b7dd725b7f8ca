import type { Tx } from "@jiebang/db";
import { type Actor, coversJurisdiction, type FirmEntry, type FirmInterest, READABLE_AT_DESK } from "@jiebang/domain";
import { forEverybody } from "./covered-firms.ts";

const SHOWN = 60;
const WAITING = ["submitted", "recommended", "held", "prepared", "checked", "sent_back"];

/** Entries that were ever handed in, or were entered for the firm; a draft of its own is nobody else's. */
export async function firmEntries(tx: Tx, organisationId: string): Promise<FirmEntry[]> {
  const rows = await tx.$queryRaw<
    {
      id: string;
      revision_id: string | null;
      kind: "offer" | "demand";
      number: string | null;
      title: string | null;
      state: string;
      revision_state: string | null;
      is_poster_hidden: boolean;
      submitted_at: Date | null;
      published_at: Date | null;
      expires_at: Date | null;
      interests: number;
    }[]
  >`
    SELECT e.id, c.id AS revision_id, e.kind, e.number, e.state, c.state AS revision_state, e.published_at, e.expires_at,
      coalesce(c.submitted_at, p.submitted_at) AS submitted_at, coalesce(p.is_poster_hidden, c.is_poster_hidden, false) AS is_poster_hidden,
      CASE WHEN c.state = ANY(${[...READABLE_AT_DESK]}::text[]) OR (e.on_behalf_by_id IS NOT NULL AND e.on_behalf_confirmed_at IS NULL)
        THEN c.title ELSE p.title END AS title,
      (SELECT count(*)::int FROM interest i WHERE i.entry_id = e.id) AS interests
    FROM entry e LEFT JOIN revision c ON c.id = e.current_revision_id LEFT JOIN revision p ON p.id = e.published_revision_id
    WHERE e.organisation_id = ${organisationId} AND (e.number IS NOT NULL OR (e.on_behalf_by_id IS NOT NULL AND e.on_behalf_confirmed_at IS NULL))
    ORDER BY e.state = 'archived', e.updated_at DESC, e.id DESC LIMIT ${SHOWN}`;
  return rows.map((r) => {
    const isWaiting = r.revision_state !== null && WAITING.includes(r.revision_state);
    const isPublic = ["published", "matched"].includes(r.state);
    return {
      entryId: r.id,
      revisionId: r.revision_id,
      kind: r.kind,
      number: r.number,
      title: r.title,
      state: r.state,
      revisionState: isWaiting || r.revision_state === "returned" ? r.revision_state : null,
      isPosterHidden: r.is_poster_hidden,
      submittedAt: r.submitted_at?.toISOString() ?? null,
      publishedAt: r.published_at?.toISOString() ?? null,
      expiresAt: r.expires_at?.toISOString() ?? null,
      interests: r.interests,
      link: isWaiting ? `/app/vetting/${r.revision_id}` : isPublic ? `/${r.kind}s/${r.number}` : null,
    };
  });
}

/**
 * Interests in the firm's entries and those it expressed. Of the other side only what this reader may know: the desk of
 * the entry knows both, another desk neither the name behind a hidden poster nor a text that is not public.
 */
export async function firmInterests(tx: Tx, actor: Actor, organisationId: string): Promise<FirmInterest[]> {
  const rows = await tx.$queryRaw<
    {
      id: string;
      is_in: boolean;
      jurisdiction_id: string | null;
      number: string | null;
      title: string | null;
      is_public: boolean;
      is_poster_hidden: boolean;
      other_name: string;
      state: string;
      is_overdue: boolean;
      due_at: Date;
      created_at: Date;
      answered_at: Date | null;
    }[]
  >`
    SELECT i.id, e.organisation_id = ${organisationId} AS is_in, e.jurisdiction_id, e.number, r.title, i.state, i.due_at, i.created_at,
      i.answered_at, i.state = 'open' AND i.due_at < (SELECT app_now()) AS is_overdue,
      e.state IN ('published', 'matched', 'expired') AND ${forEverybody} AS is_public, coalesce(r.is_poster_hidden, true) AS is_poster_hidden,
      CASE WHEN e.organisation_id = ${organisationId} THEN a.name ELSE ow.name END AS other_name
    FROM interest i JOIN entry e ON e.id = i.entry_id LEFT JOIN revision r ON r.id = e.published_revision_id
      JOIN organisation ow ON ow.id = e.organisation_id JOIN organisation a ON a.id = i.organisation_id
    WHERE i.id IN (SELECT x.id FROM interest x WHERE x.organisation_id = ${organisationId}
      UNION SELECT x.id FROM interest x JOIN entry y ON y.id = x.entry_id WHERE y.organisation_id = ${organisationId})
    ORDER BY i.state = 'open' DESC, i.created_at DESC, i.id DESC LIMIT ${SHOWN}`;
  return rows.map((r) => {
    const isDesk = coversJurisdiction(actor, r.jurisdiction_id);
    const knowsOther = isDesk || (!r.is_in && r.is_public && !r.is_poster_hidden);
    const knowsEntry = isDesk || r.is_public || r.is_in;
    return {
      interestId: r.id,
      side: r.is_in ? "in" : "out",
      entryNumber: knowsEntry ? r.number : null,
      entryTitle: knowsEntry ? r.title : null,
      otherName: knowsOther ? r.other_name : null,
      state: r.state,
      isOverdue: r.is_overdue,
      dueAt: r.due_at.toISOString(),
      createdAt: r.created_at.toISOString(),
      answeredAt: r.answered_at?.toISOString() ?? null,
      link: isDesk ? `/app/interests/${r.id}` : null,
    };
  });
}
