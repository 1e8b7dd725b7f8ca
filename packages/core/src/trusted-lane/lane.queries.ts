import type { Prisma as PrismaTypes, Tx } from "@jiebang/db";
import { Prisma } from "@jiebang/db";
import {
  type Actor,
  canSeeOrganisation,
  coveredJurisdictions,
  coversJurisdiction,
  isMemberOf,
  type LaneListInput,
  type LaneView,
  laneListInput,
  notFound,
  type OrganisationLane,
  type OrganisationRef,
  type Page,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { toRule } from "../vetting/vetting-rule.ts";
import { seedHash } from "./sample-draw.ts";

type LaneRow = {
  id: string;
  organisation_id: string;
  organisation_name: string;
  city_name: string;
  seed: string;
  reason: string;
  granted_by: string | null;
  granted_at: Date;
  ended_at: Date | null;
  end_reason: string | null;
  end_note: string | null;
  sample_percent: number;
  lane_failures: number;
  lane_months: number;
  published: number;
  open: number;
  passed: number;
  failed: number;
  total: number;
};

async function loadLanes(tx: Tx, where: PrismaTypes.Sql, limit: number, offset: number): Promise<Page<LaneView>> {
  const fallback = toRule(null);
  const rows = await tx.$queryRaw<LaneRow[]>`
    SELECT l.*, o.name AS organisation_name, j.name AS city_name, u.name AS granted_by,
      coalesce(v.sample_percent, ${fallback.samplePercent}::int) AS sample_percent,
      coalesce(v.lane_failures, ${fallback.laneFailures}::int) AS lane_failures,
      coalesce(v.lane_months, ${fallback.laneMonths}::int) AS lane_months,
      (SELECT count(*)::int FROM vetting_decision d JOIN entry e ON e.id = d.entry_id
        WHERE e.organisation_id = l.organisation_id AND d.step = 'trusted' AND d.decided_at >= l.granted_at
          AND (l.ended_at IS NULL OR d.decided_at <= l.ended_at)) AS published,
      s.open, s.passed, s.failed
    FROM (SELECT l.*, count(*) OVER ()::int AS total FROM trusted_lane l JOIN organisation o ON o.id = l.organisation_id
        WHERE ${where} ORDER BY l.ended_at IS NOT NULL, l.granted_at DESC, l.id DESC LIMIT ${limit} OFFSET ${offset}) l
      JOIN organisation o ON o.id = l.organisation_id JOIN jurisdiction j ON j.id = l.city_id LEFT JOIN users u ON u.id = l.granted_by_id
      LEFT JOIN LATERAL (SELECT * FROM vetting_rule v WHERE v.city_id = l.city_id ORDER BY v.created_at DESC, v.id DESC LIMIT 1) v ON true
      LEFT JOIN LATERAL (
        SELECT count(*) FILTER (WHERE s.state = 'open')::int AS open, count(*) FILTER (WHERE s.state = 'passed')::int AS passed,
          count(*) FILTER (WHERE s.state = 'failed'
            AND s.decided_at > (SELECT app_now()) - make_interval(months => coalesce(v.lane_months, ${fallback.laneMonths}::int)))::int AS failed
        FROM vetting_sample s WHERE s.lane_id = l.id) s ON true
    ORDER BY l.ended_at IS NOT NULL, l.granted_at DESC, l.id DESC`;
  return { total: rows[0]?.total ?? 0, items: rows.map(toLaneView) };
}

function toLaneView(r: LaneRow): LaneView {
  return {
    laneId: r.id,
    organisationId: r.organisation_id,
    organisationName: r.organisation_name,
    cityName: r.city_name,
    reason: r.reason,
    grantedByName: r.granted_by,
    grantedAt: r.granted_at.toISOString(),
    endedAt: r.ended_at?.toISOString() ?? null,
    endReason: r.end_reason as LaneView["endReason"],
    endNote: r.end_note,
    seedHash: seedHash(r.seed),
    seed: r.ended_at ? r.seed : null,
    samplePercent: r.sample_percent,
    published: r.published,
    open: r.open,
    passed: r.passed,
    failed: r.failed,
    failuresAllowed: r.lane_failures,
    months: r.lane_months,
  };
}

/** Trusted lanes of the own cities, running ones first. */
export async function listLanes(ctx: Ctx, raw: LaneListInput): Promise<Page<LaneView>> {
  const actor = requireUser(ctx.actor);
  const input = laneListInput.parse(raw);
  const ended =
    input.isEnded === undefined
      ? Prisma.sql`true`
      : input.isEnded
        ? Prisma.sql`l.ended_at IS NOT NULL`
        : Prisma.sql`l.ended_at IS NULL`;
  return loadLanes(
    ctx.db.prisma,
    Prisma.sql`(l.city_id = ANY(${coveredJurisdictions(actor)}::text[]) OR o.jurisdiction_id = ANY(${coveredJurisdictions(actor)}::text[])) AND ${ended}`,
    input.limit,
    input.offset,
  );
}

/** The lane of one organisation, for its members and its desk. */
export async function getOrganisationLane(ctx: Ctx, input: OrganisationRef): Promise<OrganisationLane> {
  return loadOrganisationLane(ctx.db.prisma, requireUser(ctx.actor), input.organisationId);
}

export async function loadOrganisationLane(tx: Tx, actor: Actor, organisationId: string): Promise<OrganisationLane> {
  const organisation = await tx.organisation.findUnique({ where: { id: organisationId } });
  if (!organisation || !canSeeOrganisation(actor, { organisationId, jurisdictionId: organisation.jurisdictionId }))
    throw notFound();
  const { items } = await loadLanes(tx, Prisma.sql`l.organisation_id = ${organisationId}`, 1, 0);
  const lane = items[0] ?? null;
  const isCity = coversJurisdiction(actor, organisation.jurisdictionId, "city") && !isMemberOf(actor, organisationId);
  const isRunning = lane !== null && lane.endedAt === null;
  const isFit =
    organisation.kind === "university" && organisation.verifiedAt !== null && organisation.state === "active";
  return {
    lane,
    allowedActions: !isCity ? [] : isRunning ? ["withdraw"] : isFit ? ["grant"] : [],
  };
}
