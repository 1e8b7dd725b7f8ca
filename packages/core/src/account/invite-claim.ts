import {
  DomainError,
  type InviteClaimInput,
  type IssuedInvitation,
  inviteClaimInput,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { lockOrganisationFor } from "../organisation/organisation.queries.ts";
import { issueInvitation } from "./issue-invitation.ts";

/** A printed code with which a loaded organisation is taken over by its own people. Codes issued before are void. */
export async function inviteClaim(ctx: Ctx, input: InviteClaimInput): Promise<IssuedInvitation> {
  const actor = requireUser(ctx.actor);
  const { organisationId, note } = inviteClaimInput.parse(input);
  return ctx.transaction(async (tx) => {
    const organisation = await lockOrganisationFor(tx, actor, organisationId, "inviteClaim");
    if (organisation._count.memberships > 0) throw new DomainError("conflict", "invitation.already_claimed");
    await tx.$executeRaw`UPDATE invitation SET revoked_at = app_now()
      WHERE organisation_id = ${organisationId} AND kind = 'claim' AND used_at IS NULL AND revoked_at IS NULL`;
    return issueInvitation(ctx, tx, actor, { kind: "claim", organisationId, role: "admin", note });
  });
}
