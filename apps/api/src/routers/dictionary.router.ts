import {
  discardDictionaryDraft,
  importGlossary,
  keepDictionaryRow,
  listDictionary,
  listDictionaryVersions,
  previewGlossary,
  publishDictionary,
  removeDictionaryRow,
  restoreDictionary,
  saveDictionaryRow,
} from "@jiebang/core";
import {
  dictionaryPage,
  dictionaryRowRef,
  dictionaryRowView,
  dictionaryVersions,
  dictionaryVersionView,
  glossaryImportInput,
  glossaryPreview,
  listDictionaryInput,
  listVersionsInput,
  publishDictionaryInput,
  restoreDictionaryInput,
  saveDictionaryRowInput,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

const gone = z.object({ isGone: z.boolean() });

/** Words of the search. Who may edit and who may publish is the domain's word: coordinators, the city, administrators. */
export const dictionaryRouter = router({
  list: access("user")
    .input(listDictionaryInput)
    .output(dictionaryPage)
    .query(({ ctx, input }) => listDictionary(ctx.ctx, input)),
  versions: access("user")
    .input(listVersionsInput)
    .output(dictionaryVersions)
    .query(({ ctx, input }) => listDictionaryVersions(ctx.ctx, input)),
  save: access("user")
    .input(saveDictionaryRowInput)
    .output(dictionaryRowView)
    .mutation(({ ctx, input }) => saveDictionaryRow(ctx.ctx, input)),
  remove: access("user")
    .input(dictionaryRowRef)
    .output(gone)
    .mutation(({ ctx, input }) => removeDictionaryRow(ctx.ctx, input)),
  keep: access("user")
    .input(dictionaryRowRef)
    .output(gone)
    .mutation(({ ctx, input }) => keepDictionaryRow(ctx.ctx, input)),
  discard: access("user")
    .output(z.object({ discarded: z.number().int() }))
    .mutation(({ ctx }) => discardDictionaryDraft(ctx.ctx)),
  preview: access("user")
    .input(glossaryImportInput)
    .output(glossaryPreview)
    .mutation(({ ctx, input }) => previewGlossary(ctx.ctx, input)),
  import: access("user")
    .input(glossaryImportInput)
    .output(glossaryPreview)
    .mutation(({ ctx, input }) => importGlossary(ctx.ctx, input)),
  publish: access("user")
    .input(publishDictionaryInput)
    .output(dictionaryVersionView)
    .mutation(({ ctx, input }) => publishDictionary(ctx.ctx, input)),
  restore: access("user")
    .input(restoreDictionaryInput)
    .output(dictionaryVersionView)
    .mutation(({ ctx, input }) => restoreDictionary(ctx.ctx, input)),
});
