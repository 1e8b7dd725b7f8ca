import {
  archiveEntry,
  confirmOnBehalf,
  createEntry,
  discardDraft,
  getOwnEntry,
  getReaderView,
  listOpenings,
  listOwnEntries,
  previewEntry,
  recallEntry,
  renewEntry,
  reviseEntry,
  saveDraft,
  submitEntry,
  withdrawEntry,
} from "@jiebang/core";
import {
  createEntryInput,
  entryReasonInput,
  entryRef,
  layer,
  openingPage,
  ownEntry,
  ownEntryListInput,
  ownEntryPage,
  paging,
  publicEntry,
  readerView,
  renewEntryInput,
  saveDraftInput,
  saveDraftResult,
  submitEntryInput,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

const readerRef = z.union([z.object({ entryId: z.string() }), z.object({ number: z.string() })]);

export const entryRouter = router({
  create: access("user")
    .input(createEntryInput)
    .output(ownEntry)
    .mutation(({ ctx, input }) => createEntry(ctx.ctx, input)),
  save: access("user")
    .input(saveDraftInput)
    .output(saveDraftResult)
    .mutation(({ ctx, input }) => saveDraft(ctx.ctx, input)),
  submit: access("user")
    .input(submitEntryInput)
    .output(ownEntry)
    .mutation(({ ctx, input }) => submitEntry(ctx.ctx, input)),
  recall: access("user")
    .input(entryRef)
    .output(ownEntry)
    .mutation(({ ctx, input }) => recallEntry(ctx.ctx, input)),
  discard: access("user")
    .input(entryRef)
    .output(ownEntry)
    .mutation(({ ctx, input }) => discardDraft(ctx.ctx, input)),
  revise: access("user")
    .input(entryRef)
    .output(ownEntry)
    .mutation(({ ctx, input }) => reviseEntry(ctx.ctx, input)),
  withdraw: access("user")
    .input(entryReasonInput)
    .output(ownEntry)
    .mutation(({ ctx, input }) => withdrawEntry(ctx.ctx, input)),
  renew: access("user")
    .input(renewEntryInput)
    .output(ownEntry)
    .mutation(({ ctx, input }) => renewEntry(ctx.ctx, input)),
  archive: access("user")
    .input(entryRef)
    .output(ownEntry)
    .mutation(({ ctx, input }) => archiveEntry(ctx.ctx, input)),
  confirmOnBehalf: access("user")
    .input(entryRef)
    .output(ownEntry)
    .mutation(({ ctx, input }) => confirmOnBehalf(ctx.ctx, input)),
  get: access("user")
    .input(entryRef)
    .output(ownEntry)
    .query(({ ctx, input }) => getOwnEntry(ctx.ctx, input)),
  list: access("user")
    .input(ownEntryListInput)
    .output(ownEntryPage)
    .query(({ ctx, input }) => listOwnEntries(ctx.ctx, input)),
  openings: access("user")
    .input(paging.extend({ entryId: z.string() }))
    .output(openingPage)
    .query(({ ctx, input }) => listOpenings(ctx.ctx, input)),
  /** What the signed-in person may do with a published entry, by id or number. */
  reader: access("user")
    .input(readerRef)
    .output(readerView)
    .query(({ ctx, input }) => getReaderView(ctx.ctx, input)),
  /** The own entry as others would see it. */
  preview: access("user")
    .input(entryRef.extend({ reach: layer.default("public") }))
    .output(publicEntry)
    .query(({ ctx, input }) => previewEntry(ctx.ctx, input)),
});
