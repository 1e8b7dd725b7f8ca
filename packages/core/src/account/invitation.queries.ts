import type { Tx } from "@jiebang/db";
import { type Actor, coversOrganisation, DomainError, hasRole, type InvitationView, isMemberOf } from "@jiebang/domain";
import { hashCode } from "./invitation-code.ts";

export interface OpenInvitation {
  id: string;
  kind: InvitationView["kind"];
  organisationId: string | null;
  organisationName: string | null;
  role: "admin" | "editor" | null;
  userId: string | null;
  interestId: string | null;
  mayAnswer: boolean | null;
  entryTitle: string | null;
  createdById: string;
  expiresAt: Date;
}

/**
 * The invitation behind a code, when it can still be redeemed. Unknown, used, revoked and expired codes are one answer.
 * Locked, so that of two who redeem at once one finds it used.
 */
export async function openInvitation(tx: Tx, code: string, { lock }: { lock: boolean }): Promise<OpenInvitation> {
  const hash = hashCode(code);
  if (lock) await tx.$queryRaw`SELECT id FROM invitation WHERE code_hash = ${hash} FOR UPDATE`;
  const [row] = await tx.$queryRaw<OpenInvitation[]>`
    SELECT i.id, i.kind, i.organisation_id AS "organisationId", o.name AS "organisationName", i.role,
      i.user_id AS "userId", i.interest_id AS "interestId", i.may_answer AS "mayAnswer", r.title AS "entryTitle",
      i.created_by_id AS "createdById", i.expires_at AS "expiresAt"
    FROM invitation i LEFT JOIN organisation o ON o.id = i.organisation_id LEFT JOIN interest t ON t.id = i.interest_id
      LEFT JOIN entry e ON e.id = t.entry_id LEFT JOIN revision r ON r.id = e.published_revision_id
    WHERE i.code_hash = ${hash} AND i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > app_now()
      AND (i.organisation_id IS NULL OR o.state = 'active')`;
  if (!row) throw new DomainError("invalid", "invitation.code_unknown", { field: "code" });
  return row;
}

export interface InvitationRow {
  id: string;
  kind: InvitationView["kind"];
  organisation_id: string | null;
  organisation_name: string | null;
  jurisdiction_id: string | null;
  role: InvitationView["role"];
  user_name: string | null;
  note: string | null;
  created_by_id: string;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
  revoked_at: Date | null;
  is_expired: boolean;
}

/** Whoever may issue such a code may also take it back; so may its issuer. */
export function mayRevoke(actor: Actor, row: InvitationRow): boolean {
  if (actor.kind !== "user") return false;
  if (row.created_by_id === actor.userId || hasRole(actor, "platform_admin")) return true;
  if (!row.organisation_id) return false;
  if (row.kind === "member" && isMemberOf(actor, row.organisation_id, "admin")) return true;
  return coversOrganisation(actor, { jurisdictionId: row.jurisdiction_id });
}

export function toInvitationView(actor: Actor, row: InvitationRow): InvitationView {
  const state = row.used_at ? "used" : row.revoked_at ? "revoked" : row.is_expired ? "expired" : "open";
  return {
    invitationId: row.id,
    kind: row.kind,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    role: row.role,
    userName: row.user_name,
    note: row.note,
    state,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    usedAt: row.used_at?.toISOString() ?? null,
    allowedActions: state === "open" && mayRevoke(actor, row) ? ["revoke"] : [],
  };
}
