import type { Tx } from "@jiebang/db";
import { type Actor, DomainError, newId } from "@jiebang/domain";
import { announceChange } from "../kernel/announce-change.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { notify } from "../notification/notify.ts";
import { recountTermsJob } from "../search/recount-terms.job.ts";
import { publishImported } from "../vetting/publish-imported.ts";
import { commitChanges } from "./commit-changes.ts";
import { mappingOf } from "./import.queries.ts";
import { sourceOrganisation } from "./source-organisation.ts";
import { countRows } from "./stage-import.ts";

const LONGEST = 15 * 60_000;

/**
 * Brings a confirmed batch in: entries, revisions, numbers, decisions, audit and search index in one transaction, set by
 * set. Interrupted, it never happened, and may be done again. Acts for `actor`, whose rights are asked again here.
 */
export async function commitImport(
  ctx: Ctx,
  batchId: string,
  actor: Actor = ctx.actor,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<void> {
  const batch = await ctx.db.prisma.importBatch.findUnique({ where: { id: batchId } });
  if (batch?.state !== "committing") return;
  const total = batch.rowsTotal;
  // Told by another connection: the transaction itself is seen by nobody before its end.
  const progress = async (done: number) => {
    await ctx.db.pool.query(
      "UPDATE import_batch SET rows_done = $2, updated_at = app_now() WHERE id = $1 AND state = 'committing'",
      [batchId, Math.min(done, total)],
    );
    onProgress(Math.min(done, total), total);
  };
  try {
    await ctx.db.prisma.$transaction((tx) => commit(tx, actor, batchId, progress), {
      maxWait: 30_000,
      timeout: LONGEST,
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await ctx.db.prisma.importBatch.updateMany({
      where: { id: batchId, state: "committing" },
      data: { state: "failed", error: error.reason },
    });
    return;
  }
  if (batch.isBulkPublication) await recountTermsJob.run(ctx, {});
}

async function commit(tx: Tx, actor: Actor, batchId: string, progress: (done: number) => Promise<void>): Promise<void> {
  const [lock] = await tx.$queryRaw<{ got: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtext(${`import:${batchId}`})) AS got`;
  const batch = await tx.importBatch.findUniqueOrThrow({ where: { id: batchId } });
  if (!lock!.got || batch.state !== "committing") return; // somebody else is at it, or was
  const mapping = mappingOf(batch);
  const organisation = batch.organisationId
    ? await tx.organisation.findUniqueOrThrow({ where: { id: batch.organisationId } })
    : await sourceOrganisation(tx, actor, mapping);
  const isMember = actor.kind === "user" && actor.memberships.some((m) => m.organisationId === organisation.id);
  const created = await insertEntries(tx, {
    batchId,
    organisationId: organisation.id,
    jurisdictionId: organisation.jurisdictionId,
    createdById: actor.kind === "user" ? actor.userId : null,
    // The placeholder has nobody who could confirm; what was entered for a real organisation stays marked until it does.
    onBehalfById: batch.organisationId && actor.kind === "user" && !isMember ? actor.userId : null,
  });
  const auditIds = created.map(() => newId("aud"));
  await tx.$executeRaw`
    INSERT INTO audit_event (id, actor_kind, actor_id, action, subject_kind, subject_id, changed, values)
    SELECT n.id, ${actor.kind}, ${actor.kind === "user" ? actor.userId : actor.kind === "system" ? actor.job : null},
      'entry.import', 'entry', n.entry_id, '{}', jsonb_build_object('batchId', ${batchId}::text)
    FROM unnest(${auditIds}::text[], ${created}::text[]) AS n(id, entry_id)`;
  const note = `${mapping.source} ${batch.fileName}`.slice(0, 500);
  const changes = await commitChanges(tx, actor, batchId, batch.isBulkPublication, note);
  let published = changes.published;
  let historical = 0;
  if (batch.isBulkPublication) {
    const result = await publishImported(tx, actor, [...created, ...changes.draftIds], note, progress);
    published += result.published;
    historical = result.historical;
  }
  await tx.$executeRaw`
    UPDATE import_row SET status = 'committed', entry_id = coalesce(entry_id, parsed->>'entryId')
    WHERE batch_id = ${batchId} AND status IN ('ready', 'changed')`;
  const counts = { ...(await countRows(tx, batchId)), published, historical };
  await tx.$executeRaw`
    UPDATE import_batch SET state = 'committed', rows_done = rows_total, committed_at = app_now(), updated_at = app_now(),
      counts = ${JSON.stringify(counts)}::jsonb WHERE id = ${batchId}`;
  await recordAudit(tx, actor, "import.commit", { subjectKind: "import", subjectId: batchId, values: { ...counts } });
  if (batch.startedById) {
    await announceChange(tx, { topic: "import", id: batchId, userIds: [batch.startedById] });
    await notify(tx, {
      userIds: [batch.startedById],
      kind: "notify.import_committed",
      params: {
        fileName: batch.fileName,
        committed: counts.committed,
        refused: counts.refused,
        duplicate: counts.duplicate,
      },
      link: `/app/import/${batchId}`,
      dedupeKey: `import.committed:${batchId}`,
    });
  }
}

interface NewEntries {
  batchId: string;
  organisationId: string;
  jurisdictionId: string | null;
  createdById: string | null;
  onBehalfById: string | null;
}

/** The columns of `revision` out of a staged content `c`, in one place for new rows and changed ones. */
export const CONTENT_COLUMNS = {
  title: "c->>'title'",
  title_en: "c->>'titleEn'",
  summary: "c->>'summary'",
  summary_en: "c->>'summaryEn'",
  body: "c->>'body'",
  body_en: "c->>'bodyEn'",
  keywords: "ARRAY(SELECT jsonb_array_elements_text(c->'keywords'))",
  keywords_en: "ARRAY(SELECT jsonb_array_elements_text(c->'keywordsEn'))",
  industry_code: "c->>'industryCode'",
  chain_code: "c->>'chainCode'",
  discipline_code: "c->>'disciplineCode'",
  ipc_codes: "ARRAY(SELECT jsonb_array_elements_text(c->'ipcCodes'))",
  area_code: "c->>'areaCode'",
  cooperation_modes: "ARRAY(SELECT jsonb_array_elements_text(c->'cooperationModes'))",
  money_kind: "c->>'moneyKind'",
  money_min: "(c->>'moneyMin')::numeric",
  money_max: "(c->>'moneyMax')::numeric",
  valid_until: "(c->>'validUntil')::date",
  contact_name: "c->>'contactName'",
  contact_phone: "c->>'contactPhone'",
  contact_email: "c->>'contactEmail'",
  is_poster_hidden: "(c->>'isPosterHidden')::boolean",
  layers: "c->'layers'",
  detail: "c->'detail'",
} as const;

/** What another import brought in since the staging is left to it. */
async function insertEntries(tx: Tx, to: NewEntries): Promise<string[]> {
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(
    `INSERT INTO entry (id, kind, organisation_id, jurisdiction_id, state, current_revision_id, source_id, import_batch_id, created_by_id, on_behalf_by_id)
     SELECT r.parsed->>'entryId', r.parsed->>'kind', $2, $3, 'draft', r.parsed->>'revisionId', r.source_id, r.batch_id, $4, $5
     FROM import_row r WHERE r.batch_id = $1 AND r.status = 'ready' ORDER BY r.no
     ON CONFLICT (source_id) DO NOTHING RETURNING id`,
    to.batchId,
    to.organisationId,
    to.jurisdictionId,
    to.createdById,
    to.onBehalfById,
  );
  await tx.$executeRawUnsafe(
    `UPDATE import_row r SET status = 'known', entry_id = e.id FROM entry e
     WHERE r.batch_id = $1 AND r.status = 'ready' AND e.source_id = r.source_id AND e.id <> r.parsed->>'entryId'`,
    to.batchId,
  );
  // Written by no person: as long as nobody edits it, a newer list may.
  await tx.$executeRawUnsafe(
    `INSERT INTO revision (id, entry_id, no, state, ${Object.keys(CONTENT_COLUMNS).join(", ")})
     SELECT r.parsed->>'revisionId', r.parsed->>'entryId', 1, 'draft', ${Object.values(CONTENT_COLUMNS).join(", ")}
     FROM import_row r, LATERAL (SELECT r.parsed->'content' AS c) x WHERE r.batch_id = $1 AND r.status = 'ready'`,
    to.batchId,
  );
  return rows.map((row) => row.id);
}
