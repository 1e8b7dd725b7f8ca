import {
  type ApproveRegistrationInput,
  approveRegistrationInput,
  coversOrganisation,
  DomainError,
  nextRegistrationState,
  notFound,
  parseIdentifier,
  type RefuseRegistrationInput,
  type RegistrationView,
  refuseRegistrationInput,
  registrationOrganisation,
  requireUser,
} from "@jiebang/domain";
import { createAccount } from "../identity/create-account.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { notify } from "../notification/notify.ts";
import { insertOrganisation } from "../organisation/create-organisation.ts";
import { joinOrganisation } from "../organisation/join-organisation.ts";
import { lockRegistration, toRegistrationViews } from "./registration.queries.ts";

/** Opens the account, and its organisation or a place in one that exists. */
export async function approveRegistration(ctx: Ctx, input: ApproveRegistrationInput): Promise<RegistrationView> {
  const actor = requireUser(ctx.actor);
  const given = approveRegistrationInput.parse(input);
  return ctx.transaction(async (tx) => {
    const before = await lockRegistration(tx, actor, given.registrationId);
    const state = nextRegistrationState(before.state as "pending", "approve");
    const identifier = parseIdentifier(before.identifier)!; // was checked when it was asked for
    const userId = await createAccount(tx, { name: before.name, identifier, passwordHash: before.passwordHash });
    const organisationId = given.organisationId ?? (await openOrganisation());
    if (given.organisationId) {
      const existing = await tx.organisation.findFirst({ where: { id: given.organisationId, state: "active" } });
      if (!existing || !coversOrganisation(actor, existing)) throw notFound();
    }
    const role = await joinOrganisation(tx, userId, organisationId, given.role);
    const after = await tx.registration.update({
      where: { id: before.id, state: before.state },
      data: {
        state,
        userId,
        organisationId,
        decidedById: actor.userId,
        decidedAt: await appNow(tx),
        passwordHash: "", // it lives in the account now, and nowhere twice
      },
    });
    await recordAudit(tx, actor, "registration.approve", {
      subjectKind: "registration",
      subjectId: before.id,
      values: { userId, organisationId, role },
    });
    await notify(tx, {
      userIds: [userId],
      kind: "notify.registration_approved",
      params: {},
      link: `/app/organisations/${organisationId}`,
      dedupeKey: `registration.approved:${before.id}`,
      mail: true,
    });
    return (await toRegistrationViews(tx, [after]))[0]!;

    async function openOrganisation(): Promise<string> {
      const asked = registrationOrganisation.parse(before.organisation);
      return insertOrganisation(
        tx,
        actor,
        {
          ...asked,
          jurisdictionId: before.jurisdictionId,
          creditCodeOverrideReason: given.creditCodeOverrideReason,
        },
        { isVerified: given.verify },
      );
    }
  });
}

/** Refused with a coded reason; the password that was given is forgotten. */
export async function refuseRegistration(ctx: Ctx, input: RefuseRegistrationInput): Promise<RegistrationView> {
  const actor = requireUser(ctx.actor);
  const { registrationId, reason, note } = refuseRegistrationInput.parse(input);
  if (reason === "registration.other" && !note)
    throw new DomainError("invalid", "registration.note_missing", { field: "note" });
  return ctx.transaction(async (tx) => {
    const before = await lockRegistration(tx, actor, registrationId);
    const state = nextRegistrationState(before.state as "pending", "refuse");
    const after = await tx.registration.update({
      where: { id: before.id, state: before.state },
      data: {
        state,
        reason,
        note: note ?? before.note,
        decidedById: actor.userId,
        decidedAt: await appNow(tx),
        passwordHash: "",
      },
    });
    await recordAudit(tx, actor, "registration.refuse", {
      subjectKind: "registration",
      subjectId: before.id,
      values: { reason },
    });
    return (await toRegistrationViews(tx, [after]))[0]!;
  });
}
