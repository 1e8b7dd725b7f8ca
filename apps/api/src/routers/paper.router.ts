import {
  getPaper,
  listFormTemplates,
  listPaperForms,
  listPapers,
  listScans,
  printPaper,
  setTemplateRetired,
  typeScanCode,
} from "@jiebang/core";
import {
  formTemplateView,
  listPapersInput,
  paperForm,
  paperPage,
  paperView,
  printInput,
  scanView,
  typeScanCodeInput,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const paperRouter = router({
  print: access("user")
    .input(printInput)
    .output(paperView)
    .mutation(({ ctx, input }) => printPaper(ctx.ctx, input)),
  /** The forms to choose from, for the same thing that would be printed. */
  forms: access("user")
    .input(printInput)
    .output(z.array(paperForm))
    .query(({ ctx, input }) => listPaperForms(ctx.ctx, input)),
  get: access("user")
    .input(z.object({ paperId: z.string() }))
    .output(paperView)
    .query(({ ctx, input }) => getPaper(ctx.ctx, input)),
  list: access("user")
    .input(listPapersInput)
    .output(paperPage)
    .query(({ ctx, input }) => listPapers(ctx.ctx, input)),
  scans: access("user")
    .input(z.object({ entryId: z.string() }))
    .output(z.array(scanView))
    .query(({ ctx, input }) => listScans(ctx.ctx, input)),
  typeScanCode: access("user")
    .input(typeScanCodeInput)
    .output(scanView)
    .mutation(({ ctx, input }) => typeScanCode(ctx.ctx, input)),
});

export const formTemplateRouter = router({
  list: access("user")
    .output(z.array(formTemplateView))
    .query(({ ctx }) => listFormTemplates(ctx.ctx)),
  setRetired: access("user")
    .input(z.object({ templateId: z.string(), isRetired: z.boolean() }))
    .output(formTemplateView)
    .mutation(({ ctx, input }) => setTemplateRetired(ctx.ctx, input)),
});
