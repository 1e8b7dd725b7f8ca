import type { Tx } from "@jiebang/db";
import {
  type Actor,
  DomainError,
  type InvitationPreview,
  type PreviewInvitationInput,
  parseIdentifier,
  previewInvitationInput,
  type RedeemInvitationInput,
  type Redemption,
  redeemInvitationInput,
} from "@jiebang/domain";
import { CODE_ADDRESS } from "../identity/attempt-limits.ts";
import { createAccount, findAccount } from "../identity/create-account.ts";
import { authOf } from "../identity/create-auth.ts";
import { addressGroup, limitAttempts } from "../identity/limit-attempts.ts";
import type { RequestMeta } from "../identity/request-meta.ts";
import { joinInterest } from "../interest/join-interest.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { joinOrganisation } from "../organisation/join-organisation.ts";
import { openInvitation } from "./invitation.queries.ts";
import { hashCode } from "./invitation-code.ts";

/** A code that meets this many identifiers of others closes: it is asked about accounts, not redeemed. */
const MOST_FAILURES = 5;

/** What the code is for, before anybody commits to it. */
export async function previewInvitation(
  ctx: Ctx,
  input: PreviewInvitationInput,
  meta: Pick<RequestMeta, "ip">,
): Promise<InvitationPreview> {
  const { code } = previewInvitationInput.parse(input);
  await limitAttempts(ctx.db.prisma, CODE_ADDRESS, addressGroup(meta.ip));
  const found = await openInvitation(ctx.db.prisma, code, { lock: false });
  return {
    kind: found.kind,
    organisationName: found.organisationName,
    role: found.role,
    entryTitle: found.entryTitle,
    expiresAt: found.expiresAt.toISOString(),
  };
}

/** Joins or claims an organisation, with the account one is signed in with or with a new one. */
export async function redeemInvitation(
  ctx: Ctx,
  input: RedeemInvitationInput,
  meta: Pick<RequestMeta, "ip">,
): Promise<Redemption> {
  const { code, account } = redeemInvitationInput.parse(input);
  await limitAttempts(ctx.db.prisma, CODE_ADDRESS, addressGroup(meta.ip));
  await openInvitation(ctx.db.prisma, code, { lock: false }); // no hashing for wrong codes
  const person = await personOf(ctx, code, account);
  return ctx.transaction(async (tx) => {
    const invitation = await openInvitation(tx, code, { lock: true });
    const { organisationId, organisationName } = invitation;
    if (invitation.kind === "password_reset" || !organisationId || !organisationName)
      throw new DomainError("invalid", "invitation.code_unknown", { field: "code" });
    // Two claims of one organisation stand in line here.
    await tx.$queryRaw`SELECT id FROM organisation WHERE id = ${organisationId} FOR UPDATE`;
    const others = await membersOf(tx, organisationId);
    if (invitation.kind === "claim" && others.length > 0)
      throw new DomainError("conflict", "invitation.already_claimed");
    const userId = await person(tx);
    await tx.$executeRaw`UPDATE invitation SET used_at = app_now(), used_by_id = ${userId} WHERE id = ${invitation.id}`;
    if (invitation.kind === "route") {
      await joinInterest(tx, invitation, userId);
      return { organisationId, organisationName, role: null, interestId: invitation.interestId };
    }
    const role = await joinOrganisation(tx, userId, organisationId, invitation.role ?? "editor");
    const actor: Actor = { kind: "user", userId, name: "", locale: "zh", memberships: [], appointments: [], roles: [] };
    await recordAudit(tx, actor, invitation.kind === "claim" ? "organisation.claim" : "membership.join", {
      subjectKind: "organisation",
      subjectId: organisationId,
      values: { invitationId: invitation.id, role },
    });
    await notify(tx, {
      userIds: [invitation.createdById, ...others].filter((id) => id !== userId),
      kind: invitation.kind === "claim" ? "notify.organisation_claimed" : "notify.member_joined",
      params: { organisation: organisationName },
      link: `/app/organisations/${organisationId}`,
      dedupeKey: `invitation.used:${invitation.id}`,
    });
    return { organisationId, organisationName, role, interestId: null };
  });
}

/** Who redeems: the signed-in person, a new account, or an existing one that proves itself by its password. */
async function personOf(
  ctx: Ctx,
  code: string,
  account: RedeemInvitationInput["account"],
): Promise<(tx: Tx) => Promise<string>> {
  const { actor } = ctx;
  if (actor.kind === "user") return async () => actor.userId;
  if (!account) throw new DomainError("unauthenticated", "invitation.sign_in_or_create");
  const identifier = parseIdentifier(account.identifier)!; // the schema has looked
  const hasher = (await authOf(ctx).$context).password;
  const existing = await findAccount(ctx.db.prisma, identifier);
  if (!existing) {
    const passwordHash = await hasher.hash(account.password);
    return async (tx) => createAccount(tx, { name: account.name, identifier, passwordHash }).catch(hideTaken);
  }
  const credential = await ctx.db.prisma.credential.findFirst({
    where: { userId: existing.id, providerId: "credential" },
    select: { password: true },
  });
  const isProved = credential?.password
    ? await hasher.verify({ hash: credential.password, password: account.password })
    : false;
  if (!isProved || existing.disabledAt) {
    // The code itself pays for the question, so that it answers few of them.
    await ctx.db.prisma.$executeRaw`UPDATE invitation SET failed_attempts = failed_attempts + 1,
      revoked_at = CASE WHEN failed_attempts + 1 >= ${MOST_FAILURES} THEN app_now() ELSE revoked_at END
      WHERE code_hash = ${hashCode(code)}`;
    throw new DomainError("invalid", "invitation.account_not_created", { field: "account" });
  }
  return async () => existing.id;
}

function hideTaken(error: unknown): never {
  if (error instanceof DomainError && error.reason === "account.identifier_taken")
    throw new DomainError("invalid", "invitation.account_not_created", { field: "account" });
  throw error;
}
