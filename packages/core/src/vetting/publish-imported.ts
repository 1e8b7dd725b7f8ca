import type { Tx } from "@jiebang/db";
import { type Actor, coversJurisdiction, DomainError, isMemberOf, maySign, newId } from "@jiebang/domain";
import { entryValidityMonths } from "../entry/entry-settings.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import { cityOf, ruleOfCity } from "./vetting-rule.ts";

interface ImportedRow {
  id: string;
  kind: string;
  state: string;
  revision_id: string | null;
  revision_state: string | null;
  organisation_id: string;
  jurisdiction_id: string | null;
}

/**
 * Publishes imported drafts in bulk: a vetting of kind `import`, decided by a city coordinator for the whole list.
 * Everything is set-based, whatever their number: numbers, states, one decision and one audit line per entry, the index.
 * What is past its validity comes in as historical and expired, and can be renewed.
 */
export async function publishImported(
  tx: Tx,
  actor: Actor,
  entryIds: string[],
  note = "",
  onProgress?: (done: number) => Promise<void> | void,
): Promise<{ published: number; historical: number }> {
  if (entryIds.length === 0) return { published: 0, historical: 0 };
  const rows = await tx.$queryRaw<ImportedRow[]>`
    SELECT e.id, e.kind, e.state, e.current_revision_id AS revision_id, r.state AS revision_state, e.organisation_id, e.jurisdiction_id
    FROM entry e LEFT JOIN revision r ON r.id = e.current_revision_id
    WHERE e.id = ANY(${entryIds}::text[]) ORDER BY array_position(${entryIds}::text[], e.id) FOR UPDATE OF e`;
  await requireBulkPublisher(tx, actor, rows);
  if (rows.length !== new Set(entryIds).size) throw new DomainError("not_found", "common.not_found");
  const wrong = rows.find(
    (r) => r.state !== "draft" || (r.revision_state !== "draft" && r.revision_state !== "submitted"),
  );
  if (wrong) throw new DomainError("conflict", "vetting.not_importable", { entryId: wrong.id });

  const ids = rows.map((r) => r.id);
  for (const [kind, code] of [
    ["offer", "CG"],
    ["demand", "XQ"],
  ] as const) {
    const ofKind = rows.filter((r) => r.kind === kind).map((r) => r.id);
    if (ofKind.length) await giveNumbers(tx, code, ofKind);
  }
  const months = await entryValidityMonths(tx);
  await tx.$executeRaw`
    UPDATE revision SET state = 'published', submitted_at = coalesce(submitted_at, (SELECT app_now())), decided_at = (SELECT app_now()), updated_at = (SELECT app_now()),
      lock_version = lock_version + 1, submitted_by_id = coalesce(submitted_by_id, ${actor.kind === "user" ? actor.userId : null})
    WHERE id = ANY(${rows.map((r) => r.revision_id)}::text[])`;
  const historical = await tx.$queryRaw<{ id: string }[]>`
    WITH changed AS (
      UPDATE entry e SET
        published_revision_id = r.id, published_at = (SELECT app_now()), updated_at = (SELECT app_now()), version = e.version + 1,
        expires_at = x.expires_at,
        is_historical = x.expires_at <= (SELECT app_now()),
        state = CASE WHEN x.expires_at <= (SELECT app_now()) THEN 'expired' ELSE 'published' END
      FROM revision r,
        LATERAL (SELECT coalesce((r.valid_until + 1)::timestamp AT TIME ZONE 'Asia/Shanghai', (SELECT app_now()) + make_interval(months => ${months}::int)) AS expires_at) x
      WHERE e.id = ANY(${ids}::text[]) AND r.id = e.current_revision_id
      RETURNING e.id, e.is_historical)
    SELECT id FROM changed WHERE is_historical`;
  const userId = actor.kind === "user" ? actor.userId : null;
  await tx.$executeRaw`
    INSERT INTO vetting_decision (id, entry_id, revision_id, step, action, reasons, note, decided_by_id)
    SELECT n.id, n.entry_id, n.revision_id, 'import', 'publish', '{}', ${note}, ${userId}
    FROM unnest(${rows.map(() => newId("vet"))}::text[], ${ids}::text[], ${rows.map((r) => r.revision_id)}::text[]) AS n(id, entry_id, revision_id)`;
  await tx.$executeRaw`
    INSERT INTO audit_event (id, actor_kind, actor_id, action, subject_kind, subject_id, changed)
    SELECT n.id, ${actor.kind}, ${actor.kind === "user" ? actor.userId : actor.kind === "system" ? actor.job : null},
      'vetting.publish_imported', 'entry', n.entry_id, ARRAY['state', 'number']
    FROM unnest(${rows.map(() => newId("aud"))}::text[], ${ids}::text[]) AS n(id, entry_id)`;
  await refreshEntryIndex(tx, ids, onProgress);
  return { published: ids.length, historical: historical.length };
}

/** A list does not walk the chain entry by entry: a signatory of the city answers for it, as vetting of kind `import`. */
async function requireBulkPublisher(tx: Tx, actor: Actor, rows: ImportedRow[]): Promise<void> {
  if (actor.kind === "system") return;
  for (const jurisdictionId of new Set(rows.map((r) => r.jurisdiction_id))) {
    if (!coversJurisdiction(actor, jurisdictionId, "city")) throw new DomainError("forbidden", "vetting.not_yours");
    const rule = await ruleOfCity(tx, await cityOf(tx, jurisdictionId));
    if (!maySign(actor, jurisdictionId, rule)) throw new DomainError("forbidden", "vetting.not_signatory");
  }
  for (const organisationId of new Set(rows.map((r) => r.organisation_id)))
    if (isMemberOf(actor, organisationId)) throw new DomainError("forbidden", "vetting.own_entry");
}

/** One step of the counter for all: numbers in the order of the list. */
async function giveNumbers(tx: Tx, code: "CG" | "XQ", ids: string[]): Promise<void> {
  await tx.$executeRaw`
    WITH counted AS (
      INSERT INTO number_counter (kind, year, last)
      SELECT ${code}, extract(year FROM app_now() AT TIME ZONE 'Asia/Shanghai')::int, count(*)::int
        FROM entry WHERE id = ANY(${ids}::text[]) AND number IS NULL HAVING count(*) > 0
      ON CONFLICT (kind, year) DO UPDATE SET last = number_counter.last + EXCLUDED.last
      RETURNING year, last),
    ranked AS (
      SELECT id, row_number() OVER (ORDER BY array_position(${ids}::text[], id)) AS no, count(*) OVER () AS n
      FROM entry WHERE id = ANY(${ids}::text[]) AND number IS NULL)
    UPDATE entry e SET number = ${code} || '-' || c.year || '-' || lpad((c.last - r.n + r.no)::text, greatest(5, length((c.last - r.n + r.no)::text)), '0')
    FROM ranked r, counted c WHERE e.id = r.id`;
}
