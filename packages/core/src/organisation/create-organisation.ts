import type { Tx } from "@jiebang/db";
import {
  type Actor,
  type CreateOrganisationInput,
  coversJurisdiction,
  createOrganisationInput,
  DomainError,
  isCoordinator,
  newId,
  type OrganisationView,
  requireUser,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { getVisibleOrganisation, organisationWithCounts, toOrganisationView } from "./organisation.queries.ts";
import { blankToNull, settleCodes, settleCreditCode, withUniqueCreditCode } from "./organisation-fields.ts";

/**
 * A coordinator loads an organisation (nobody belongs to it until it is claimed); anybody else who is signed in
 * opens their own, becomes its administrator, and a coordinator verifies it later.
 */
export async function createOrganisation(ctx: Ctx, input: CreateOrganisationInput): Promise<OrganisationView> {
  const actor = requireUser(ctx.actor);
  const fields = createOrganisationInput.parse(input);
  const asCoordinator = fields.jurisdictionId
    ? coversJurisdiction(actor, fields.jurisdictionId)
    : isCoordinator(actor, "city");
  if (!asCoordinator) {
    if (isCoordinator(actor)) throw new DomainError("forbidden", "organisation.not_your_jurisdiction");
    if (!fields.jurisdictionId)
      throw new DomainError("invalid", "organisation.jurisdiction_missing", { field: "jurisdictionId" });
    if (fields.tier || fields.honours?.length) throw new DomainError("forbidden", "organisation.coordinator_fields");
  }
  return ctx.transaction(async (tx) => {
    if (!asCoordinator) {
      // One person opens a handful of organisations, not a flood.
      const opened = await tx.organisation.count({ where: { createdById: actor.userId, verifiedAt: null } });
      if (opened >= 3) throw new DomainError("conflict", "organisation.too_many_unverified");
    }
    const organisationId = await insertOrganisation(tx, actor, fields);
    if (!asCoordinator)
      await tx.membership.create({
        data: { id: newId("mem"), userId: actor.userId, organisationId, role: "admin", createdAt: await appNow(tx) },
      });
    if (asCoordinator) return toOrganisationView(actor, await getVisibleOrganisation(tx, actor, organisationId));
    const member: Actor = { ...actor, memberships: [...actor.memberships, { organisationId, role: "admin" }] };
    return toOrganisationView(member, await getVisibleOrganisation(tx, member, organisationId));
  });
}

/** Writes the row and its audit line; who may do so is the caller's question. */
export async function insertOrganisation(
  tx: Tx,
  actor: Actor,
  input: CreateOrganisationInput,
  { isVerified = false }: { isVerified?: boolean } = {},
): Promise<string> {
  const fields = await settleCodes(tx, settleCreditCode(blankToNull(createOrganisationInput.parse(input))));
  const now = await appNow(tx);
  const row = await withUniqueCreditCode(() =>
    tx.organisation.create({
      data: {
        ...fields,
        id: newId("org"),
        verifiedAt: isVerified ? now : null,
        createdById: actor.kind === "user" ? actor.userId : null,
        createdAt: now,
        updatedAt: now,
      },
      include: organisationWithCounts,
    }),
  );
  await recordAudit(tx, actor, "organisation.create", {
    subjectKind: "organisation",
    subjectId: row.id,
    values: { name: row.name, isVerified },
  });
  return row.id;
}
