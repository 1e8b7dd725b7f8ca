import type { Tx } from "@jiebang/db";
import {
  coversOrganisation,
  type FirmField,
  type FirmFields,
  type FirmProblem,
  type FirmRowStatus,
  firmNameKey,
  type UserActor,
} from "@jiebang/domain";

export interface ReadFirm {
  no: number;
  line: number;
  fields: FirmFields;
  problems: FirmProblem[];
}
export interface MatchedFirm extends ReadFirm {
  status: FirmRowStatus;
  organisationId: string | null;
  /** Fields that the list changes in the known firm. */
  changes: FirmField[];
  /** The columns to write, for a new firm all. */
  update: Record<string, unknown>;
  duplicateOf: number | null;
}

interface KnownFirm {
  id: string;
  name: string;
  nameEn: string | null;
  creditCode: string | null;
  jurisdictionId: string | null;
  areaCode: string | null;
  industryCode: string | null;
  tier: string | null;
  honours: string[];
  chainCodes: string[];
  contactName: string | null;
  contactPhone: string | null;
  contactEmail: string | null;
  address: string | null;
  website: string | null;
  summary: string | null;
  isClaimed: boolean;
}

/**
 * Finds the firms of a list among the known ones: by credit code, else by name. Rows that say the same firm twice are
 * told; a firm of another area is not touched. A fixed number of queries, whatever the length.
 */
export async function matchFirms(tx: Tx, actor: UserActor, firms: ReadFirm[]): Promise<MatchedFirm[]> {
  const codes = firms.flatMap((f) => f.fields.creditCode ?? []);
  const names = firms.map((f) => firmNameKey(f.fields.name)).filter(Boolean);
  const found = await tx.$queryRaw<KnownFirm[]>`
    SELECT o.id, o.name, o.name_en AS "nameEn", o.credit_code AS "creditCode", o.jurisdiction_id AS "jurisdictionId",
      o.area_code AS "areaCode", o.industry_code AS "industryCode", o.tier, o.honours, o.chain_codes AS "chainCodes",
      o.contact_name AS "contactName", o.contact_phone AS "contactPhone", o.contact_email AS "contactEmail", o.address,
      o.website, o.summary,
      EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = o.id AND m.ended_at IS NULL) AS "isClaimed"
    FROM organisation o WHERE o.state = 'active' AND o.source IS NULL AND (o.credit_code = ANY(${codes}::text[])
      OR (o.kind = 'enterprise' AND lower(translate(normalize(o.name, NFKC), ' ()[]【】·.,，。、', '')) = ANY(${names}::text[])))
    ORDER BY o.created_at, o.id`;
  const byCode = new Map(found.flatMap((o) => (o.creditCode ? [[o.creditCode, o] as const] : [])));
  const byName = new Map([...found].reverse().map((o) => [firmNameKey(o.name), o]));
  const seen = new Map<string, number>();
  return firms.map((firm) => matchOne(actor, firm, byCode, byName, seen));
}

function matchOne(
  actor: UserActor,
  firm: ReadFirm,
  byCode: Map<string, KnownFirm>,
  byName: Map<string, KnownFirm>,
  seen: Map<string, number>,
): MatchedFirm {
  const { fields } = firm;
  const problems = [...firm.problems];
  const none = { ...firm, problems, organisationId: null, changes: [], update: {}, duplicateOf: null };
  if (problems.some((p) => p.severity === "refuse")) return { ...none, status: "refused" };
  const nameKey = `n:${firmNameKey(fields.name)}`;
  const keys = fields.creditCode ? [`c:${fields.creditCode}`, nameKey] : [nameKey];
  const earlier = keys.map((key) => seen.get(key)).find((no) => no !== undefined);
  if (earlier !== undefined) return { ...none, status: "duplicate", duplicateOf: earlier };
  for (const key of keys) seen.set(key, firm.no);
  const sameName = byName.get(firmNameKey(fields.name));
  // A firm of this name with another code is another firm.
  const named =
    sameName && fields.creditCode && sameName.creditCode && sameName.creditCode !== fields.creditCode
      ? undefined
      : sameName;
  const known = (fields.creditCode && byCode.get(fields.creditCode)) || named;
  const refuse = (code: string, params: FirmProblem["params"] = {}): MatchedFirm => {
    problems.push({ code, severity: "refuse", field: "county", params });
    return { ...none, problems, status: "refused", organisationId: null };
  };
  if (known && !coversOrganisation(actor, known)) return refuse("other_area", { text: known.name });
  if (!coversOrganisation(actor, { jurisdictionId: fields.jurisdictionId }))
    return refuse(fields.jurisdictionId ? "not_your_area" : "county_needed");
  if (!known) return { ...none, status: "new", update: { ...fields } };
  const update = updateOf(known, fields);
  const changes = CHANGE_FIELDS.filter(([, column]) => column in update).map(([field]) => field);
  return {
    ...none,
    status: changes.length ? "changed" : "known",
    organisationId: known.id,
    changes,
    update,
  };
}

const CHANGE_FIELDS: [FirmField, keyof FirmFields][] = [
  ["name", "name"],
  ["nameEn", "nameEn"],
  ["creditCode", "creditCode"],
  ["county", "jurisdictionId"],
  ["industry", "industryCode"],
  ["tier", "tier"],
  ["honours", "honours"],
  ["chain", "chainCodes"],
  ["contactName", "contactName"],
  ["contactPhone", "contactPhone"],
  ["contactEmail", "contactEmail"],
  ["address", "address"],
  ["website", "website"],
  ["summary", "summary"],
];
// What the office knows better than the firm; the rest is the firm's own word once it has claimed its page.
const OFFICIAL: (keyof FirmFields)[] = ["tier", "jurisdictionId"];

/** An empty cell never wipes out what is known; honours and chains are added to. */
function updateOf(known: KnownFirm, fields: FirmFields): Record<string, unknown> {
  const update: Record<string, unknown> = {};
  for (const [, column] of CHANGE_FIELDS) {
    const next = fields[column];
    if (column === "honours" || column === "chainCodes") {
      const more = (next as string[]).filter((code) => !known[column].includes(code));
      if (more.length) update[column] = [...known[column], ...more];
      continue;
    }
    const before = known[column as Exclude<typeof column, "creditCodeOverrideReason">] as string | null;
    if (!next || next === before) continue;
    // The name in the book stays: the list found the firm by its code, spelling it otherwise.
    if (column === "name") continue;
    if (before && known.isClaimed && !OFFICIAL.includes(column)) continue;
    if (column === "creditCode" && before) continue;
    update[column] = next;
  }
  if ("creditCode" in update) update.creditCodeOverrideReason = fields.creditCodeOverrideReason;
  if (!known.areaCode && fields.areaCode) update.areaCode = fields.areaCode;
  return update;
}
