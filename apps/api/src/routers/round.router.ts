import {
  announceRound,
  cancelRound,
  citeBasis,
  closeSolicitation,
  createRound,
  endStage,
  extendRound,
  failRound,
  finishCheck,
  getLedger,
  getRound,
  listRounds,
  listTemplates,
  openRound,
  previewRoundTimeline,
  releaseDecisions,
  startSolicitation,
  unciteBasis,
  updateRound,
} from "@jiebang/core";
import {
  citeBasisInput,
  createRoundInput,
  endRoundInput,
  extendRoundInput,
  ledgerExport,
  listRoundsInput,
  previewInput,
  releaseInput,
  roundPage,
  roundRef,
  roundView,
  templateView,
  timeline,
  updateRoundInput,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const roundRouter = router({
  list: access("user")
    .input(listRoundsInput)
    .output(roundPage)
    .query(({ ctx, input }) => listRounds(ctx.ctx, input)),
  get: access("user")
    .input(roundRef)
    .output(roundView)
    .query(({ ctx, input }) => getRound(ctx.ctx, input)),
  ledger: access("public")
    .input(roundRef)
    .output(ledgerExport)
    .query(({ ctx, input }) => getLedger(ctx.ctx, input)),
  templates: access("user")
    .output(z.array(templateView))
    .query(({ ctx }) => listTemplates(ctx.ctx)),
  preview: access("coordinator")
    .input(previewInput)
    .output(timeline)
    .query(({ ctx, input }) => previewRoundTimeline(ctx.ctx, input)),
  create: access("coordinator")
    .input(createRoundInput)
    .output(roundView)
    .mutation(({ ctx, input }) => createRound(ctx.ctx, input)),
  update: access("coordinator")
    .input(updateRoundInput)
    .output(roundView)
    .mutation(({ ctx, input }) => updateRound(ctx.ctx, input)),
  cite: access("coordinator")
    .input(citeBasisInput)
    .output(roundView)
    .mutation(({ ctx, input }) => citeBasis(ctx.ctx, input)),
  uncite: access("coordinator")
    .input(roundRef.extend({ basisId: z.string() }))
    .output(roundView)
    .mutation(({ ctx, input }) => unciteBasis(ctx.ctx, input)),
  startSolicitation: access("coordinator")
    .input(roundRef)
    .output(roundView)
    .mutation(({ ctx, input }) => startSolicitation(ctx.ctx, input)),
  closeSolicitation: access("coordinator")
    .input(roundRef)
    .output(roundView)
    .mutation(({ ctx, input }) => closeSolicitation(ctx.ctx, input)),
  announce: access("coordinator")
    .input(roundRef)
    .output(roundView)
    .mutation(({ ctx, input }) => announceRound(ctx.ctx, input)),
  extend: access("coordinator")
    .input(extendRoundInput)
    .output(roundView)
    .mutation(({ ctx, input }) => extendRound(ctx.ctx, input)),
  open: access("coordinator")
    .input(roundRef)
    .output(roundView)
    .mutation(({ ctx, input }) => openRound(ctx.ctx, input)),
  finishCheck: access("coordinator")
    .input(roundRef)
    .output(roundView)
    .mutation(({ ctx, input }) => finishCheck(ctx.ctx, input)),
  endStage: access("coordinator")
    .input(roundRef)
    .output(roundView)
    .mutation(({ ctx, input }) => endStage(ctx.ctx, input)),
  release: access("coordinator")
    .input(releaseInput)
    .output(roundView)
    .mutation(({ ctx, input }) => releaseDecisions(ctx.ctx, input)),
  cancel: access("coordinator")
    .input(endRoundInput)
    .output(roundView)
    .mutation(({ ctx, input }) => cancelRound(ctx.ctx, input)),
  fail: access("coordinator")
    .input(endRoundInput)
    .output(roundView)
    .mutation(({ ctx, input }) => failRound(ctx.ctx, input)),
});
