import { Prisma } from "@jiebang/db";
import {
  type AnswerRate,
  checkCreditCode,
  type ListPublicOrganisationsInput,
  listPublicOrganisationsInput,
  notFound,
  type OrganisationRef,
  organisationRef,
  type Page,
  type PublicOrganisationView,
} from "@jiebang/domain";
import { FOR_EVERYBODY } from "../entry/readable-entries.ts";
import { answerRateOf, answerRatesOf } from "../interest/answer-rate.ts";
import type { Ctx } from "../kernel/ctx.ts";

interface Row {
  id: string;
  kind: PublicOrganisationView["kind"];
  name: string;
  name_en: string | null;
  credit_code: string | null;
  area_code: string | null;
  industry_code: string | null;
  tier: string | null;
  honours: string[];
  chain_codes: string[];
  summary: string | null;
  summary_en: string | null;
  website: string | null;
  is_verified: boolean;
  is_claimable: boolean;
  offers: number;
  demands: number;
  total: number;
}

// Entries whose poster is hidden count nowhere here: the number would give the poster away.
const selectPublic = Prisma.sql`
  SELECT o.id, o.kind, o.name, o.name_en, o.credit_code, o.area_code, o.industry_code, o.tier,
    coalesce(o.honours, '{}') AS honours, coalesce(o.chain_codes, '{}') AS chain_codes,
    o.summary, o.summary_en, o.website, o.verified_at IS NOT NULL AS is_verified,
    NOT EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = o.id AND m.ended_at IS NULL) AS is_claimable,
    e.offers, e.demands
  FROM organisation o
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE e.kind = 'offer')::int AS offers, count(*) FILTER (WHERE e.kind = 'demand')::int AS demands
    FROM entry e WHERE e.organisation_id = o.id AND e.state = 'published' AND ${Prisma.raw(FOR_EVERYBODY)}
      AND e.published_revision_id NOT IN (SELECT r.id FROM revision r WHERE r.is_poster_hidden)) e`;

/** The public face of an organisation. Suspended and merged ones have none. */
export async function getPublicOrganisation(ctx: Ctx, input: OrganisationRef): Promise<PublicOrganisationView> {
  const { organisationId } = organisationRef.parse(input);
  const [row] = await ctx.db.prisma.$queryRaw<Row[]>`
    ${selectPublic} WHERE o.id = ${organisationId} AND o.state = 'active'`;
  if (!row) throw notFound();
  return toPublicView(row, await answerRateOf(ctx.db, row.id));
}

export async function listPublicOrganisations(
  ctx: Ctx,
  input: ListPublicOrganisationsInput,
): Promise<Page<PublicOrganisationView>> {
  const { limit, offset, query, kind, areaCode } = listPublicOrganisationsInput.parse(input);
  const conditions = [Prisma.sql`o.state = 'active'`];
  if (kind) conditions.push(Prisma.sql`o.kind = ${kind}`);
  // A code for a province or a city ends in zeros and stands for all below it.
  if (areaCode)
    conditions.push(Prisma.sql`o.area_code LIKE ${`${areaCode.replace(/[^0-9]/g, "").replace(/(00)+$/, "")}%`}`);
  if (query) {
    const pattern = `%${query.replace(/[\\%_]/g, "\\$&")}%`;
    conditions.push(
      Prisma.sql`(o.name ILIKE ${pattern} OR o.name_en ILIKE ${pattern} OR o.credit_code = ${checkCreditCode(query).code})`,
    );
  }
  // The order is that of an index; only the rows of the page are read whole.
  const where = Prisma.join(conditions, " AND ");
  const rows = await ctx.db.prisma.$queryRaw<Row[]>`
    WITH listed AS (
      SELECT o.id FROM organisation o WHERE ${where}
      ORDER BY (o.verified_at IS NULL), o.standing DESC, o.name, o.id LIMIT ${limit} OFFSET ${offset}),
    page AS (SELECT l.id, row_number() OVER () AS at FROM listed l)
    SELECT whole.*, (SELECT count(*)::int FROM organisation o WHERE ${where}) AS total FROM page
    JOIN LATERAL (${selectPublic} WHERE o.id = page.id) whole ON true ORDER BY page.at`;
  const rates = await answerRatesOf(
    ctx.db,
    rows.map((row) => row.id),
  );
  return { items: rows.map((row) => toPublicView(row, rates.get(row.id)!)), total: rows[0]?.total ?? 0 };
}

/** Below five due answers the rate is null, and then nothing is told: one late answer would brand an organisation. */
function toPublicView(row: Row, answers: AnswerRate): PublicOrganisationView {
  return {
    organisationId: row.id,
    kind: row.kind,
    name: row.name,
    nameEn: row.name_en,
    creditCode: row.credit_code,
    areaCode: row.area_code,
    industryCode: row.industry_code,
    tier: row.tier,
    honours: row.honours,
    chainCodes: row.chain_codes,
    summary: row.summary,
    summaryEn: row.summary_en,
    website: row.website,
    isVerified: row.is_verified,
    isClaimable: row.is_claimable,
    answerRate: answers.rate === null ? null : { due: answers.due, answered: answers.inTime, rate: answers.rate },
    offers: row.offers,
    demands: row.demands,
  };
}
