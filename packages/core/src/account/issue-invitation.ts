import { Prisma, type Tx } from "@jiebang/db";
import { INVITATION_DAYS, type InvitationKind, type IssuedInvitation, newId, type UserActor } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { type InvitationRow, toInvitationView } from "./invitation.queries.ts";
import { hashCode, newCode } from "./invitation-code.ts";

export interface InvitationOrder {
  kind: InvitationKind;
  organisationId?: string;
  role?: "admin" | "editor";
  userId?: string;
  /** The interest to which an inventor is brought. */
  interestId?: string;
  mayAnswer?: boolean;
  note?: string;
}

/** Makes the code and keeps its hash. The caller has settled that this actor may issue it. */
export async function issueInvitation(
  ctx: Ctx,
  tx: Tx,
  actor: UserActor,
  order: InvitationOrder,
): Promise<IssuedInvitation> {
  const code = newCode();
  const id = newId("inv");
  const now = await appNow(tx);
  await tx.invitation.create({
    data: {
      ...order,
      id,
      note: order.note || null,
      codeHash: hashCode(code),
      createdById: actor.userId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + INVITATION_DAYS[order.kind] * 86_400_000),
    },
  });
  await recordAudit(tx, actor, "invitation.issue", {
    subjectKind: order.userId ? "user" : "organisation",
    subjectId: order.userId ?? order.organisationId,
    values: { invitationId: id, kind: order.kind, role: order.role ?? null },
  });
  const [row] = await tx.$queryRaw<InvitationRow[]>`${selectInvitations} WHERE i.id = ${id}`;
  return {
    code,
    link: `${ctx.services.publicUrl}/app/redeem?code=${code}`,
    invitation: toInvitationView(actor, row!),
  };
}

export const selectInvitations = Prisma.sql`
  SELECT i.id, i.kind, i.organisation_id, o.name AS organisation_name, o.jurisdiction_id, i.role, u.name AS user_name, i.note,
    i.created_by_id, i.created_at, i.expires_at, i.used_at, i.revoked_at, i.expires_at <= app_now() AS is_expired,
    count(*) OVER ()::int AS total
  FROM invitation i LEFT JOIN organisation o ON o.id = i.organisation_id LEFT JOIN users u ON u.id = i.user_id`;
