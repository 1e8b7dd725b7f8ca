import type { Tx } from "@jiebang/db";
import {
  type Actor,
  coversJurisdiction,
  type FormProblem,
  isMemberOf,
  type OrganisationClaim,
  type OrganisationMatch,
} from "@jiebang/domain";

export interface FoundOrganisation {
  match: OrganisationMatch;
  organisationId: string | null;
  problems: FormProblem[];
  /** The form belongs to somebody else. */
  refusal?: string;
}

const remark = (reason: string, value?: string): FormProblem => ({
  severity: "note",
  reason: `form.problem.${reason}`,
  field: "organisationName",
  ...(value ? { value } : {}),
});
/** 河南某某（集团）有限公司 and 河南某某(集团)有限公司 are one name. */
const sameName = (a: string, b: string) => plain(a) === plain(b);
const plain = (name: string) => name.normalize("NFKC").replace(/\s/g, "").toLowerCase();

/**
 * Whose form it is: by credit code, else by the exact name when exactly one bears it. Nothing is guessed: what stays
 * unknown waits for a person. Every signed-in person can look organisations up, so that one is elsewhere is no secret.
 */
export async function matchOrganisation(
  tx: Tx,
  actor: Actor,
  claim: OrganisationClaim,
  ownOrganisationId: string | null,
): Promise<FoundOrganisation> {
  if (ownOrganisationId) return ownOne(tx, actor, claim, ownOrganisationId);
  const none: FoundOrganisation = { match: "none", organisationId: null, problems: [] };
  if (!claim.name && !claim.creditCode) return { ...none, problems: [remark("organisation_missing")] };
  const names = [...new Set([claim.name, claim.name.replace(/（/g, "(").replace(/）/g, ")")])].filter(Boolean);
  const found = await tx.organisation.findMany({
    where: {
      state: "active",
      OR: [...(claim.creditCode ? [{ creditCode: claim.creditCode }] : []), { name: { in: names } }],
    },
    select: { id: true, name: true, creditCode: true, jurisdictionId: true },
    take: 20,
  });
  const byCode = claim.creditCode ? found.find((row) => row.creditCode === claim.creditCode) : undefined;
  const byName = found.filter(
    (row) =>
      sameName(row.name, claim.name) && !(claim.creditCode && row.creditCode && row.creditCode !== claim.creditCode),
  );
  const one = byCode ?? (byName.length === 1 ? byName[0] : undefined);
  if (!one)
    return {
      ...none,
      problems: [remark(byName.length > 1 ? "organisation_several" : "organisation_unknown", claim.name)],
    };
  if (!coversJurisdiction(actor, one.jurisdictionId) && !isMemberOf(actor, one.id))
    return { ...none, refusal: "form.refused.organisation_elsewhere" };
  const problems =
    byCode && claim.name && !sameName(one.name, claim.name) ? [remark("organisation_renamed", one.name)] : [];
  return { match: byCode ? "credit_code" : "name", organisationId: one.id, problems };
}

/** A member brings forms of the own organisation only; one that names nobody is taken as the own. */
async function ownOne(
  tx: Tx,
  actor: Actor,
  claim: OrganisationClaim,
  organisationId: string,
): Promise<FoundOrganisation> {
  const own = await tx.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  const isOther =
    !isMemberOf(actor, organisationId) ||
    (claim.creditCode && own.creditCode
      ? claim.creditCode !== own.creditCode
      : claim.name !== "" && !sameName(claim.name, own.name) && !(own.nameEn && sameName(claim.name, own.nameEn)));
  if (isOther) return { match: "none", organisationId: null, problems: [], refusal: "form.refused.other_organisation" };
  return { match: "own", organisationId, problems: [] };
}
