import {
  finishVisitStep,
  getFirmFile,
  getVisit,
  listFirms,
  listSavedViews,
  listVisits,
  pickFirm,
  removeSavedView,
  removeVisitPhoto,
  saveView,
  setDefaultView,
  storeVisit,
  updateVisit,
} from "@jiebang/core";
import {
  attachmentRef,
  finishVisitStepInput,
  firmFile,
  firmOption,
  firmPage,
  firmRef,
  listFirmsInput,
  listSavedViewsInput,
  listVisitsInput,
  pickFirmInput,
  savedView,
  savedViewRef,
  saveViewInput,
  setDefaultViewInput,
  storeVisitInput,
  updateVisitInput,
  visitPage,
  visitRef,
  visitView,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const firmRouter = router({
  list: access("user")
    .input(listFirmsInput)
    .output(firmPage)
    .query(({ ctx, input }) => listFirms(ctx.ctx, input)),
  get: access("user")
    .input(firmRef)
    .output(firmFile)
    .query(({ ctx, input }) => getFirmFile(ctx.ctx, input)),
  pick: access("user")
    .input(pickFirmInput)
    .output(z.array(firmOption))
    .query(({ ctx, input }) => pickFirm(ctx.ctx, input)),
});

export const visitRouter = router({
  list: access("user")
    .input(listVisitsInput)
    .output(visitPage)
    .query(({ ctx, input }) => listVisits(ctx.ctx, input)),
  get: access("user")
    .input(visitRef)
    .output(visitView)
    .query(({ ctx, input }) => getVisit(ctx.ctx, input)),
  store: access("coordinator")
    .input(storeVisitInput)
    .output(visitView)
    .mutation(({ ctx, input }) => storeVisit(ctx.ctx, input)),
  update: access("coordinator")
    .input(updateVisitInput)
    .output(visitView)
    .mutation(({ ctx, input }) => updateVisit(ctx.ctx, input)),
  finishStep: access("coordinator")
    .input(finishVisitStepInput)
    .output(visitView)
    .mutation(({ ctx, input }) => finishVisitStep(ctx.ctx, input)),
  removePhoto: access("coordinator")
    .input(attachmentRef)
    .output(visitView)
    .mutation(({ ctx, input }) => removeVisitPhoto(ctx.ctx, input)),
});

const views = z.array(savedView);
export const savedViewRouter = router({
  list: access("user")
    .input(listSavedViewsInput)
    .output(views)
    .query(({ ctx, input }) => listSavedViews(ctx.ctx, input)),
  save: access("user")
    .input(saveViewInput)
    .output(views)
    .mutation(({ ctx, input }) => saveView(ctx.ctx, input)),
  remove: access("user")
    .input(savedViewRef)
    .output(views)
    .mutation(({ ctx, input }) => removeSavedView(ctx.ctx, input)),
  setDefault: access("user")
    .input(setDefaultViewInput)
    .output(views)
    .mutation(({ ctx, input }) => setDefaultView(ctx.ctx, input)),
});
