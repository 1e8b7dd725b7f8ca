import { type ChangeMemberRoleInput, changeMemberRoleInput, DomainError, requireUser } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { notify } from "../notification/notify.ts";
import { lockMembership, requireAnotherAdmin } from "./membership.queries.ts";

export async function changeMemberRole(
  ctx: Ctx,
  input: ChangeMemberRoleInput,
): Promise<{ membershipId: string; role: "admin" | "editor" }> {
  const actor = requireUser(ctx.actor);
  const { membershipId, role } = changeMemberRoleInput.parse(input);
  return ctx.transaction(async (tx) => {
    const { membership, organisation, mayManage } = await lockMembership(tx, actor, membershipId);
    if (!mayManage) throw new DomainError("forbidden", "common.forbidden");
    if (membership.role === role) return { membershipId, role };
    if (role === "editor") await requireAnotherAdmin(tx, organisation.id, membershipId);
    await tx.membership.update({ where: { id: membershipId }, data: { role } });
    await recordAudit(tx, actor, "membership.change_role", {
      subjectKind: "organisation",
      subjectId: organisation.id,
      changed: ["role"],
      values: { membershipId, role },
    });
    await notify(tx, {
      userIds: [membership.userId],
      kind: role === "admin" ? "notify.membership_admin" : "notify.membership_editor",
      params: { organisation: organisation.name },
      link: `/app/organisations/${organisation.id}`,
      dedupeKey: `membership.role:${membershipId}:${role}:${organisation.version}`,
    });
    return { membershipId, role };
  });
}
