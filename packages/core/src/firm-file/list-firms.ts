import { Prisma, type Tx } from "@jiebang/db";
import {
  type Actor,
  type FirmRow,
  type ListFirmsInput,
  listFirmsInput,
  type OrganisationKind,
  type Page,
  requireUser,
} from "@jiebang/domain";
import type { z } from "zod";
import type { Ctx } from "../kernel/ctx.ts";
import { coveredFirms, requireDesk } from "./covered-firms.ts";

interface Row {
  id: string;
  name: string;
  kind: string;
  state: string;
  tier: string | null;
  honours: string[];
  chain_codes: string[];
  jurisdiction_name: string | null;
  contact_name: string | null;
  contact_phone: string | null;
  is_claimed: boolean;
  is_verified: boolean;
  offers: number;
  demands: number;
  last_visited_on: string | null;
  total: number;
}

// Ties are broken by the id, so that pages never repeat a firm.
const orders = {
  name: Prisma.sql`o.name, o.id`,
  newest: Prisma.sql`o.created_at DESC, o.id`,
  visited: Prisma.sql`(SELECT max(v.visited_on) FROM visit v WHERE v.organisation_id = o.id) NULLS FIRST, o.id`,
  entries: Prisma.sql`(SELECT count(*) FROM entry e WHERE e.organisation_id = o.id AND e.state IN ('published', 'matched')) DESC, o.id`,
};

/** The firms of one's desk by what a coordinator asks: tier, honour, chain, claimed, not visited, without an entry. */
export async function listFirms(ctx: Ctx, raw: ListFirmsInput): Promise<Page<FirmRow>> {
  const actor = requireUser(ctx.actor);
  requireDesk(actor);
  return loadFirms(ctx.db.prisma, actor, listFirmsInput.parse(raw));
}

/** The same for as many rows as a file holds; the caller asked whether this is somebody of a desk. */
export async function loadFirms(tx: Tx, actor: Actor, input: z.output<typeof listFirmsInput>): Promise<Page<FirmRow>> {
  const rows = await tx.$queryRaw<Row[]>`
    WITH fitting AS MATERIALIZED (
      SELECT o.id, o.name, o.created_at FROM organisation o WHERE ${Prisma.join([coveredFirms(actor), ...filtersOf(input)], " AND ")}),
    page AS (SELECT o.id FROM fitting o ORDER BY ${orders[input.order]} LIMIT ${input.limit} OFFSET ${input.offset}),
    found AS (SELECT id, (SELECT count(*)::int FROM fitting) AS total FROM page)
    SELECT o.id, o.name, o.kind, o.state, o.tier, coalesce(o.honours, '{}') AS honours, coalesce(o.chain_codes, '{}') AS chain_codes, j.name AS jurisdiction_name, o.contact_name,
      o.contact_phone, o.verified_at IS NOT NULL AS is_verified,
      EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = o.id AND m.ended_at IS NULL) AS is_claimed,
      c.offers, c.demands, (SELECT max(v.visited_on)::text FROM visit v WHERE v.organisation_id = o.id) AS last_visited_on, f.total
    FROM found f JOIN organisation o ON o.id = f.id LEFT JOIN jurisdiction j ON j.id = o.jurisdiction_id
      CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE e.kind = 'offer')::int AS offers, count(*) FILTER (WHERE e.kind = 'demand')::int AS demands
        FROM entry e WHERE e.organisation_id = o.id AND e.state IN ('published', 'matched')) c
    ORDER BY ${orders[input.order]}`;
  return { total: rows[0]?.total ?? 0, items: rows.map(toFirmRow) };
}

function filtersOf(input: ReturnType<typeof listFirmsInput.parse>): Prisma.Sql[] {
  const where = [Prisma.sql`o.state <> 'merged'`];
  const claimed = Prisma.sql`EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = o.id AND m.ended_at IS NULL)`;
  if (input.query) {
    const pattern = `%${input.query.replace(/[\\%_]/g, "\\$&")}%`;
    where.push(
      Prisma.sql`(o.name ILIKE ${pattern} OR o.name_en ILIKE ${pattern} OR o.credit_code = ${input.query.toUpperCase()})`,
    );
  }
  if (input.kind) where.push(Prisma.sql`o.kind = ${input.kind}`);
  if (input.tier) where.push(Prisma.sql`o.tier = ${input.tier}`);
  if (input.honour) where.push(Prisma.sql`${input.honour} = ANY(o.honours)`);
  if (input.chain) where.push(Prisma.sql`${input.chain} = ANY(o.chain_codes)`);
  if (input.jurisdictionId) where.push(Prisma.sql`o.jurisdiction_id = ${input.jurisdictionId}`);
  if (input.isClaimed !== undefined) where.push(input.isClaimed ? claimed : Prisma.sql`NOT ${claimed}`);
  if (input.unvisitedMonths)
    where.push(Prisma.sql`NOT EXISTS (SELECT 1 FROM visit v WHERE v.organisation_id = o.id
      AND v.visited_on >= ((SELECT app_now()) AT TIME ZONE 'Asia/Shanghai')::date - make_interval(months => ${input.unvisitedMonths}::int))`);
  if (input.hasNoEntry !== undefined) {
    const has = Prisma.sql`EXISTS (SELECT 1 FROM entry e WHERE e.organisation_id = o.id AND e.state <> 'archived')`;
    where.push(input.hasNoEntry ? Prisma.sql`NOT ${has}` : has);
  }
  return where;
}

function toFirmRow(r: Row): FirmRow {
  return {
    organisationId: r.id,
    name: r.name,
    kind: r.kind as OrganisationKind,
    state: r.state as FirmRow["state"],
    tier: r.tier,
    honours: r.honours,
    chainCodes: r.chain_codes,
    jurisdictionName: r.jurisdiction_name,
    contactName: r.contact_name,
    contactPhone: r.contact_phone,
    isClaimed: r.is_claimed,
    isVerified: r.is_verified,
    offers: r.offers,
    demands: r.demands,
    lastVisitedOn: r.last_visited_on,
  };
}
