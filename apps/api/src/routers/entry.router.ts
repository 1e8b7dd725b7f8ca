import {
  archiveEntry,
  confirmByStamp,
  confirmOnBehalf,
  createEntry,
  discardDraft,
  getAudience,
  getBulkChange,
  getOwnEntry,
  getReaderView,
  listForUs,
  listOpenings,
  listOwnEntries,
  previewAs,
  previewBulkChange,
  previewEntry,
  readEntry,
  recallEntry,
  renewEntry,
  reviseEntry,
  runBulkChange,
  saveDraft,
  setAudience,
  submitEntry,
  withdrawEntry,
} from "@jiebang/core";
import {
  audienceView,
  bulkInput,
  bulkView,
  circleListInput,
  circlePage,
  createEntryInput,
  entryReasonInput,
  entryRef,
  layer,
  openingListInput,
  openingPage,
  ownEntry,
  ownEntryListInput,
  ownEntryPage,
  previewAsInput,
  previewAsView,
  publicEntry,
  readerView,
  renewEntryInput,
  saveDraftInput,
  saveDraftResult,
  setAudienceInput,
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
  confirmByStamp: access("user")
    .input(entryRef)
    .output(ownEntry)
    .mutation(({ ctx, input }) => confirmByStamp(ctx.ctx, input)),
  get: access("user")
    .input(entryRef)
    .output(ownEntry)
    .query(({ ctx, input }) => getOwnEntry(ctx.ctx, input)),
  list: access("user")
    .input(ownEntryListInput)
    .output(ownEntryPage)
    .query(({ ctx, input }) => listOwnEntries(ctx.ctx, input)),
  /** For whom an own entry is meant, and who is blocked. */
  audience: access("user")
    .input(entryRef)
    .output(audienceView)
    .query(({ ctx, input }) => getAudience(ctx.ctx, input)),
  setAudience: access("user")
    .input(setAudienceInput)
    .output(audienceView)
    .mutation(({ ctx, input }) => setAudience(ctx.ctx, input)),
  /** Entries of limited circles that let the person in. */
  forUs: access("user")
    .input(circleListInput)
    .output(circlePage)
    .query(({ ctx, input }) => listForUs(ctx.ctx, input)),
  openings: access("user")
    .input(openingListInput)
    .output(openingPage)
    .query(({ ctx, input }) => listOpenings(ctx.ctx, input)),
  /** What the signed-in person may do with a published entry, by id or number. */
  reader: access("user")
    .input(readerRef)
    .output(readerView)
    .query(({ ctx, input }) => getReaderView(ctx.ctx, input)),
  /** The first layer of an entry, for whom it is meant. */
  read: access("user")
    .input(readerRef)
    .output(publicEntry)
    .query(({ ctx, input }) => readEntry(ctx.ctx, input)),
  /** The own entry as others would see it. */
  preview: access("user")
    .input(entryRef.extend({ reach: layer.default("public") }))
    .output(publicEntry)
    .query(({ ctx, input }) => previewEntry(ctx.ctx, input)),
  /** The own entry through the eyes of the public, a university, a competitor or an official. */
  previewAs: access("user")
    .input(previewAsInput)
    .output(previewAsView)
    .query(({ ctx, input }) => previewAs(ctx.ctx, input)),
  /** What a change of many would do, in words per entry. */
  bulkPreview: access("user")
    .input(bulkInput)
    .output(bulkView)
    .mutation(({ ctx, input }) => previewBulkChange(ctx.ctx, input)),
  bulkRun: access("user")
    .input(bulkInput)
    .output(bulkView)
    .mutation(({ ctx, input }) => runBulkChange(ctx.ctx, input)),
  bulkGet: access("user")
    .input(z.object({ changeId: z.string().max(60) }))
    .output(bulkView)
    .query(({ ctx, input }) => getBulkChange(ctx.ctx, input)),
});
