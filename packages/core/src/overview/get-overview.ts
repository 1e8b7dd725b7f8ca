import { Prisma, type Tx } from "@jiebang/db";
import {
  type Actor,
  coveredJurisdictions,
  dayOf,
  FUNNEL_STEPS,
  type FunnelStep,
  hasRole,
  isCoordinator,
  notFound,
  type OverviewInput,
  type OverviewView,
  overviewInput,
  requireUser,
  SMALL_CELL,
} from "@jiebang/domain";
import { requireDesk } from "../firm-file/covered-firms.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { toAnswers } from "./answer-figures.ts";

const MONTHS_SHOWN = 12;
const FLOW_ORGANISATIONS = 12;

/**
 * The figures of a desk over some months. Everything is of what this actor covers; of other counties only what is public
 * anyway, and nothing below five. A fixed number of queries over counted cells, with the instant at which they were counted.
 */
export async function getOverview(ctx: Ctx, raw: OverviewInput): Promise<OverviewView> {
  const actor = requireUser(ctx.actor);
  requireDesk(actor);
  const input = overviewInput.parse(raw);
  const tx = ctx.db.prisma;
  const now = await appNow(tx);
  const to = input.to ?? dayOf(now).slice(0, 7);
  const from = input.from ?? monthsBefore(to, MONTHS_SHOWN - 1);
  const jurisdictions = await listJurisdictions(tx, actor);
  if (input.jurisdictionId && !jurisdictions.some((j) => j.id === input.jurisdictionId && j.isCovered))
    throw notFound();
  const scope = scopeOf(actor, from, to, input.jurisdictionId);
  const [state] = await tx.$queryRaw<{ as_of: Date | null }[]>`SELECT as_of FROM overview_state WHERE id = 1`;
  return {
    from,
    to,
    asOf: state?.as_of?.toISOString() ?? null,
    jurisdictions,
    funnel: await loadFunnel(tx, scope),
    heat: await loadHeat(tx, scope),
    counties: await loadCounties(tx, jurisdictions, from, to),
    flows: await loadFlows(tx, scope),
    answers: toAnswers(await loadAnswers(tx, scope)),
  };
}

/** The cells of the period and of the own area: without a jurisdiction they are every city's, and an auditor reads all. */
function scopeOf(actor: Actor, from: string, to: string, jurisdictionId?: string): Prisma.Sql {
  const period = Prisma.sql`c.month BETWEEN ${`${from}-01`}::date AND ${`${to}-01`}::date`;
  if (jurisdictionId) return Prisma.sql`${period} AND c.jurisdiction_id = ${jurisdictionId}`;
  if (hasRole(actor, "auditor")) return period;
  const own = [...coveredJurisdictions(actor), ...(isCoordinator(actor, "city") ? [""] : [])];
  return Prisma.sql`${period} AND c.jurisdiction_id = ANY(${own}::text[])`;
}

function monthsBefore(month: string, n: number): string {
  const [year, of] = month.split("-").map(Number) as [number, number];
  const at = year * 12 + of - 1 - n;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
}

/** All under the same city, those of the actor marked. */
async function listJurisdictions(tx: Tx, actor: Actor): Promise<OverviewView["jurisdictions"]> {
  const covered = coveredJurisdictions(actor);
  const isAuditor = hasRole(actor, "auditor");
  const rows = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT j.id, j.name FROM jurisdiction j WHERE ${isAuditor} OR j.id = ANY(${covered}::text[])
      OR j.parent_id IN (SELECT coalesce(x.parent_id, x.id) FROM jurisdiction x WHERE x.id = ANY(${covered}::text[]))
    ORDER BY j.level = 'county', j.code`;
  return rows.map((r) => ({ ...r, isCovered: isAuditor || covered.includes(r.id) }));
}

async function loadFunnel(tx: Tx, scope: Prisma.Sql): Promise<OverviewView["funnel"]> {
  const rows = await tx.$queryRaw<{ step: FunnelStep; kind: string; n: number }[]>`
    SELECT c.metric AS step, c.kind, sum(c.n)::int AS n FROM overview_cell c
    WHERE c.metric = ANY(${[...FUNNEL_STEPS]}::text[]) AND ${scope} GROUP BY 1, 2`;
  const of = (step: string, kind: string) => rows.find((r) => r.step === step && r.kind === kind)?.n ?? 0;
  return FUNNEL_STEPS.map((step) => ({ step, offers: of(step, "offer"), demands: of(step, "demand") }));
}

function loadHeat(tx: Tx, scope: Prisma.Sql): Promise<OverviewView["heat"]> {
  return tx.$queryRaw`
    SELECT c.chain, c.tier, coalesce(sum(c.n) FILTER (WHERE c.kind = 'offer'), 0)::int AS offers,
      coalesce(sum(c.n) FILTER (WHERE c.kind = 'demand'), 0)::int AS demands
    FROM overview_cell c WHERE c.metric = 'published' AND ${scope} GROUP BY 1, 2 ORDER BY sum(c.n) DESC, 1, 2 LIMIT 400`;
}

async function loadCounties(
  tx: Tx,
  jurisdictions: OverviewView["jurisdictions"],
  from: string,
  to: string,
): Promise<OverviewView["counties"]> {
  const covered = jurisdictions.filter((j) => j.isCovered).map((j) => j.id);
  const rows = await tx.$queryRaw<
    { id: string; offers: number; demands: number; in_time: number; due: number; waited: number; waits: number }[]
  >`
    SELECT c.jurisdiction_id AS id,
      coalesce(sum(c.n) FILTER (WHERE c.metric = 'published' AND c.kind = 'offer'), 0)::int AS offers,
      coalesce(sum(c.n) FILTER (WHERE c.metric = 'published' AND c.kind = 'demand'), 0)::int AS demands,
      coalesce(sum(c.n) FILTER (WHERE c.metric = 'answer_in'), 0)::int AS in_time,
      coalesce(sum(c.n) FILTER (WHERE c.metric IN ('answer_in', 'answer_late', 'answer_missing')), 0)::int AS due,
      coalesce(sum(c.n * nullif(c.detail, '')::int) FILTER (WHERE c.metric = 'wait'), 0)::int AS waited,
      coalesce(sum(c.n) FILTER (WHERE c.metric = 'wait'), 0)::int AS waits
    FROM overview_cell c
    WHERE c.metric IN ('published', 'answer_in', 'answer_late', 'answer_missing', 'wait')
      AND c.month BETWEEN ${`${from}-01`}::date AND ${`${to}-01`}::date
      AND c.jurisdiction_id = ANY(${jurisdictions.map((j) => j.id)}::text[])
      -- Of others only what everybody may know of.
      AND (c.jurisdiction_id = ANY(${covered}::text[]) OR NOT c.is_hidden)
    GROUP BY 1`;
  const byId = new Map(rows.map((r) => [r.id, r]));
  const empty = { offers: 0, demands: 0, in_time: 0, due: 0, waited: 0, waits: 0 };
  return jurisdictions.map((j) => {
    const r = byId.get(j.id) ?? empty;
    const shown = (n: number) => (j.isCovered || n === 0 || n >= SMALL_CELL ? n : null);
    const isEnough = (n: number) => n >= SMALL_CELL || (j.isCovered && n > 0);
    return {
      jurisdictionId: j.id,
      name: j.name,
      isCovered: j.isCovered,
      offers: shown(r.offers),
      demands: shown(r.demands),
      due: shown(r.due),
      answerRate: isEnough(r.due) ? Math.round((r.in_time / r.due) * 1000) / 1000 : null,
      waitingDays: isEnough(r.waits) ? Math.round((r.waited / r.waits) * 10) / 10 : null,
    };
  });
}

/** Universities and institutes to the chains they work for; the smaller ones together. */
async function loadFlows(tx: Tx, scope: Prisma.Sql): Promise<OverviewView["flows"]> {
  return tx.$queryRaw`
    WITH flows AS (SELECT c.detail AS id, c.chain, sum(c.n) FILTER (WHERE c.metric = 'flow_interest') AS interests,
        sum(c.n) FILTER (WHERE c.metric = 'flow_award') AS awards, sum(c.n) AS n
      FROM overview_cell c WHERE c.metric IN ('flow_interest', 'flow_award') AND ${scope} GROUP BY 1, 2),
    big AS (SELECT id FROM flows GROUP BY id ORDER BY sum(n) DESC, id LIMIT ${FLOW_ORGANISATIONS})
    SELECT b.id AS "organisationId", min(o.name) AS name, f.chain, coalesce(sum(f.interests), 0)::int AS interests,
      coalesce(sum(f.awards), 0)::int AS awards
    FROM flows f LEFT JOIN big b ON b.id = f.id LEFT JOIN organisation o ON o.id = b.id
    GROUP BY b.id, f.chain ORDER BY sum(f.n) DESC, b.id, f.chain LIMIT 200`;
}

function loadAnswers(tx: Tx, scope: Prisma.Sql) {
  return tx.$queryRaw<{ metric: string; month: string; detail: string; n: number }[]>`
    SELECT c.metric, to_char(c.month, 'YYYY-MM') AS month, c.detail, sum(c.n)::int AS n FROM overview_cell c
    WHERE c.metric IN ('answer_in', 'answer_late', 'answer_missing') AND ${scope} GROUP BY 1, 2, 3 ORDER BY 2`;
}
