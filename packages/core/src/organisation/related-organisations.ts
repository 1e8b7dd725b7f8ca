import type { Tx } from "@jiebang/db";

export interface RelatedOrganisation {
  organisationId: string;
  relationId: string;
  kind: string;
  evidence: string;
}

/** Declared related parties of an organisation at an instant (now by default), read in both directions. */
export async function relatedOrganisations(tx: Tx, organisationId: string, at?: Date): Promise<RelatedOrganisation[]> {
  return tx.$queryRaw<RelatedOrganisation[]>`
    SELECT CASE WHEN organisation_id = ${organisationId} THEN related_organisation_id ELSE organisation_id END AS "organisationId",
      id AS "relationId", kind, evidence
    FROM organisation_relation
    WHERE (organisation_id = ${organisationId} OR related_organisation_id = ${organisationId})
      AND created_at <= coalesce(${at ?? null}::timestamptz, app_now())
      AND (ended_at IS NULL OR ended_at > coalesce(${at ?? null}::timestamptz, app_now()))
    ORDER BY created_at, id`;
}
