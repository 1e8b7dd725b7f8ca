import { Prisma, type Tx } from "@jiebang/db";
import {
  type ClaimState,
  coveredJurisdictions,
  type FirmClaimPage,
  isCoordinator,
  type ListFirmClaimsInput,
  listFirmClaimsInput,
  type UserActor,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { requireCoordinator } from "../organisation/firm-list.queries.ts";

type Filter = Omit<ListFirmClaimsInput, "limit" | "offset">;

/** The firms a coordinator answers for, each with the state of its claim. One condition for the list and for printing. */
export function claimableFirms(actor: UserActor, { state, query, jurisdictionId, listId }: Filter): Prisma.Sql {
  const conditions = [
    Prisma.sql`o.state = 'active' AND o.kind = 'enterprise' AND o.source IS NULL`,
    isCoordinator(actor, "city")
      ? Prisma.sql`(o.jurisdiction_id = ANY(${coveredJurisdictions(actor)}::text[]) OR o.jurisdiction_id IS NULL)`
      : Prisma.sql`o.jurisdiction_id = ANY(${coveredJurisdictions(actor)}::text[])`,
  ];
  if (query) {
    const like = `%${query.replace(/[\\%_]/g, "\\$&")}%`;
    conditions.push(Prisma.sql`(o.name ILIKE ${like} OR o.credit_code ILIKE ${like})`);
  }
  if (jurisdictionId) conditions.push(Prisma.sql`o.jurisdiction_id = ${jurisdictionId}`);
  if (listId)
    conditions.push(Prisma.sql`o.id IN (SELECT r.organisation_id FROM firm_list_row r JOIN firm_list f ON f.id = r.list_id
      WHERE r.list_id = ${listId} AND f.created_by_id = ${actor.userId})`);
  const where = Prisma.join(conditions, " AND ");
  return Prisma.sql`(
    SELECT x.* FROM (
      SELECT o.id, o.name, o.credit_code, o.jurisdiction_id, o.tier, o.contact_name, o.contact_phone, i.created_at AS code_made_at,
        i.expires_at AS code_expires_at, m.claimed_at,
        CASE WHEN m.claimed_at IS NOT NULL THEN 'claimed' WHEN i.expires_at > (SELECT app_now()) THEN 'open'
          WHEN i.expires_at IS NOT NULL THEN 'expired' ELSE 'none' END AS claim_state
      FROM organisation o
        LEFT JOIN (SELECT organisation_id, min(created_at) AS claimed_at FROM membership WHERE ended_at IS NULL GROUP BY 1) m
          ON m.organisation_id = o.id
        LEFT JOIN (SELECT organisation_id, max(created_at) AS created_at, max(expires_at) AS expires_at FROM invitation
          WHERE kind = 'claim' AND used_at IS NULL AND revoked_at IS NULL GROUP BY 1) i ON i.organisation_id = o.id
      WHERE ${where}) x ${state ? Prisma.sql`WHERE x.claim_state = ${state}` : Prisma.empty})`;
}

/** Who has claimed its page, who holds a code, who has none. */
export async function listFirmClaims(ctx: Ctx, input: ListFirmClaimsInput): Promise<FirmClaimPage> {
  const actor = requireCoordinator(ctx.actor);
  const { limit, offset, ...filter } = listFirmClaimsInput.parse(input);
  const tx = ctx.db.prisma;
  const rows = await tx.$queryRaw<
    {
      id: string;
      name: string;
      credit_code: string | null;
      jurisdiction_name: string | null;
      tier: string | null;
      contact_name: string | null;
      contact_phone: string | null;
      claim_state: ClaimState;
      code_made_at: Date | null;
      code_expires_at: Date | null;
      claimed_at: Date | null;
      leads: number;
    }[]
  >`
    SELECT c.*, j.name AS jurisdiction_name, (SELECT count(*)::int FROM lead l WHERE l.organisation_id = c.id) AS leads
    FROM (SELECT * FROM ${claimableFirms(actor, filter)} f
      ORDER BY f.claim_state = 'claimed', f.name, f.id LIMIT ${limit} OFFSET ${offset}) c
      LEFT JOIN jurisdiction j ON j.id = c.jurisdiction_id ORDER BY c.claim_state = 'claimed', c.name, c.id`;
  const counts = { claimed: 0, open: 0, expired: 0, none: 0, ...(await countClaims(tx, actor, filter)) };
  const total = filter.state ? counts[filter.state] : Object.values(counts).reduce((sum, n) => sum + n, 0);
  return {
    total,
    counts,
    items: rows.map((r) => ({
      organisationId: r.id,
      name: r.name,
      creditCode: r.credit_code,
      jurisdictionName: r.jurisdiction_name,
      tier: r.tier,
      contactName: r.contact_name,
      contactPhone: r.contact_phone,
      state: r.claim_state,
      codeMadeAt: r.code_made_at?.toISOString() ?? null,
      codeExpiresAt: r.code_expires_at?.toISOString() ?? null,
      claimedAt: r.claimed_at?.toISOString() ?? null,
      leadCount: r.leads,
    })),
  };
}

async function countClaims(tx: Tx, actor: UserActor, filter: Filter): Promise<Partial<Record<ClaimState, number>>> {
  const rows = await tx.$queryRaw<{ claim_state: ClaimState; n: number }[]>`
    SELECT claim_state, count(*)::int AS n FROM ${claimableFirms(actor, { ...filter, state: undefined })} c GROUP BY 1`;
  return Object.fromEntries(rows.map((r) => [r.claim_state, r.n]));
}
