import { DomainError, type MembershipRef, membershipRef, requireUser } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { lockMembership, requireAnotherAdmin } from "./membership.queries.ts";

/** Leaves an organisation, or ends somebody's membership as its administrator or coordinator. The row stays as the past. */
export async function endMembership(ctx: Ctx, input: MembershipRef): Promise<{ membershipId: string }> {
  const actor = requireUser(ctx.actor);
  const { membershipId } = membershipRef.parse(input);
  return ctx.transaction(async (tx) => {
    const { membership, organisation, isOwn, mayManage } = await lockMembership(tx, actor, membershipId);
    if (!isOwn && !mayManage) throw new DomainError("forbidden", "common.forbidden");
    // Somebody whose account is shut lets nobody in: the organisation may be handed out anew.
    if (membership.role === "admin" && !membership.user.disabledAt)
      await requireAnotherAdmin(tx, organisation.id, membershipId);
    await tx.membership.update({ where: { id: membershipId, endedAt: null }, data: { endedAt: await appNow(tx) } });
    await recordAudit(tx, actor, "membership.end", {
      subjectKind: "organisation",
      subjectId: organisation.id,
      values: { membershipId, isOwn },
    });
    return { membershipId };
  });
}
