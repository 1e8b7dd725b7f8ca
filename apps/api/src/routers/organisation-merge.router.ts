import { listDuplicates, listMerges, mergeOrganisations, previewMerge } from "@jiebang/core";
import {
  duplicateListInput,
  duplicatePage,
  mergeOrganisationsInput,
  mergePairInput,
  mergePreview,
  mergeRecord,
  mergeRecordPage,
  paging,
} from "@jiebang/domain";
import { access, router } from "../trpc.ts";

export const organisationMergeRouter = router({
  duplicates: access("coordinator")
    .input(duplicateListInput)
    .output(duplicatePage)
    .query(({ ctx, input }) => listDuplicates(ctx.ctx, input)),
  preview: access("coordinator")
    .input(mergePairInput)
    .output(mergePreview)
    .query(({ ctx, input }) => previewMerge(ctx.ctx, input)),
  merge: access("coordinator")
    .input(mergeOrganisationsInput)
    .output(mergeRecord)
    .mutation(({ ctx, input }) => mergeOrganisations(ctx.ctx, input)),
  log: access("coordinator")
    .input(paging)
    .output(mergeRecordPage)
    .query(({ ctx, input }) => listMerges(ctx.ctx, input)),
});
