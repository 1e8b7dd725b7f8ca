import { type InviteMemberInput, type IssuedInvitation, inviteMemberInput, requireUser } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { lockOrganisationFor } from "../organisation/organisation.queries.ts";
import { issueInvitation } from "./issue-invitation.ts";

/** A code with which one person becomes a member of the organisation. */
export async function inviteMember(ctx: Ctx, input: InviteMemberInput): Promise<IssuedInvitation> {
  const actor = requireUser(ctx.actor);
  const { organisationId, role, note } = inviteMemberInput.parse(input);
  return ctx.transaction(async (tx) => {
    await lockOrganisationFor(tx, actor, organisationId, "inviteMember");
    return issueInvitation(ctx, tx, actor, { kind: "member", organisationId, role, note });
  });
}
