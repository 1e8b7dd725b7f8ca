import {
  DomainError,
  type OrganisationAction,
  type OrganisationVersionRef,
  type OrganisationView,
  requireUser,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { lockOrganisationFor, organisationWithCounts, toOrganisationView } from "./organisation.queries.ts";

type StateAction = Extract<OrganisationAction, "verify" | "unverify" | "suspend" | "reinstate">;

/** A coordinator's four words on an organisation; its people are told. */
export async function setOrganisationState(
  ctx: Ctx,
  action: StateAction,
  input: OrganisationVersionRef,
): Promise<OrganisationView> {
  const actor = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const before = await lockOrganisationFor(tx, actor, input.organisationId, action);
    if (before.version !== input.version)
      throw new DomainError("conflict", "common.stale", { version: before.version });
    const now = await appNow(tx);
    const change = {
      verify: { verifiedAt: now },
      unverify: { verifiedAt: null },
      suspend: { state: "suspended" },
      reinstate: { state: "active" },
    }[action];
    const row = await tx.organisation.update({
      where: { id: before.id, version: input.version },
      data: { ...change, version: { increment: 1 }, updatedAt: now },
      include: organisationWithCounts,
    });
    await recordAudit(tx, actor, `organisation.${action}`, {
      subjectKind: "organisation",
      subjectId: row.id,
      changed: Object.keys(change),
    });
    await notify(tx, {
      userIds: await membersOf(tx, row.id),
      kind: `notify.organisation_${action}`,
      params: { organisation: row.name },
      link: `/app/organisations/${row.id}`,
      dedupeKey: `organisation.${action}:${row.id}:${row.version}`,
      mail: true,
    });
    return toOrganisationView(actor, row);
  });
}

export const verifyOrganisation = (ctx: Ctx, input: OrganisationVersionRef) =>
  setOrganisationState(ctx, "verify", input);
export const unverifyOrganisation = (ctx: Ctx, input: OrganisationVersionRef) =>
  setOrganisationState(ctx, "unverify", input);
export const suspendOrganisation = (ctx: Ctx, input: OrganisationVersionRef) =>
  setOrganisationState(ctx, "suspend", input);
export const reinstateOrganisation = (ctx: Ctx, input: OrganisationVersionRef) =>
  setOrganisationState(ctx, "reinstate", input);
