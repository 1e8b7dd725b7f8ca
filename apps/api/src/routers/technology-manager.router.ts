import {
  acceptEngagement,
  declineEngagement,
  endEngagement,
  endTechnologyManager,
  inviteManager,
  listEngagements,
  listTechnologyManagers,
  readEngagement,
  registerTechnologyManager,
} from "@jiebang/core";
import {
  engagementPage,
  engagementReading,
  engagementRef,
  engagementView,
  inviteManagerInput,
  listEngagementsInput,
  listTechnologyManagersInput,
  registerTechnologyManagerInput,
  technologyManagerPage,
  technologyManagerRef,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const technologyManagerRouter = router({
  list: access("user")
    .input(listTechnologyManagersInput)
    .output(technologyManagerPage)
    .query(({ ctx, input }) => listTechnologyManagers(ctx.ctx, input)),
  register: access("city")
    .input(registerTechnologyManagerInput)
    .output(z.object({ managerId: z.string() }))
    .mutation(({ ctx, input }) => registerTechnologyManager(ctx.ctx, input)),
  end: access("user")
    .input(technologyManagerRef)
    .output(z.object({ ended: z.literal(true) }))
    .mutation(({ ctx, input }) => endTechnologyManager(ctx.ctx, input)),
  engagements: access("user")
    .input(listEngagementsInput)
    .output(engagementPage)
    .query(({ ctx, input }) => listEngagements(ctx.ctx, input)),
  invite: access("user")
    .input(inviteManagerInput)
    .output(engagementView)
    .mutation(({ ctx, input }) => inviteManager(ctx.ctx, input)),
  accept: access("user")
    .input(engagementRef)
    .output(engagementView)
    .mutation(({ ctx, input }) => acceptEngagement(ctx.ctx, input)),
  decline: access("user")
    .input(engagementRef)
    .output(engagementView)
    .mutation(({ ctx, input }) => declineEngagement(ctx.ctx, input)),
  endEngagement: access("user")
    .input(engagementRef)
    .output(engagementView)
    .mutation(({ ctx, input }) => endEngagement(ctx.ctx, input)),
  /** A mutation: each reading leaves a line. */
  read: access("user")
    .input(engagementRef)
    .output(engagementReading)
    .mutation(({ ctx, input }) => readEngagement(ctx.ctx, input)),
});
