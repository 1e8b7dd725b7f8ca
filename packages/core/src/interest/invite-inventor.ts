import { type InviteInventorInput, type IssuedInvitation, inviteInventorInput, requireUser } from "@jiebang/domain";
import { issueInvitation } from "../account/issue-invitation.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { fetchForOffice } from "./route-interest.ts";

/** A code for an inventor without an account here: its holder sees this one interest, and nothing else of the organisation. */
export async function inviteInventor(ctx: Ctx, raw: InviteInventorInput): Promise<IssuedInvitation> {
  const actor = requireUser(ctx.actor);
  const input = inviteInventorInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const { interest } = await fetchForOffice(tx, actor, input.interestId);
    return issueInvitation(ctx, tx, actor, {
      kind: "route",
      organisationId: interest.entry.organisationId,
      interestId: interest.id,
      mayAnswer: input.mayAnswer,
      note: input.name,
    });
  });
}
