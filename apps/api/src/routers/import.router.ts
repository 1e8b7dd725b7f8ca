import {
  cancelImport,
  confirmImport,
  fillMissing,
  getImport,
  getImportRow,
  listImportMappings,
  listImportRows,
  listImports,
  listMissing,
  previewImport,
  publishImport,
  saveImportMapping,
  startImport,
} from "@jiebang/core";
import {
  confirmImportInput,
  fillMissingInput,
  importBatchPage,
  importBatchRef,
  importBatchView,
  importMappingView,
  importMissing,
  importPreview,
  importRowDetail,
  importRowPage,
  importRowRef,
  listImportRowsInput,
  paging,
  saveImportMappingInput,
  startImportInput,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

/** The files themselves come in at `POST /files/import`, which answers with the preview. */
export const importRouter = router({
  list: access("user")
    .input(paging.prefault({}))
    .output(importBatchPage)
    .query(({ ctx, input }) => listImports(ctx.ctx, input)),
  get: access("user")
    .input(importBatchRef)
    .output(importBatchView)
    .query(({ ctx, input }) => getImport(ctx.ctx, input)),
  preview: access("user")
    .input(importBatchRef)
    .output(importPreview)
    .query(({ ctx, input }) => previewImport(ctx.ctx, input)),
  rows: access("user")
    .input(listImportRowsInput)
    .output(importRowPage)
    .query(({ ctx, input }) => listImportRows(ctx.ctx, input)),
  row: access("user")
    .input(importRowRef)
    .output(importRowDetail)
    .query(({ ctx, input }) => getImportRow(ctx.ctx, input)),
  missing: access("user")
    .input(importBatchRef)
    .output(importMissing)
    .query(({ ctx, input }) => listMissing(ctx.ctx, input)),
  fill: access("user")
    .input(fillMissingInput)
    .output(z.object({ filled: z.number().int(), missing: importMissing }))
    .mutation(({ ctx, input }) => fillMissing(ctx.ctx, input)),
  mappings: access("user")
    .output(z.array(importMappingView))
    .query(({ ctx }) => listImportMappings(ctx.ctx)),
  saveMapping: access("user")
    .input(saveImportMappingInput)
    .output(importMappingView)
    .mutation(({ ctx, input }) => saveImportMapping(ctx.ctx, input)),
  start: access("user")
    .input(startImportInput)
    .output(importBatchView)
    .mutation(({ ctx, input }) => startImport(ctx.ctx, input)),
  confirm: access("user")
    .input(confirmImportInput)
    .output(importBatchView)
    .mutation(({ ctx, input }) => confirmImport(ctx.ctx, input)),
  publish: access("city")
    .input(importBatchRef)
    .output(importBatchView)
    .mutation(({ ctx, input }) => publishImport(ctx.ctx, input)),
  cancel: access("user")
    .input(importBatchRef)
    .output(importBatchView)
    .mutation(({ ctx, input }) => cancelImport(ctx.ctx, input)),
});
