import {
  inviteClaim,
  inviteMember,
  issueResetCode,
  listInvitations,
  previewInvitation,
  redeemInvitation,
  resetPassword,
  revokeInvitation,
} from "@jiebang/core";
import {
  invitationPage,
  invitationPreview,
  invitationRef,
  invitationView,
  inviteClaimInput,
  inviteMemberInput,
  issuedInvitation,
  issueResetCodeInput,
  listInvitationsInput,
  previewInvitationInput,
  redeemInvitationInput,
  redemption,
  resetPasswordInput,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";
import { metaOf } from "./session.router.ts";

export const invitationRouter = router({
  inviteMember: access("user")
    .input(inviteMemberInput)
    .output(issuedInvitation)
    .mutation(({ ctx, input }) => inviteMember(ctx.ctx, input)),
  inviteClaim: access("coordinator")
    .input(inviteClaimInput)
    .output(issuedInvitation)
    .mutation(({ ctx, input }) => inviteClaim(ctx.ctx, input)),
  issueResetCode: access("user")
    .input(issueResetCodeInput)
    .output(issuedInvitation)
    .mutation(({ ctx, input }) => issueResetCode(ctx.ctx, input)),
  list: access("user")
    .input(listInvitationsInput)
    .output(invitationPage)
    .query(({ ctx, input }) => listInvitations(ctx.ctx, input)),
  revoke: access("user")
    .input(invitationRef)
    .output(invitationView)
    .mutation(({ ctx, input }) => revokeInvitation(ctx.ctx, input)),
  preview: access("public")
    .input(previewInvitationInput)
    .output(invitationPreview)
    .query(({ ctx, input }) => previewInvitation(ctx.ctx, input, metaOf(ctx))),
  redeem: access("public")
    .input(redeemInvitationInput)
    .output(redemption)
    .mutation(({ ctx, input }) => redeemInvitation(ctx.ctx, input, metaOf(ctx))),
  resetPassword: access("public")
    .input(resetPasswordInput)
    .output(z.object({ isReset: z.literal(true) }))
    .mutation(({ ctx, input }) => resetPassword(ctx.ctx, input, metaOf(ctx))),
});
