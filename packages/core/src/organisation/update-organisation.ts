import {
  coversOrganisation,
  DomainError,
  type OrganisationView,
  requireUser,
  type UpdateOrganisationInput,
  updateOrganisationInput,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { refreshOrganisationIndex } from "../search/refresh-entry-index.ts";
import { lockOrganisationFor, organisationWithCounts, toOrganisationView } from "./organisation.queries.ts";
import { blankToNull, settleCodes, settleCreditCode, withUniqueCreditCode } from "./organisation-fields.ts";

// What a coordinator looked at when verifying: a change by the organisation itself asks for another look.
const VERIFIED_FIELDS = ["kind", "name", "creditCode"] as const;
const SHOWN_WITH_ENTRIES = ["kind", "name", "nameEn", "tier"] as const;

export async function updateOrganisation(ctx: Ctx, input: UpdateOrganisationInput): Promise<OrganisationView> {
  const actor = requireUser(ctx.actor);
  const { organisationId, version, ...given } = updateOrganisationInput.parse(input);
  return ctx.transaction(async (tx) => {
    const before = await lockOrganisationFor(tx, actor, organisationId, "edit");
    if (before.version !== version) throw new DomainError("conflict", "common.stale", { version: before.version });
    const isCoordinator = coversOrganisation(actor, before);
    const touched = Object.entries(given).filter(
      ([key, value]) =>
        value !== undefined && JSON.stringify(value) !== JSON.stringify(before[key as keyof typeof before]),
    );
    let fields = blankToNull(Object.fromEntries(touched) as typeof given);
    if (!isCoordinator && ("jurisdictionId" in fields || "tier" in fields || "honours" in fields))
      throw new DomainError("forbidden", "organisation.coordinator_fields");
    if ("jurisdictionId" in fields && !coversOrganisation(actor, { jurisdictionId: fields.jurisdictionId ?? null }))
      throw new DomainError("forbidden", "organisation.not_your_jurisdiction");
    if ("creditCode" in fields || "creditCodeOverrideReason" in fields)
      fields = settleCreditCode({
        ...fields,
        creditCode: "creditCode" in fields ? fields.creditCode : before.creditCode,
        creditCodeOverrideReason:
          "creditCodeOverrideReason" in fields ? fields.creditCodeOverrideReason : before.creditCodeOverrideReason,
      });
    fields = await settleCodes(tx, fields);
    const losesVerification =
      !isCoordinator && VERIFIED_FIELDS.some((key) => key in fields && fields[key] !== before[key]);
    const now = await appNow(tx);
    const row = await withUniqueCreditCode(() =>
      tx.organisation.update({
        where: { id: organisationId, version },
        data: {
          ...fields,
          verifiedAt: losesVerification ? null : before.verifiedAt,
          version: { increment: 1 },
          updatedAt: now,
        },
        include: organisationWithCounts,
      }),
    );
    // Its entries show these: they are found by them and carry them on their cards.
    if (SHOWN_WITH_ENTRIES.some((key) => key in fields)) await refreshOrganisationIndex(tx, organisationId);
    await recordAudit(tx, actor, "organisation.update", {
      subjectKind: "organisation",
      subjectId: organisationId,
      changed: [...Object.keys(fields), ...(losesVerification ? ["verifiedAt"] : [])],
    });
    return toOrganisationView(actor, row);
  });
}
