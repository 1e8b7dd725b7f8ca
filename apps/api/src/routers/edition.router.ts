import {
  addErratum,
  addToEdition,
  createEdition,
  discardEdition,
  fillEdition,
  getEdition,
  giveBackEdition,
  issueEdition,
  listEditionRules,
  listEditions,
  prepareEdition,
  previewEdition,
  saveEditionPicks,
  setEditionRule,
  sortEdition,
  updateEdition,
} from "@jiebang/core";
import {
  addErratumInput,
  addToEditionInput,
  createEditionInput,
  editionPage,
  editionPreview,
  editionRef,
  editionRule,
  editionRuleInput,
  editionView,
  fillEditionInput,
  listEditionsInput,
  saveEditionPicksInput,
  sortEditionInput,
  updateEditionInput,
} from "@jiebang/domain";
import { access, router } from "../trpc.ts";

export const editionRouter = router({
  list: access("user")
    .input(listEditionsInput)
    .output(editionPage)
    .query(({ ctx, input }) => listEditions(ctx.ctx, input)),
  get: access("user")
    .input(editionRef)
    .output(editionView)
    .query(({ ctx, input }) => getEdition(ctx.ctx, input)),
  preview: access("coordinator")
    .input(editionRef)
    .output(editionPreview)
    .query(({ ctx, input }) => previewEdition(ctx.ctx, input)),
  create: access("coordinator")
    .input(createEditionInput)
    .output(editionView)
    .mutation(({ ctx, input }) => createEdition(ctx.ctx, input)),
  update: access("coordinator")
    .input(updateEditionInput)
    .output(editionView)
    .mutation(({ ctx, input }) => updateEdition(ctx.ctx, input)),
  fill: access("coordinator")
    .input(fillEditionInput)
    .output(editionView)
    .mutation(({ ctx, input }) => fillEdition(ctx.ctx, input)),
  add: access("coordinator")
    .input(addToEditionInput)
    .output(editionView)
    .mutation(({ ctx, input }) => addToEdition(ctx.ctx, input)),
  sort: access("coordinator")
    .input(sortEditionInput)
    .output(editionView)
    .mutation(({ ctx, input }) => sortEdition(ctx.ctx, input)),
  savePicks: access("coordinator")
    .input(saveEditionPicksInput)
    .output(editionView)
    .mutation(({ ctx, input }) => saveEditionPicks(ctx.ctx, input)),
  prepare: access("coordinator")
    .input(editionRef)
    .output(editionView)
    .mutation(({ ctx, input }) => prepareEdition(ctx.ctx, input)),
  giveBack: access("coordinator")
    .input(editionRef)
    .output(editionView)
    .mutation(({ ctx, input }) => giveBackEdition(ctx.ctx, input)),
  issue: access("city")
    .input(editionRef)
    .output(editionView)
    .mutation(({ ctx, input }) => issueEdition(ctx.ctx, input)),
  discard: access("coordinator")
    .input(editionRef)
    .output(editionView)
    .mutation(({ ctx, input }) => discardEdition(ctx.ctx, input)),
  addErratum: access("coordinator")
    .input(addErratumInput)
    .output(editionView)
    .mutation(({ ctx, input }) => addErratum(ctx.ctx, input)),
  rules: access("coordinator")
    .output(editionRule)
    .query(({ ctx }) => listEditionRules(ctx.ctx)),
  setRule: access("city")
    .input(editionRuleInput)
    .output(editionRule)
    .mutation(({ ctx, input }) => setEditionRule(ctx.ctx, input)),
});
