import {
  type CallEntryPage,
  type CallProgress,
  type CallRef,
  dayOf,
  type ListCallEntriesInput,
  type ListSilentInput,
  listCallEntriesInput,
  listSilentInput,
  requireUser,
  type SilentPage,
} from "@jiebang/domain";
import { translate } from "@jiebang/i18n";
import type { Ctx } from "../kernel/ctx.ts";
import { ADDRESSED } from "./addressed.ts";
import { findCoordinatedCall } from "./load-call.ts";

/** How many came in, county by county; and how many of those addressed there have answered. */
export async function getCallProgress(ctx: Ctx, { callId }: CallRef): Promise<CallProgress> {
  const tx = ctx.db.prisma;
  await findCoordinatedCall(tx, requireUser(ctx.actor), callId);
  return tx.$queryRaw<CallProgress>`
    WITH came AS (
      SELECT o.jurisdiction_id AS jid, e.organisation_id AS oid, e.number IS NOT NULL AS handed, e.published_revision_id IS NOT NULL AS published
      FROM call_entry ce JOIN entry e ON e.id = ce.entry_id JOIN organisation o ON o.id = e.organisation_id WHERE ce.call_id = ${callId}),
    entries AS (
      SELECT jid, count(*) FILTER (WHERE NOT handed)::int AS begun, count(*) FILTER (WHERE handed)::int AS handed_in,
        count(*) FILTER (WHERE published)::int AS published FROM came GROUP BY jid),
    addressed AS (
      SELECT o.jurisdiction_id AS jid, count(*)::int AS addressed,
        count(*) FILTER (WHERE EXISTS (SELECT 1 FROM came WHERE came.oid = o.id AND came.handed))::int AS answered
      FROM call c JOIN organisation o ON ${ADDRESSED} WHERE c.id = ${callId} GROUP BY o.jurisdiction_id)
    SELECT coalesce(e.jid, a.jid) AS "jurisdictionId", j.name, j.name_en AS "nameEn", coalesce(e.begun, 0) AS begun,
      coalesce(e.handed_in, 0) AS "handedIn", coalesce(e.published, 0) AS published, coalesce(a.addressed, 0) AS addressed, coalesce(a.answered, 0) AS answered
    FROM entries e FULL JOIN addressed a ON a.jid = e.jid LEFT JOIN jurisdiction j ON j.id = coalesce(e.jid, a.jid)
    ORDER BY coalesce(e.handed_in, 0) DESC, coalesce(a.addressed, 0) DESC, j.code`;
}

type SilentRow = Omit<SilentPage["items"][number], "text" | "textEn"> & { total: number };

/** Addressed organisations that handed in nothing yet, with whom to call and what to paste. */
export async function listSilent(ctx: Ctx, raw: ListSilentInput): Promise<SilentPage> {
  const { callId, jurisdictionId, limit, offset } = listSilentInput.parse(raw);
  const tx = ctx.db.prisma;
  const call = await findCoordinatedCall(tx, requireUser(ctx.actor), callId);
  const rows = await tx.$queryRaw<SilentRow[]>`
    SELECT o.id AS "organisationId", o.name, j.name AS "jurisdictionName",
      CASE WHEN o.contact_phone IS NOT NULL THEN o.contact_name ELSE coalesce(m.name, o.contact_name) END AS "contactName",
      coalesce(o.contact_phone, m.phone) AS "contactPhone",
      (SELECT count(*)::int FROM call_entry ce JOIN entry e ON e.id = ce.entry_id WHERE ce.call_id = c.id AND e.organisation_id = o.id) AS begun,
      count(*) OVER ()::int AS total
    FROM call c JOIN organisation o ON ${ADDRESSED} LEFT JOIN jurisdiction j ON j.id = o.jurisdiction_id
      LEFT JOIN LATERAL (SELECT u.name, u.phone FROM membership m JOIN users u ON u.id = m.user_id
        WHERE m.organisation_id = o.id AND m.ended_at IS NULL AND u.disabled_at IS NULL
        ORDER BY m.role = 'admin' DESC, u.phone IS NULL, m.created_at LIMIT 1) m ON true
    WHERE c.id = ${callId} AND (${jurisdictionId ?? null}::text IS NULL OR o.jurisdiction_id = ${jurisdictionId ?? null})
      AND NOT EXISTS (SELECT 1 FROM call_entry ce JOIN entry e ON e.id = ce.entry_id
        WHERE ce.call_id = c.id AND e.organisation_id = o.id AND e.number IS NOT NULL)
    ORDER BY begun DESC, j.code, o.name, o.id LIMIT ${limit} OFFSET ${offset}`;
  const link = call.number ? `${ctx.services.publicUrl}/calls/${call.number}` : "";
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map(({ total: _, ...row }) => {
      const params = {
        name: row.contactName ?? row.name,
        organisation: row.name,
        title: call.title,
        day: call.closesAt ? dayOf(call.closesAt) : "",
        link,
      };
      return {
        ...row,
        text: translate("zh", "call.chase_text", params),
        textEn: translate("en", "call.chase_text", params),
      };
    }),
  };
}

/** What came in under a call, the latest first. */
export async function listCallEntries(ctx: Ctx, raw: ListCallEntriesInput): Promise<CallEntryPage> {
  const { callId, limit, offset } = listCallEntriesInput.parse(raw);
  const tx = ctx.db.prisma;
  await findCoordinatedCall(tx, requireUser(ctx.actor), callId);
  // A draft's text belongs to its author: until it is handed in, coordinators see that it was begun and by whom.
  const rows = await tx.$queryRaw<
    (Omit<CallEntryPage["items"][number], "handedInAt"> & { handedInAt: Date; total: number })[]
  >`
    SELECT e.id AS "entryId", e.number, e.kind, CASE WHEN e.number IS NULL THEN '' ELSE r.title END AS title, o.name AS "organisationName", e.state,
      CASE WHEN e.number IS NOT NULL THEN r.id END AS "revisionId", r.state AS "revisionState", ce.handed_in_at AS "handedInAt", count(*) OVER ()::int AS total
    FROM call_entry ce JOIN entry e ON e.id = ce.entry_id JOIN organisation o ON o.id = e.organisation_id
      JOIN revision r ON r.id = CASE WHEN e.number IS NULL THEN e.current_revision_id ELSE coalesce(
        (SELECT s.id FROM revision s WHERE s.entry_id = e.id AND s.state IN ('submitted', 'recommended', 'held') ORDER BY s.no DESC LIMIT 1),
        e.published_revision_id, e.current_revision_id) END
    WHERE ce.call_id = ${callId} ORDER BY ce.handed_in_at DESC, e.id DESC LIMIT ${limit} OFFSET ${offset}`;
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map(({ total: _, ...row }) => ({ ...row, handedInAt: row.handedInAt.toISOString() })),
  };
}
