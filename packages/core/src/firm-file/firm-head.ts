import type { Tx } from "@jiebang/db";
import { type Actor, type FirmFile, notFound, type OrganisationKind } from "@jiebang/domain";
import { coveredFirms } from "./covered-firms.ts";

interface HeadRow {
  id: string;
  name: string;
  name_en: string | null;
  kind: string;
  state: string;
  credit_code: string | null;
  tier: string | null;
  honours: string[];
  chain_codes: string[];
  industry_code: string | null;
  area_code: string | null;
  jurisdiction_id: string | null;
  jurisdiction_name: string | null;
  address: string | null;
  website: string | null;
  contact_name: string | null;
  contact_phone: string | null;
  contact_email: string | null;
  is_verified: boolean;
  is_trusted: boolean;
  members: { name: string; phone: string | null; email: string | null; role: "admin" | "editor" }[];
  member_count: number;
}

/** Who the firm is and whom to call; a firm outside the desk does not exist. */
export async function firmHead(tx: Tx, actor: Actor, organisationId: string) {
  const [row] = await tx.$queryRaw<HeadRow[]>`
    SELECT o.id, o.name, o.name_en, o.kind, o.state, o.credit_code, o.tier, coalesce(o.honours, '{}') AS honours, coalesce(o.chain_codes, '{}') AS chain_codes, o.industry_code, o.area_code,
      o.jurisdiction_id, j.name AS jurisdiction_name, o.address, o.website, o.contact_name, o.contact_phone, o.contact_email,
      o.verified_at IS NOT NULL AS is_verified,
      EXISTS (SELECT 1 FROM trusted_lane l WHERE l.organisation_id = o.id AND l.ended_at IS NULL) AS is_trusted,
      m.members, m.member_count
    FROM organisation o LEFT JOIN jurisdiction j ON j.id = o.jurisdiction_id
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS member_count, coalesce(json_agg(json_build_object('name', x.name, 'phone', x.phone,
          'email', CASE WHEN x.email LIKE '%@mobile.invalid' THEN NULL ELSE x.email END, 'role', x.role) ORDER BY x.place)
          FILTER (WHERE x.place <= 6), '[]') AS members
        FROM (SELECT u.name, u.phone, u.email, s.role, row_number() OVER (ORDER BY s.role = 'admin' DESC, s.created_at, s.id) AS place
          FROM membership s JOIN users u ON u.id = s.user_id
          WHERE s.organisation_id = o.id AND s.ended_at IS NULL AND u.disabled_at IS NULL) x) m
    WHERE o.id = ${organisationId} AND ${coveredFirms(actor)}`;
  if (!row) throw notFound();
  const file = { name: row.contact_name, phone: row.contact_phone, email: row.contact_email, role: "file" as const };
  const hasFile = row.contact_name || row.contact_phone || row.contact_email;
  return {
    organisationId: row.id,
    name: row.name,
    nameEn: row.name_en,
    kind: row.kind as OrganisationKind,
    state: row.state as FirmFile["state"],
    creditCode: row.credit_code,
    tier: row.tier,
    honours: row.honours,
    chainCodes: row.chain_codes,
    industryCode: row.industry_code,
    areaCode: row.area_code,
    jurisdictionId: row.jurisdiction_id,
    jurisdictionName: row.jurisdiction_name,
    address: row.address,
    website: row.website,
    contacts: [...(hasFile ? [file] : []), ...row.members],
    memberCount: row.member_count,
    isClaimed: row.member_count > 0,
    isVerified: row.is_verified,
    isTrusted: row.is_trusted,
  };
}

export async function firmCounts(tx: Tx, organisationId: string, isDesk: boolean): Promise<FirmFile["counts"]> {
  const [row] = await tx.$queryRaw<FirmFile["counts"][]>`
    SELECT
      count(*) FILTER (WHERE e.kind = 'offer' AND e.state IN ('published', 'matched'))::int AS offers,
      count(*) FILTER (WHERE e.kind = 'demand' AND e.state IN ('published', 'matched'))::int AS demands,
      (SELECT count(*)::int FROM revision r JOIN entry x ON x.id = r.entry_id WHERE x.organisation_id = ${organisationId}
        AND r.state IN ('submitted', 'recommended', 'held', 'prepared', 'checked', 'sent_back', 'returned')) AS "inWork",
      (SELECT count(*)::int FROM interest i JOIN entry x ON x.id = i.entry_id WHERE x.organisation_id = ${organisationId}) AS "interestsIn",
      (SELECT count(*)::int FROM interest i WHERE i.organisation_id = ${organisationId}) AS "interestsOut",
      (SELECT count(*)::int FROM visit v WHERE v.organisation_id = ${organisationId}) AS visits,
      (SELECT count(*)::int FROM lead l WHERE l.organisation_id = ${organisationId} AND ${isDesk}) AS leads
    FROM entry e WHERE e.organisation_id = ${organisationId}`;
  return row!;
}
