import { createHash } from "node:crypto";
import type { Tx } from "@jiebang/db";
import {
  type Actor,
  asText,
  DomainError,
  guessColumns,
  guessMapping,
  IMPORT_LIMITS,
  type ImportBatchRef,
  type ImportMapping,
  type ImportMappingView,
  type ImportPreview,
  importMapping,
  newId,
  notFound,
  type RawRow,
  shapeOf,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { fingerprintOf } from "./find-resumable.ts";
import {
  batchViews,
  fetchBatch,
  filesOf,
  requireImporter,
  type StoredFile,
  visibleMappings,
} from "./import.queries.ts";
import { decodeText, detectFormat, readList } from "./read-list.ts";

export interface UploadedList {
  fileName: string;
  bytes: Uint8Array;
}

/** Takes lists in: reads them once to see that they can be read, keeps them, and says how we would understand them. */
export async function createImport(ctx: Ctx, input: { files: UploadedList[] }): Promise<ImportPreview> {
  requireImporter(ctx.actor);
  const files = input.files.map((file) => ({ ...file, fileName: file.fileName.replace(/^.*[\\/]/, "").slice(0, 200) }));
  if (files.length === 0) throw new DomainError("invalid", "import.file_missing");
  const size = files.reduce((sum, file) => sum + file.bytes.length, 0);
  if (size > IMPORT_LIMITS.fileBytes || files.length > 20)
    throw new DomainError("invalid", "import.file_large", { max: IMPORT_LIMITS.fileBytes / 1024 / 1024 });
  const { rowsTotal, samples } = await lookThrough(files);
  const batchId = newId("imp");
  const stored: StoredFile[] = files.map((file, i) => ({
    name: file.fileName,
    storageKey: `imports/${batchId}/${i}`,
    size: file.bytes.length,
    sha256: createHash("sha256").update(file.bytes).digest("hex"),
  }));
  for (const [i, file] of files.entries()) await ctx.services.files.put(stored[i]!.storageKey, file.bytes);
  return ctx.transaction(async (tx) => {
    const suggestion = await suggestionFor(tx, ctx.actor, columnsOf(samples), samples, files);
    const batch = await tx.importBatch.create({
      data: {
        id: batchId,
        source: suggestion.mapping?.source ?? "",
        kind: suggestion.mapping?.shapes[0]?.kind ?? "offer",
        fileName: files
          .map((f) => f.fileName)
          .join("、")
          .slice(0, 500),
        sha256: fingerprintOf(files),
        files: stored as object[],
        mapping: suggestion.mapping ?? {},
        mappingId: suggestion.id,
        state: "uploaded",
        rowsTotal,
        startedById: ctx.actor.kind === "user" ? ctx.actor.userId : null,
      },
    });
    await recordAudit(tx, ctx.actor, "import.upload", {
      subjectKind: "import",
      subjectId: batchId,
      values: { files: stored.map(({ name, sha256 }) => ({ name, sha256 })), rowsTotal },
    });
    return describe(tx, ctx.actor, batch, files, samples);
  });
}

const SAMPLE_ROWS = 50;

async function lookThrough(
  files: UploadedList[],
  most = Number.POSITIVE_INFINITY,
): Promise<{ rowsTotal: number; samples: RawRow[] }> {
  let rowsTotal = 0;
  const samples: RawRow[] = [];
  for (const { fileName, bytes } of files) {
    let ofFile = 0;
    for await (const { row } of readList(fileName, bytes)) {
      if (ofFile++ < SAMPLE_ROWS) samples.push(row);
      if (rowsTotal >= most) return { rowsTotal, samples };
      if (++rowsTotal > IMPORT_LIMITS.rows)
        throw new DomainError("invalid", "import.rows_many", { max: IMPORT_LIMITS.rows });
    }
  }
  if (rowsTotal === 0) throw new DomainError("invalid", "import.file_empty");
  return { rowsTotal, samples };
}

/** Enough values to tell what a column is; three of them are shown. */
const SAMPLES = 8;

function columnsOf(samples: RawRow[]): ImportPreview["columns"] {
  const names = [...new Set(samples.flatMap((row) => Object.keys(row)))].slice(0, IMPORT_LIMITS.columns);
  const columns = names.map((name) => ({
    name,
    samples: [...new Set(samples.map((row) => asText(row[name]).trim().slice(0, 80)).filter(Boolean))].slice(
      0,
      SAMPLES,
    ),
  }));
  const guesses = guessColumns(columns);
  return columns.map((column, i) => ({ ...column, confidence: guesses[i]!.confidence }));
}

function suggest(
  columns: ImportPreview["columns"],
  samples: RawRow[],
  saved: (ImportMappingView & { organisationId: string | null })[],
  fileName: string,
): { mapping: ImportMapping | null; id: string | null; isRemembered: boolean } {
  const headers = columns.map((c) => c.name);
  const fits = saved.find(
    (mapping) =>
      samples.every((row) => shapeOf(mapping, row)) &&
      mapping.shapes.some((s) => s.when.length > 0 || s.columns.every((c) => headers.includes(c.from))),
  );
  if (fits) {
    const { id, name: _name, isShipped: _isShipped, organisationId, ...mapping } = fits;
    // What is remembered is shown column by column, to be looked at again.
    return { mapping, id: organisationId ? null : id, isRemembered: organisationId !== null };
  }
  const base = fileName
    .replace(/\.[^.]*$/, "")
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[^\p{L}\p{N}]+/u, "");
  const samplesOf = (name: string) => columns.find((column) => column.name === name)?.samples ?? [];
  return { mapping: guessMapping(headers, base.slice(0, 60) || "list", samplesOf), id: null, isRemembered: false };
}

/** The same look at a batch that was uploaded before: a page may be opened again. */
export async function previewImport(ctx: Ctx, { batchId }: ImportBatchRef): Promise<ImportPreview> {
  const batch = await ctx.transaction((tx) => fetchBatch(tx, ctx.actor, batchId));
  if (batch.state === "cancelled") throw notFound(); // its files are gone
  const files: UploadedList[] = [];
  for (const { name, storageKey } of filesOf(batch))
    files.push({ fileName: name, bytes: await ctx.services.files.get(storageKey) });
  const { samples } = await lookThrough(files, SAMPLE_ROWS);
  return ctx.transaction(async (tx) => describe(tx, ctx.actor, batch, files, samples));
}

async function describe(
  tx: Tx,
  actor: Actor,
  batch: Parameters<typeof batchViews>[2][number],
  files: UploadedList[],
  samples: RawRow[],
): Promise<ImportPreview> {
  const columns = columnsOf(samples);
  const { mapping, id, isRemembered } = await suggestionFor(tx, actor, columns, samples, files);
  const format = detectFormat(files[0]!.fileName, files[0]!.bytes);
  const [view] = await batchViews(tx, actor, [batch]);
  const chosen = importMapping.safeParse(batch.mapping);
  return {
    batch: view!,
    format,
    encoding: format === "xlsx" ? null : decodeText(files[0]!.bytes).encoding,
    columns: columns.map((column) => ({ ...column, samples: column.samples.slice(0, 3) })),
    suggested: chosen.success ? chosen.data : mapping,
    suggestedMappingId: batch.mappingId ?? id,
    isRemembered,
  };
}

async function suggestionFor(
  tx: Tx,
  actor: Actor,
  columns: ImportPreview["columns"],
  samples: RawRow[],
  files: UploadedList[],
) {
  return suggest(columns, samples, await visibleMappings(tx, actor), files[0]!.fileName);
}
