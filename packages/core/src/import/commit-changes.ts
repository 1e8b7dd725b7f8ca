import type { Tx } from "@jiebang/db";
import { type Actor, coversJurisdiction, DomainError, newId } from "@jiebang/domain";
import { entryValidityMonths } from "../entry/entry-settings.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import { CONTENT_COLUMNS } from "./commit-import.ts";

interface ChangedRow {
  entry_id: string;
  revision_id: string;
  state: string;
  revision_state: string;
  jurisdiction_id: string | null;
}

/**
 * Rows that say something new about entries of an earlier import. A draft is written over; a published entry gets a new
 * revision, which is published with the list or waits as a draft while the old one stands.
 */
export async function commitChanges(
  tx: Tx,
  actor: Actor,
  batchId: string,
  publish: boolean,
  note: string,
): Promise<{ published: number; draftIds: string[] }> {
  const rows = await tx.$queryRaw<ChangedRow[]>`
    SELECT e.id AS entry_id, r.parsed->>'revisionId' AS revision_id, e.state, v.state AS revision_state, e.jurisdiction_id
    FROM import_row r JOIN entry e ON e.id = r.entry_id JOIN revision v ON v.id = e.current_revision_id
    WHERE r.batch_id = ${batchId} AND r.status = 'changed' ORDER BY e.id FOR UPDATE OF e`;
  if (rows.length === 0) return { published: 0, draftIds: [] };
  const drafts = rows.filter((r) => r.revision_state === "draft");
  const standing = rows.filter((r) => r.revision_state === "published");
  await tx.$executeRawUnsafe(
    `UPDATE revision v SET ${Object.entries(CONTENT_COLUMNS)
      .map(([column, value]) => `${column} = ${value}`)
      .join(", ")}, lock_version = v.lock_version + 1, updated_at = app_now()
     FROM import_row r, LATERAL (SELECT r.parsed->'content' AS c) x, entry e
     WHERE r.batch_id = $1 AND r.status = 'changed' AND e.id = r.entry_id AND v.id = e.current_revision_id
       AND v.state = 'draft' AND e.id = ANY($2::text[])`,
    batchId,
    drafts.map((r) => r.entry_id),
  );
  if (standing.length > 0) await reviseStanding(tx, actor, batchId, standing, publish, note);
  const draftEntries = drafts.filter((r) => r.state === "draft").map((r) => r.entry_id);
  return { published: publish ? standing.length : 0, draftIds: publish ? draftEntries : [] };
}

async function reviseStanding(
  tx: Tx,
  actor: Actor,
  batchId: string,
  rows: ChangedRow[],
  publish: boolean,
  note: string,
): Promise<void> {
  const entryIds = rows.map((r) => r.entry_id);
  const revisionIds = rows.map((r) => r.revision_id);
  await tx.$executeRawUnsafe(
    `INSERT INTO revision (id, entry_id, no, state, ${Object.keys(CONTENT_COLUMNS).join(", ")})
     SELECT r.parsed->>'revisionId', r.entry_id, (SELECT max(no) + 1 FROM revision v WHERE v.entry_id = r.entry_id), 'draft',
       ${Object.values(CONTENT_COLUMNS).join(", ")}
     FROM import_row r, LATERAL (SELECT r.parsed->'content' AS c) x
     WHERE r.batch_id = $1 AND r.status = 'changed' AND r.entry_id = ANY($2::text[])`,
    batchId,
    entryIds,
  );
  await tx.$executeRaw`
    UPDATE entry e SET current_revision_id = n.revision_id, updated_at = app_now(), version = e.version + 1
    FROM unnest(${entryIds}::text[], ${revisionIds}::text[]) AS n(entry_id, revision_id) WHERE e.id = n.entry_id`;
  await audit(tx, actor, "entry.import_change", entryIds, batchId);
  if (!publish) return;
  for (const jurisdictionId of new Set(rows.map((r) => r.jurisdiction_id)))
    if (!coversJurisdiction(actor, jurisdictionId, "city")) throw new DomainError("forbidden", "vetting.not_yours");
  await tx.$executeRaw`UPDATE revision SET state = 'superseded', updated_at = app_now() WHERE entry_id = ANY(${entryIds}::text[]) AND state = 'published'`;
  await tx.$executeRaw`
    UPDATE revision SET state = 'published', submitted_at = app_now(), decided_at = app_now(), updated_at = app_now(),
      lock_version = lock_version + 1 WHERE id = ANY(${revisionIds}::text[])`;
  const months = await entryValidityMonths(tx);
  await tx.$executeRaw`
    UPDATE entry e SET published_revision_id = r.id, expires_at = x.expires_at, is_historical = x.expires_at <= app_now(),
      state = CASE WHEN x.expires_at <= app_now() THEN 'expired' ELSE 'published' END
    FROM revision r, LATERAL (SELECT coalesce((r.valid_until + 1)::timestamp AT TIME ZONE 'Asia/Shanghai',
      app_now() + make_interval(months => ${months}::int)) AS expires_at) x
    WHERE r.id = e.current_revision_id AND e.id = ANY(${entryIds}::text[])`;
  await tx.$executeRaw`
    INSERT INTO vetting_decision (id, entry_id, revision_id, step, action, reasons, note, decided_by_id)
    SELECT n.id, n.entry_id, n.revision_id, 'import', 'publish', '{}', ${note}, ${actor.kind === "user" ? actor.userId : null}
    FROM unnest(${rows.map(() => newId("vet"))}::text[], ${entryIds}::text[], ${revisionIds}::text[]) AS n(id, entry_id, revision_id)`;
  await audit(tx, actor, "vetting.publish_imported", entryIds, batchId);
  await refreshEntryIndex(tx, entryIds);
}

async function audit(tx: Tx, actor: Actor, action: string, entryIds: string[], batchId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO audit_event (id, actor_kind, actor_id, action, subject_kind, subject_id, changed, values)
    SELECT n.id, ${actor.kind}, ${actor.kind === "user" ? actor.userId : actor.kind === "system" ? actor.job : null},
      ${action}, 'entry', n.entry_id, ARRAY['content'], jsonb_build_object('batchId', ${batchId}::text)
    FROM unnest(${entryIds.map(() => newId("aud"))}::text[], ${entryIds}::text[]) AS n(id, entry_id)`;
}
