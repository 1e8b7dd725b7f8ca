import type { rows, Tx } from "@jiebang/db";
import {
  type Actor,
  DomainError,
  type ImportBatchRef,
  type ImportBatchView,
  type ImportMapping,
  type ImportMappingView,
  type ImportRowDetail,
  type ImportRowRef,
  type ImportRowView,
  type ImportState,
  importActions,
  importCounts,
  importMapping,
  importProblem,
  type ListImportRowsInput,
  listImportRowsInput,
  mayImport,
  mayPublishImport,
  maySeeImport,
  notFound,
  type Page,
  type Paging,
  paging,
  requireUser,
  shippedMappings,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";

export interface StoredFile {
  name: string;
  storageKey: string;
  size: number;
  sha256: string;
}

type BatchRow = rows.ImportBatchModel;

export const filesOf = (batch: Pick<BatchRow, "files">) => batch.files as unknown as StoredFile[]; // written by create-import only

export function requireImporter(actor: Actor): void {
  if (actor.kind === "anonymous") requireUser(actor);
  if (!mayImport(actor)) throw new DomainError("forbidden", "import.not_for_you");
}

/** A batch the actor may see; for all others it does not exist. */
export async function fetchBatch(tx: Tx, actor: Actor, batchId: string): Promise<BatchRow> {
  requireImporter(actor);
  const batch = await tx.importBatch.findUnique({ where: { id: batchId } });
  if (!batch || !maySeeImport(actor, batch.startedById)) throw notFound();
  return batch;
}

export async function batchViews(tx: Tx, actor: Actor, batches: BatchRow[]): Promise<ImportBatchView[]> {
  const userIds = [...new Set(batches.map((b) => b.startedById).filter((id) => id !== null))];
  const organisationIds = [...new Set(batches.map((b) => b.organisationId).filter((id) => id !== null))];
  const [users, organisations] = [
    await tx.user.findMany({ where: { id: { in: userIds } }, select: { id: true, name: true } }),
    await tx.organisation.findMany({ where: { id: { in: organisationIds } }, select: { id: true, name: true } }),
  ];
  const nameOf = new Map([...users, ...organisations].map((row) => [row.id, row.name]));
  return batches.map((batch) => {
    const counts = importCounts.parse(batch.counts);
    return {
      id: batch.id,
      state: batch.state as ImportState,
      source: batch.source,
      fileName: batch.fileName,
      size: filesOf(batch).reduce((sum, file) => sum + file.size, 0),
      organisationId: batch.organisationId,
      organisationName: (batch.organisationId && nameOf.get(batch.organisationId)) || null,
      isBulkPublication: batch.isBulkPublication,
      rowsTotal: batch.rowsTotal,
      rowsDone: batch.rowsDone,
      counts,
      error: batch.error,
      startedByName: (batch.startedById && nameOf.get(batch.startedById)) || null,
      createdAt: batch.createdAt.toISOString(),
      committedAt: batch.committedAt?.toISOString() ?? null,
      allowedActions: importActions(
        batch.state as ImportState,
        mayPublishImport(actor, batch.organisationId),
        counts.committed - counts.published,
      ),
    };
  });
}

export async function getImport(ctx: Ctx, { batchId }: ImportBatchRef): Promise<ImportBatchView> {
  return ctx.transaction(async (tx) => {
    const [view] = await batchViews(tx, ctx.actor, [await fetchBatch(tx, ctx.actor, batchId)]);
    return view!;
  });
}

/** Own batches; a city coordinator sees all. */
export async function listImports(ctx: Ctx, raw: Partial<Paging> = {}): Promise<Page<ImportBatchView>> {
  requireImporter(ctx.actor);
  const { limit, offset } = paging.parse(raw);
  const where = maySeeImport(ctx.actor, null) ? {} : { startedById: requireUser(ctx.actor).userId };
  return ctx.transaction(async (tx) => {
    const [batches, total] = [
      await tx.importBatch.findMany({
        where,
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
        take: limit,
        skip: offset,
      }),
      await tx.importBatch.count({ where }),
    ];
    return { items: await batchViews(tx, ctx.actor, batches), total };
  });
}

interface RowRecord {
  no: number;
  file_no: number;
  line: number;
  status: ImportRowView["status"];
  title: string | null;
  kind: "offer" | "demand" | null;
  problems: unknown;
  of_file_no: number | null;
  of_line: number | null;
  entry_id: string | null;
  number: string | null;
}

export async function listImportRows(ctx: Ctx, raw: ListImportRowsInput): Promise<Page<ImportRowView>> {
  const input = listImportRowsInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const batch = await fetchBatch(tx, ctx.actor, input.batchId);
    const files = filesOf(batch);
    const where = `WHERE r.batch_id = $1 AND ($2::text IS NULL OR r.status = $2) AND (NOT $3::boolean OR r.problems <> '[]')`;
    const values = [input.batchId, input.status ?? null, input.onlyWithProblems];
    const rows = await tx.$queryRawUnsafe<RowRecord[]>(
      `SELECT r.no, r.file_no, r.line, r.status, r.parsed->>'title' AS title, r.parsed->>'kind' AS kind, r.problems,
         o.file_no AS of_file_no, o.line AS of_line, r.entry_id, e.number
       FROM import_row r LEFT JOIN import_row o ON o.batch_id = r.batch_id AND o.no = r.duplicate_of_no
       LEFT JOIN entry e ON e.id = r.entry_id ${where} ORDER BY r.no LIMIT $4 OFFSET $5`,
      ...values,
      input.limit,
      input.offset,
    );
    const [counted] = await tx.$queryRawUnsafe<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM import_row r ${where}`,
      ...values,
    );
    return { items: rows.map((row) => rowView(row, files)), total: counted!.n };
  });
}

export async function getImportRow(ctx: Ctx, { batchId, no }: ImportRowRef): Promise<ImportRowDetail> {
  return ctx.transaction(async (tx) => {
    const batch = await fetchBatch(tx, ctx.actor, batchId);
    const row = await tx.importRow.findUnique({ where: { batchId_no: { batchId, no } } });
    if (!row) throw notFound();
    const first =
      row.duplicateOfNo === null
        ? null
        : await tx.importRow.findUnique({ where: { batchId_no: { batchId, no: row.duplicateOfNo } } });
    const entry = row.entryId ? await tx.entry.findUnique({ where: { id: row.entryId } }) : null;
    const parsed = row.parsed as {
      title?: string;
      kind?: "offer" | "demand";
      content?: ImportRowDetail["content"];
    } | null;
    const record: RowRecord = {
      no,
      file_no: row.fileNo,
      line: row.line,
      status: row.status as ImportRowView["status"],
      title: parsed?.title ?? "",
      kind: parsed?.kind ?? null,
      problems: row.problems,
      of_file_no: first?.fileNo ?? null,
      of_line: first?.line ?? null,
      entry_id: row.entryId,
      number: entry?.number ?? null,
    };
    return {
      ...rowView(record, filesOf(batch)),
      raw: row.raw as Record<string, unknown>,
      content: parsed?.content ?? null,
    };
  });
}

function rowView(row: RowRecord, files: StoredFile[]): ImportRowView {
  const fileName = (no: number) => files[no]?.name ?? "";
  return {
    no: row.no,
    file: fileName(row.file_no),
    line: row.line,
    status: row.status,
    title: row.title ?? "",
    kind: row.kind ?? null,
    problems: importProblem.array().parse(row.problems),
    duplicateOf: row.of_line === null ? null : { file: fileName(row.of_file_no ?? 0), line: row.of_line },
    entryId: row.entry_id,
    entryNumber: row.number,
  };
}

/** Shipped mappings and those the actor saved; the command line sees all. */
export async function visibleMappings(
  tx: Tx,
  actor: Actor,
): Promise<(ImportMappingView & { organisationId: string | null })[]> {
  const own =
    actor.kind === "user"
      ? [
          { createdById: actor.userId, organisationId: null },
          { organisationId: { in: actor.memberships.map((m) => m.organisationId) } },
        ]
      : [];
  const rows = await tx.importMapping.findMany({
    where: actor.kind === "system" ? {} : { OR: [{ isShipped: true }, ...own] },
    orderBy: [{ isShipped: "desc" }, { updatedAt: "desc" }, { name: "asc" }],
  });
  const saved = rows.map((row) => ({
    ...importMapping.parse(row.content),
    id: row.id,
    name: row.name,
    isShipped: row.isShipped,
    organisationId: row.organisationId,
  }));
  // A database that no server has started on yet lacks the shipped ones.
  const missing = shippedMappings.filter((shipped) => !saved.some((row) => row.name === shipped.name));
  return [
    ...missing.map(({ id, name, mapping }) => ({ ...mapping, id, name, isShipped: true, organisationId: null })),
    ...saved,
  ];
}

export async function listImportMappings(ctx: Ctx): Promise<ImportMappingView[]> {
  requireImporter(ctx.actor);
  return ctx.transaction((tx) => visibleMappings(tx, ctx.actor));
}

export async function findMapping(tx: Tx, actor: Actor, idOrName: string): Promise<ImportMappingView> {
  const mapping = (await visibleMappings(tx, actor)).find((m) => m.id === idOrName || m.name === idOrName);
  if (!mapping) throw new DomainError("not_found", "import.mapping_unknown", { name: idOrName });
  return mapping;
}

export const mappingOf = (batch: Pick<BatchRow, "mapping">): ImportMapping => importMapping.parse(batch.mapping);
