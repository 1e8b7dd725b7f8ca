import { z } from "zod";
import { identifier, newPassword, personName } from "../identity/identifier.ts";
import { memberRole } from "../identity/session.schema.ts";
import { instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";

export const invitationKind = z.enum(["member", "claim", "password_reset", "route"]);
export type InvitationKind = z.infer<typeof invitationKind>;

/** How long a code lives, in days: a code on paper travels, a reset code does not. */
export const INVITATION_DAYS: Record<InvitationKind, number> = { member: 14, claim: 90, password_reset: 2, route: 14 };

export const invitationState = z.enum(["open", "used", "revoked", "expired"]);

export const invitationView = z.object({
  invitationId: z.string(),
  kind: invitationKind,
  organisationId: z.string().nullable(),
  organisationName: z.string().nullable(),
  role: memberRole.nullable(),
  /** Whose password; only for `password_reset`. */
  userName: z.string().nullable(),
  note: z.string().nullable(),
  state: invitationState,
  createdAt: instant,
  expiresAt: instant,
  usedAt: instant.nullable(),
  allowedActions: z.array(z.enum(["revoke"])),
});
export type InvitationView = z.infer<typeof invitationView>;

/** The code is shown once, here; only its hash is kept. `link` opens the page where it is redeemed. */
export const issuedInvitation = z.object({ code: z.string(), link: z.string(), invitation: invitationView });
export type IssuedInvitation = z.infer<typeof issuedInvitation>;

export const openedAccount = issuedInvitation.extend({ userId: z.string() });
export type OpenedAccount = z.infer<typeof openedAccount>;

export const inviteMemberInput = z.object({
  organisationId: z.string().max(60),
  role: memberRole.default("editor"),
  note: z.string().trim().max(200).optional(),
});
export type InviteMemberInput = z.input<typeof inviteMemberInput>;

export const inviteClaimInput = z.object({
  organisationId: z.string().max(60),
  note: z.string().trim().max(200).optional(),
});
export type InviteClaimInput = z.input<typeof inviteClaimInput>;

export const issueResetCodeInput = z.object({
  userId: z.string().max(60),
  note: z.string().trim().max(200).optional(),
});
export type IssueResetCodeInput = z.input<typeof issueResetCodeInput>;

export const listInvitationsInput = paging.extend({
  organisationId: z.string().max(60).optional(),
  kind: invitationKind.optional(),
});
export type ListInvitationsInput = z.input<typeof listInvitationsInput>;
export const invitationPage = pageOf(invitationView);

export const invitationRef = z.object({ invitationId: z.string().max(60) });
export type InvitationRef = z.input<typeof invitationRef>;

const code = z.string().trim().min(1, "invitation.code_unknown").max(40, "invitation.code_unknown");

/** What the holder of a code sees before redeeming it. */
export const invitationPreview = z.object({
  kind: invitationKind,
  organisationName: z.string().nullable(),
  role: memberRole.nullable(),
  /** What a person is asked to help with; only for `route`. */
  entryTitle: z.string().nullable(),
  expiresAt: instant,
});
export type InvitationPreview = z.infer<typeof invitationPreview>;
export const previewInvitationInput = z.object({ code });
export type PreviewInvitationInput = z.input<typeof previewInvitationInput>;

/** Signed in: the code alone. Without an account: with the fields of one. */
export const redeemInvitationInput = z.object({
  code,
  account: z.object({ name: personName, identifier, password: newPassword }).optional(),
});
export type RedeemInvitationInput = z.input<typeof redeemInvitationInput>;
export const redemption = z.object({
  organisationId: z.string(),
  organisationName: z.string(),
  /** Null when the code led to one interest and not into the organisation. */
  role: memberRole.nullable(),
  interestId: z.string().nullable(),
});
export type Redemption = z.infer<typeof redemption>;

export const resetPasswordInput = z.object({ code, newPassword });
export type ResetPasswordInput = z.input<typeof resetPasswordInput>;
