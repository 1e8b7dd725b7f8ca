import type { Tx } from "@jiebang/db";
import {
  type Actor,
  coversOrganisation,
  DomainError,
  hasRole,
  type IssuedInvitation,
  type IssueResetCodeInput,
  issueResetCodeInput,
  notFound,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { issueInvitation } from "./issue-invitation.ts";

/**
 * A code on paper that sets a new password. An administrator issues it for anybody; a coordinator for people who are
 * nothing more than members of organisations in the jurisdiction, or the code would be a way to a colleague's powers.
 */
export async function issueResetCode(ctx: Ctx, input: IssueResetCodeInput): Promise<IssuedInvitation> {
  const actor = requireUser(ctx.actor);
  const { userId, note } = issueResetCodeInput.parse(input);
  return ctx.transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { id: userId }, select: { disabledAt: true } });
    if (!user || !(await mayReset(tx, actor, userId))) throw notFound();
    if (user.disabledAt) throw new DomainError("conflict", "account.is_disabled");
    await tx.$executeRaw`UPDATE invitation SET revoked_at = app_now()
      WHERE user_id = ${userId} AND kind = 'password_reset' AND used_at IS NULL AND revoked_at IS NULL`;
    return issueInvitation(ctx, tx, actor, { kind: "password_reset", userId, note });
  });
}

async function mayReset(tx: Tx, actor: Actor, userId: string): Promise<boolean> {
  if (hasRole(actor, "platform_admin")) return true;
  const user = await tx.user.findUnique({
    where: { id: userId },
    select: {
      memberships: { where: { endedAt: null }, select: { organisation: { select: { jurisdictionId: true } } } },
      appointments: { where: { endedAt: null }, select: { id: true } },
      grants: { where: { endedAt: null }, select: { id: true } },
    },
  });
  return (
    user !== null &&
    user.memberships.length > 0 &&
    user.appointments.length === 0 &&
    user.grants.length === 0 &&
    user.memberships.every((m) => coversOrganisation(actor, m.organisation))
  );
}
