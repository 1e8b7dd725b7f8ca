import {
  getOrganisationLane,
  grantLane,
  judgeSample,
  listLanes,
  listSamples,
  publishTrusted,
  withdrawLane,
} from "@jiebang/core";
import {
  grantLaneInput,
  judgeOutcome,
  judgeSampleInput,
  laneListInput,
  lanePage,
  organisationLane,
  organisationRef,
  ownEntry,
  publishTrustedInput,
  sampleListInput,
  samplePage,
  withdrawLaneInput,
} from "@jiebang/domain";
import { access, router } from "../trpc.ts";

export const trustedLaneRouter = router({
  list: access("coordinator")
    .input(laneListInput)
    .output(lanePage)
    .query(({ ctx, input }) => listLanes(ctx.ctx, input)),
  ofOrganisation: access("user")
    .input(organisationRef)
    .output(organisationLane)
    .query(({ ctx, input }) => getOrganisationLane(ctx.ctx, input)),
  grant: access("city")
    .input(grantLaneInput)
    .output(organisationLane)
    .mutation(({ ctx, input }) => grantLane(ctx.ctx, input)),
  withdraw: access("city")
    .input(withdrawLaneInput)
    .output(organisationLane)
    .mutation(({ ctx, input }) => withdrawLane(ctx.ctx, input)),
  /** A member's act: the university's own review, then public at once. */
  publish: access("user")
    .input(publishTrustedInput)
    .output(ownEntry)
    .mutation(({ ctx, input }) => publishTrusted(ctx.ctx, input)),
  samples: access("city")
    .input(sampleListInput)
    .output(samplePage)
    .query(({ ctx, input }) => listSamples(ctx.ctx, input)),
  judge: access("city")
    .input(judgeSampleInput)
    .output(judgeOutcome)
    .mutation(({ ctx, input }) => judgeSample(ctx.ctx, input)),
});
