import type { Tx } from "@jiebang/db";
import type { Ctx } from "../kernel/ctx.ts";
import type { Job } from "../kernel/job.ts";

// Counts per month, jurisdiction, kind, chain and tier; '' stands for "none". `hidden`: of a hidden poster or a limited
// circle, which is counted only for those who cover it. The text that counts is the published one, else the current.
const BASE = `
  SELECT e.id, e.kind, coalesce(e.jurisdiction_id, '') AS jurisdiction_id, e.published_at, e.number,
    coalesce(r.is_poster_hidden, true) OR e.audience <> 'public' OR e.published_revision_id IS NULL AS is_hidden,
    coalesce(r.chain_code, '') AS chain, coalesce(o.tier, '') AS tier, e.organisation_id, o.kind AS organisation_kind
  FROM entry e JOIN organisation o ON o.id = e.organisation_id
    LEFT JOIN revision r ON r.id = coalesce(e.published_revision_id, e.current_revision_id)`;

const MONTH = (at: string) => `date_trunc('month', ${at} AT TIME ZONE 'Asia/Shanghai')::date`;
const DAYS = (from: string, to: string) =>
  `greatest(0, (${to} AT TIME ZONE 'Asia/Shanghai')::date - (${from} AT TIME ZONE 'Asia/Shanghai')::date)::text`;

// Of two organisations the academic one flows to a chain: the owner of an offer, or whoever takes up a demand.
const ACADEMIC = (owner: string, other: string) =>
  `CASE WHEN ${owner}.kind IN ('university', 'institute') THEN ${owner}.id WHEN ${other}.kind IN ('university', 'institute') THEN ${other}.id END`;

const PARTS = [
  `SELECT 'submitted', ${MONTH("s.at")}, b.jurisdiction_id, b.is_hidden, b.kind, b.chain, b.tier, '' AS detail
   FROM base b JOIN (SELECT entry_id, min(submitted_at) AS at FROM revision WHERE submitted_at IS NOT NULL GROUP BY entry_id) s ON s.entry_id = b.id`,
  `SELECT 'published', ${MONTH("b.published_at")}, b.jurisdiction_id, b.is_hidden, b.kind, b.chain, b.tier, ''
   FROM base b WHERE b.published_at IS NOT NULL`,
  `SELECT 'interest', ${MONTH("i.created_at")}, b.jurisdiction_id, b.is_hidden, b.kind, b.chain, '', ''
   FROM base b JOIN interest i ON i.entry_id = b.id`,
  `SELECT 'accepted', ${MONTH("i.answered_at")}, b.jurisdiction_id, b.is_hidden, b.kind, b.chain, '', ''
   FROM base b JOIN interest i ON i.entry_id = b.id WHERE i.state = 'accepted' AND i.answered_at IS NOT NULL`,
  `SELECT 'agreement', ${MONTH("a.recorded_at")}, b.jurisdiction_id, b.is_hidden, b.kind, b.chain, '', ''
   FROM base b JOIN board_item x ON x.entry_id = b.id JOIN agreement a ON a.item_id = x.id WHERE a.recorded_at IS NOT NULL`,
  `SELECT 'lead', ${MONTH("l.created_at")}, coalesce(o.jurisdiction_id, ''), true, 'demand', '', '', ''
   FROM lead l JOIN organisation o ON o.id = l.organisation_id`,
  // The month in which the answer was due; what was withdrawn before counts for nobody.
  `SELECT CASE WHEN i.answered_at <= i.due_at THEN 'answer_in' WHEN i.answered_at IS NOT NULL THEN 'answer_late' ELSE 'answer_missing' END,
     ${MONTH("i.due_at")}, b.jurisdiction_id, b.is_hidden, b.kind, '', '',
     CASE WHEN i.answered_at IS NULL THEN '' ELSE ${DAYS("i.created_at", "i.answered_at")} END
   FROM base b JOIN interest i ON i.entry_id = b.id
   WHERE i.state <> 'withdrawn' AND (i.answered_at IS NOT NULL OR (i.state = 'open' AND i.due_at < (SELECT app_now())))`,
  `SELECT 'wait', ${MONTH("d.decided_at")}, b.jurisdiction_id, b.is_hidden, b.kind, '', '', ${DAYS("r.submitted_at", "d.decided_at")}
   FROM base b JOIN vetting_decision d ON d.entry_id = b.id AND d.action = 'publish' JOIN revision r ON r.id = d.revision_id
   WHERE r.submitted_at IS NOT NULL`,
  `SELECT 'flow_interest', ${MONTH("i.answered_at")}, b.jurisdiction_id, b.is_hidden, b.kind, b.chain, '', ${ACADEMIC("ow", "ak")}
   FROM base b JOIN interest i ON i.entry_id = b.id AND i.state = 'accepted' AND i.answered_at IS NOT NULL
     JOIN organisation ow ON ow.id = b.organisation_id JOIN organisation ak ON ak.id = i.organisation_id`,
  // Only what a release made known.
  `SELECT 'flow_award', ${MONTH("s.released_at")}, b.jurisdiction_id, b.is_hidden, b.kind, b.chain, '', ${ACADEMIC("ow", "ak")}
   FROM base b JOIN board_item x ON x.entry_id = b.id JOIN bid y ON y.item_id = x.id AND y.state = 'selected'
     JOIN bid_decision c ON c.bid_id = y.id AND c.outcome = 'selected' AND c.superseded_at IS NULL
     JOIN release s ON s.id = c.release_id
     JOIN organisation ow ON ow.id = b.organisation_id JOIN organisation ak ON ak.id = y.organisation_id`,
];

/** Puts the figures together anew, all in one transaction: a reader sees the old ones or the new ones. */
export async function refreshOverview(tx: Tx): Promise<void> {
  // Two at once would write every cell twice.
  await tx.$executeRaw`SELECT 1 FROM overview_state WHERE id = 1 FOR UPDATE`;
  await tx.$executeRaw`DELETE FROM overview_cell`;
  await tx.$executeRawUnsafe(`
    WITH base AS MATERIALIZED (${BASE}), cells (metric, month, jurisdiction_id, is_hidden, kind, chain, tier, detail) AS (${PARTS.join(" UNION ALL ")})
    INSERT INTO overview_cell (metric, month, jurisdiction_id, is_hidden, kind, chain, tier, detail, n)
    SELECT metric, month, jurisdiction_id, is_hidden, kind, chain, tier, coalesce(detail, ''), count(*) FROM cells
    WHERE month IS NOT NULL AND (metric NOT LIKE 'flow%' OR detail IS NOT NULL) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`);
  await tx.$executeRaw`UPDATE overview_state SET as_of = app_now() WHERE id = 1`;
}

export const refreshOverviewJob: Job = {
  name: "overview.refresh",
  cron: "*/10 * * * *",
  run: (ctx: Ctx) => ctx.transaction(refreshOverview),
};
