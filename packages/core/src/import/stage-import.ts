import { createHash } from "node:crypto";
import type { Tx } from "@jiebang/db";
import {
  contentFingerprint,
  DomainError,
  type EntryContent,
  type ImportCounts,
  type ImportMapping,
  type ImportProblem,
  type ImportRowStatus,
  importCounts,
  newId,
  type RawRow,
  readRow,
} from "@jiebang/domain";
import { announceChange } from "../kernel/announce-change.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { chainLookup } from "./chain-lookup.ts";
import { filesOf, mappingOf } from "./import.queries.ts";
import { readList } from "./read-list.ts";
import { seenBefore } from "./seen-before.ts";

const PORTION = 400;

/** What a ready row carries: the content, and the ids its entry and revision will have. */
export interface ParsedRow {
  kind: "offer" | "demand" | null;
  title: string;
  content: EntryContent | null;
  entryId?: string;
  revisionId?: string;
}

interface Pending {
  no: number;
  fileNo: number;
  line: number;
  raw: RawRow;
}

/**
 * Reads the files of a batch into the staging table, portion by portion, each in its own transaction together with the
 * mark how far it came: whatever is killed goes on there, and of two that read at once one gives up.
 */
export async function stageImport(
  ctx: Ctx,
  batchId: string,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<void> {
  const batch = await ctx.db.prisma.importBatch.findUnique({ where: { id: batchId } });
  if (batch?.state !== "staging") return;
  const mapping = mappingOf(batch);
  const chainOf = await chainLookup(ctx.db.prisma);
  const done = { rows: batch.rowsDone };
  let no = 0;
  let pending: Pending[] = [];
  const flush = async () => {
    const isMine = await ctx.transaction((tx) =>
      writePortion(tx, {
        batchId,
        mapping,
        organisationId: batch.organisationId,
        from: done.rows,
        rows: pending,
        chainOf,
      }),
    );
    if (!isMine) return false;
    done.rows = pending.at(-1)!.no;
    pending = [];
    onProgress(done.rows, batch.rowsTotal);
    return true;
  };
  try {
    for (const [fileNo, file] of filesOf(batch).entries()) {
      const bytes = await ctx.services.files.get(file.storageKey);
      for await (const { line, row } of readList(file.name, bytes)) {
        no++;
        if (no <= done.rows) continue; // it was read before the interruption
        pending.push({ no, fileNo, line, raw: row });
        if (pending.length === PORTION && !(await flush())) return;
      }
    }
    if (pending.length > 0 && !(await flush())) return;
  } catch (error) {
    // What is wrong with the file is told; what is wrong with us is tried again.
    if (!(error instanceof DomainError)) throw error;
    await ctx.db.prisma.importBatch.updateMany({
      where: { id: batchId, state: "staging" },
      data: { state: "failed", error: error.reason },
    });
    return;
  }
  await ctx.transaction(async (tx) => {
    const { count } = await tx.importBatch.updateMany({
      where: { id: batchId, state: "staging", rowsDone: done.rows },
      data: { state: "staged", rowsTotal: done.rows, counts: await countRows(tx, batchId) },
    });
    if (count > 0 && batch.startedById)
      await announceChange(tx, { topic: "import", id: batchId, userIds: [batch.startedById] });
  });
}

export async function countRows(tx: Tx, batchId: string): Promise<ImportCounts> {
  const rows = await tx.$queryRaw<{ status: ImportRowStatus; n: number; noted: number }[]>`
    SELECT status, count(*)::int AS n, (count(*) FILTER (WHERE problems <> '[]'))::int AS noted
    FROM import_row WHERE batch_id = ${batchId} GROUP BY status`;
  const noted = rows.filter((r) => r.status === "ready" || r.status === "changed").reduce((sum, r) => sum + r.noted, 0);
  return importCounts.parse({ ...Object.fromEntries(rows.map((r) => [r.status, r.n])), noted });
}

interface Portion {
  batchId: string;
  mapping: ImportMapping;
  organisationId: string | null;
  from: number;
  rows: Pending[];
  chainOf: (words: string) => string | undefined;
}

const hash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);

async function writePortion(
  tx: Tx,
  { batchId, mapping, organisationId, from, rows, chainOf }: Portion,
): Promise<boolean> {
  // Who moves the mark owns the portion; a second reader of the same batch finds it moved.
  const { count } = await tx.importBatch.updateMany({
    where: { id: batchId, state: "staging", rowsDone: from },
    data: { rowsDone: rows.at(-1)!.no, updatedAt: await appNow(tx) },
  });
  if (count === 0) return false;
  // What an organisation's own list calls its rows says nothing about other organisations' lists.
  const prefix = organisationId ? `${mapping.source}@${organisationId}` : mapping.source;
  const read = rows.map(({ raw, ...place }) => {
    const result = readRow(mapping, raw, chainOf);
    return {
      ...place,
      ...result,
      raw,
      sourceId: result.identity && `${prefix}:${hash(result.identity)}`,
      contentKey: result.content && hash(contentFingerprint(result.content)),
    };
  });
  const earlier = await earlierInBatch(tx, batchId, read);
  const seen = await seenBefore(tx, read, organisationId);
  const written = read.map((row) => {
    const problems: ImportProblem[] = [...row.problems];
    let status: ImportRowStatus = "ready";
    let entryId: string | null = null;
    const first = row.sourceId ? earlier.get(row.sourceId) : undefined;
    if (!row.content || !row.sourceId) status = "refused";
    else if (first !== undefined) status = "duplicate";
    else {
      earlier.set(row.sourceId, row.no);
      const known = seen.get(row.sourceId);
      if (known) {
        entryId = known.entryId;
        status = known.isSame || known.keptBecause ? "known" : "changed";
        if (!known.isSame && known.keptBecause)
          problems.push({ severity: "note", reason: `import.problem.${known.keptBecause}` });
      }
    }
    const parsed: ParsedRow = {
      kind: row.kind,
      title: row.title,
      content: status === "duplicate" ? null : row.content,
    };
    if (status === "ready") parsed.entryId = newId(row.kind === "offer" ? "ofr" : "dmd");
    if (status === "ready" || status === "changed") parsed.revisionId = newId("rev");
    return {
      no: row.no,
      file_no: row.fileNo,
      line: row.line,
      status,
      source_id: row.sourceId,
      content_key: row.contentKey,
      raw: row.raw,
      parsed,
      problems,
      duplicate_of_no: status === "duplicate" ? first : null,
      entry_id: entryId,
    };
  });
  await tx.$executeRawUnsafe(
    `INSERT INTO import_row (batch_id, no, file_no, line, status, source_id, content_key, raw, parsed, problems, duplicate_of_no, entry_id)
     SELECT $1, no, file_no, line, status, source_id, content_key, raw, parsed, problems, duplicate_of_no, entry_id
     FROM jsonb_to_recordset($2::jsonb) AS r(no int, file_no int, line int, status text, source_id text, content_key text,
       raw jsonb, parsed jsonb, problems jsonb, duplicate_of_no int, entry_id text)`,
    batchId,
    JSON.stringify(written),
  );
  return true;
}

async function earlierInBatch(
  tx: Tx,
  batchId: string,
  rows: { sourceId: string | null }[],
): Promise<Map<string, number>> {
  const ids = rows.map((r) => r.sourceId).filter((id) => id !== null);
  const found = await tx.$queryRaw<{ source_id: string; no: number }[]>`
    SELECT source_id, min(no) AS no FROM import_row WHERE batch_id = ${batchId} AND source_id = ANY(${ids}::text[])
    AND status IN ('ready', 'changed', 'known') GROUP BY source_id`;
  return new Map(found.map((r) => [r.source_id, r.no]));
}
