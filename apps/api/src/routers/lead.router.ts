import {
  answerInLead,
  appointOfficer,
  askInLead,
  assignLead,
  confirmText,
  convertLead,
  correctText,
  createLead,
  dropLead,
  endOfficer,
  getLead,
  getLeadStanding,
  getRefinement,
  listLeadAssignees,
  listLeads,
  listOfficers,
  proposeText,
  reopenLead,
  saveProposal,
  takeLead,
} from "@jiebang/core";
import {
  appointOfficerInput,
  assignLeadInput,
  confirmTextInput,
  convertedLead,
  correctTextInput,
  createLeadInput,
  dropLeadInput,
  endOfficerInput,
  leadAssignee,
  leadPage,
  leadRef,
  leadStandingView,
  leadVersionRef,
  leadView,
  listLeadsInput,
  listOfficersInput,
  officerPage,
  proposeTextInput,
  refinementView,
  saveProposalInput,
  sayInLeadInput,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const leadRouter = router({
  create: access("user")
    .input(createLeadInput)
    .output(leadView)
    .mutation(({ ctx, input }) => createLead(ctx.ctx, input)),
  get: access("user")
    .input(leadRef)
    .output(leadView)
    .query(({ ctx, input }) => getLead(ctx.ctx, input)),
  list: access("user")
    .input(listLeadsInput)
    .output(leadPage)
    .query(({ ctx, input }) => listLeads(ctx.ctx, input)),
  /** For whom this person may leave a lead, and whether they look after firms. */
  standing: access("user")
    .output(leadStandingView)
    .query(({ ctx }) => getLeadStanding(ctx.ctx)),
  assignees: access("user")
    .input(leadRef)
    .output(z.array(leadAssignee))
    .query(({ ctx, input }) => listLeadAssignees(ctx.ctx, input)),
  assign: access("user")
    .input(assignLeadInput)
    .output(leadView)
    .mutation(({ ctx, input }) => assignLead(ctx.ctx, input)),
  take: access("user")
    .input(leadVersionRef)
    .output(leadView)
    .mutation(({ ctx, input }) => takeLead(ctx.ctx, input)),
  drop: access("user")
    .input(dropLeadInput)
    .output(leadView)
    .mutation(({ ctx, input }) => dropLead(ctx.ctx, input)),
  reopen: access("user")
    .input(leadVersionRef)
    .output(leadView)
    .mutation(({ ctx, input }) => reopenLead(ctx.ctx, input)),
  convert: access("user")
    .input(leadVersionRef)
    .output(convertedLead)
    .mutation(({ ctx, input }) => convertLead(ctx.ctx, input)),
});

export const refinementRouter = router({
  get: access("user")
    .input(leadRef)
    .output(refinementView)
    .query(({ ctx, input }) => getRefinement(ctx.ctx, input)),
  ask: access("user")
    .input(sayInLeadInput)
    .output(refinementView)
    .mutation(({ ctx, input }) => askInLead(ctx.ctx, input)),
  answer: access("user")
    .input(sayInLeadInput)
    .output(refinementView)
    .mutation(({ ctx, input }) => answerInLead(ctx.ctx, input)),
  save: access("user")
    .input(saveProposalInput)
    .output(refinementView)
    .mutation(({ ctx, input }) => saveProposal(ctx.ctx, input)),
  propose: access("user")
    .input(proposeTextInput)
    .output(refinementView)
    .mutation(({ ctx, input }) => proposeText(ctx.ctx, input)),
  confirm: access("user")
    .input(confirmTextInput)
    .output(refinementView)
    .mutation(({ ctx, input }) => confirmText(ctx.ctx, input)),
  correct: access("user")
    .input(correctTextInput)
    .output(refinementView)
    .mutation(({ ctx, input }) => correctText(ctx.ctx, input)),
});

export const officerRouter = router({
  list: access("user")
    .input(listOfficersInput)
    .output(officerPage)
    .query(({ ctx, input }) => listOfficers(ctx.ctx, input)),
  appoint: access("coordinator")
    .input(appointOfficerInput)
    .output(z.object({ appointed: z.number().int() }))
    .mutation(({ ctx, input }) => appointOfficer(ctx.ctx, input)),
  end: access("coordinator")
    .input(endOfficerInput)
    .output(z.object({ ended: z.literal(true) }))
    .mutation(({ ctx, input }) => endOfficer(ctx.ctx, input)),
});
