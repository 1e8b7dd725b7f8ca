import { createHash } from "node:crypto";
import {
  asText,
  DomainError,
  guessMapping,
  IMPORT_LIMITS,
  type ImportMapping,
  type ImportMappingView,
  type ImportPreview,
  newId,
  type RawRow,
  shapeOf,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { fingerprintOf } from "./find-resumable.ts";
import { batchViews, requireImporter, type StoredFile, visibleMappings } from "./import.queries.ts";
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
  const columns = columnsOf(samples);
  const format = detectFormat(files[0]!.fileName, files[0]!.bytes);
  return ctx.transaction(async (tx) => {
    const suggestion = suggest(
      columns.map((c) => c.name),
      samples,
      await visibleMappings(tx, ctx.actor),
      files[0]!.fileName,
    );
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
    const [view] = await batchViews(tx, ctx.actor, [batch]);
    return {
      batch: view!,
      format,
      encoding: format === "xlsx" ? null : decodeText(files[0]!.bytes).encoding,
      columns,
      suggested: suggestion.mapping,
      suggestedMappingId: suggestion.id,
    };
  });
}

const SAMPLE_ROWS = 50;

async function lookThrough(files: UploadedList[]): Promise<{ rowsTotal: number; samples: RawRow[] }> {
  let rowsTotal = 0;
  const samples: RawRow[] = [];
  for (const { fileName, bytes } of files) {
    let ofFile = 0;
    for await (const { row } of readList(fileName, bytes)) {
      if (ofFile++ < SAMPLE_ROWS) samples.push(row);
      if (++rowsTotal > IMPORT_LIMITS.rows)
        throw new DomainError("invalid", "import.rows_many", { max: IMPORT_LIMITS.rows });
    }
  }
  if (rowsTotal === 0) throw new DomainError("invalid", "import.file_empty");
  return { rowsTotal, samples };
}

function columnsOf(samples: RawRow[]): ImportPreview["columns"] {
  const names = [...new Set(samples.flatMap((row) => Object.keys(row)))].slice(0, IMPORT_LIMITS.columns);
  return names.map((name) => ({
    name,
    samples: [...new Set(samples.map((row) => asText(row[name]).trim().slice(0, 80)).filter(Boolean))].slice(0, 3),
  }));
}

function suggest(
  headers: string[],
  samples: RawRow[],
  saved: ImportMappingView[],
  fileName: string,
): { mapping: ImportMapping | null; id: string | null } {
  const fits = saved.find(
    (mapping) =>
      samples.every((row) => shapeOf(mapping, row)) &&
      mapping.shapes.some((s) => s.when.length > 0 || s.columns.every((c) => headers.includes(c.from))),
  );
  if (fits) {
    const { id, name: _name, isShipped: _isShipped, ...mapping } = fits;
    return { mapping, id };
  }
  const base = fileName
    .replace(/\.[^.]*$/, "")
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[^\p{L}\p{N}]+/u, "");
  return { mapping: guessMapping(headers, base.slice(0, 60) || "list"), id: null };
}
