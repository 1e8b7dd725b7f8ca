import { Prisma, type rows } from "@jiebang/db";
import {
  type Actor,
  coveredJurisdictions,
  coversJurisdiction,
  isBarredFromVetting,
  organisationsOf,
  type Proposal,
  type RevisionState,
  requireUser,
  stepInTurn,
  type UserActor,
  type VettingListInput,
  type VettingPage,
  vettingActions,
  vettingListInput,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { loadVettingClock, type VettingClock } from "./vetting-clock.ts";
import { toRule } from "./vetting-rule.ts";

type QueueRow = {
  entry_id: string;
  revision_id: string;
  revision_no: number;
  lock_version: number;
  kind: string;
  number: string | null;
  title: string;
  organisation_id: string;
  organisation_name: string;
  jurisdiction_id: string | null;
  jurisdiction_name: string | null;
  on_behalf_by_id: string | null;
  is_unconfirmed: boolean;
  submitted_by_id: string | null;
  state: string;
  submitted_at: Date;
  assignee_id: string | null;
  assignee_name: string | null;
  proposal: string | null;
  run_total: number | null;
  prepared_by_id: string | null;
  checked_by_id: string | null;
  secrecy_by_id: string | null;
  rule: RuleJson | null;
  total: number;
};
/** `to_jsonb` of a row of `vetting_rule`. */
type RuleJson = Record<string, unknown>;

const ORGANISATION = Prisma.sql`JOIN organisation o ON o.id = e.organisation_id`;
const JURISDICTION = Prisma.sql`LEFT JOIN jurisdiction j ON j.id = e.jurisdiction_id`;
const RUN = Prisma.sql`LEFT JOIN vetting_run n ON n.revision_id = r.id AND n.closed_at IS NULL`;
const ASSIGNMENT = Prisma.sql`LEFT JOIN case_assignment a ON a.step_key = 'vetting:' || r.id AND a.ended_at IS NULL`;
/** The rule that stood when the case was handed in. */
const RULE = Prisma.sql`LEFT JOIN LATERAL (
  SELECT * FROM vetting_rule v WHERE v.city_id = coalesce(j.parent_id, j.id) AND v.created_at <= r.submitted_at
  ORDER BY v.created_at DESC, v.id DESC LIMIT 1) v ON true`;

/** What waits in the coordinator's jurisdictions, the longest waiting first, with who works on it. One query for the list. */
export async function listVetting(ctx: Ctx, raw: VettingListInput): Promise<VettingPage> {
  const actor = requireUser(ctx.actor);
  const input = vettingListInput.parse(raw);
  const tx = ctx.db.prisma;
  const clock = await loadVettingClock(tx);
  const where = [
    Prisma.sql`e.jurisdiction_id = ANY(${coveredJurisdictions(actor)}::text[])`,
    // Written out so that the partial index on what waits is used.
    Prisma.sql`r.state IN ('submitted', 'recommended', 'held', 'prepared', 'checked', 'sent_back')`,
    ...(input.states?.length ? [Prisma.sql`r.state = ANY(${input.states}::text[])`] : []),
    ...(input.kind ? [Prisma.sql`e.kind = ${input.kind}`] : []),
    ...(input.jurisdictionId ? [Prisma.sql`e.jurisdiction_id = ${input.jurisdictionId}`] : []),
    ...(input.isOverdue === true ? [Prisma.sql`r.submitted_at < ${clock.overdueBefore}`] : []),
    ...(input.isOverdue === false ? [Prisma.sql`r.submitted_at >= ${clock.overdueBefore}`] : []),
    ...(input.assigned === "mine" ? [Prisma.sql`a.user_id = ${actor.userId}`] : []),
    ...(input.assigned === "nobody" ? [Prisma.sql`a.user_id IS NULL`] : []),
    ...(input.assigneeId ? [Prisma.sql`a.user_id = ${input.assigneeId}`] : []),
    ...(input.isMyTurn ? [myTurn(actor)] : []),
    ...(input.text
      ? [
          Prisma.sql`(strpos(lower(r.title), lower(${input.text})) > 0 OR strpos(o.name, ${input.text}) > 0 OR e.number = upper(${input.text}))`,
        ]
      : []),
  ];
  const order =
    input.order === "newest" ? Prisma.sql`r.submitted_at DESC, r.id DESC` : Prisma.sql`r.submitted_at, r.id`;
  // Who waits is found and counted with what the filters ask for alone; only the page is read whole.
  const joins = [
    ...(input.text ? [ORGANISATION] : []),
    ...(input.assigned === "mine" || input.assigned === "nobody" || input.assigneeId ? [ASSIGNMENT] : []),
    ...(input.isMyTurn ? [JURISDICTION, RUN, RULE] : []),
  ];
  const found = Prisma.sql`FROM revision r JOIN entry e ON e.id = r.entry_id
    ${Prisma.join(joins.length > 0 ? joins : [Prisma.empty], " ")} WHERE ${Prisma.join(where, " AND ")}`;
  const rows = await tx.$queryRaw<QueueRow[]>`
    WITH listed AS (SELECT r.id ${found} ORDER BY ${order} LIMIT ${input.limit} OFFSET ${input.offset}),
    page AS (SELECT l.id, row_number() OVER () AS at, (SELECT count(*)::int ${found}) AS total FROM listed l)
    SELECT e.id AS entry_id, r.id AS revision_id, r.no AS revision_no, r.lock_version, e.kind, e.number, r.title, e.organisation_id,
      o.name AS organisation_name, e.jurisdiction_id, j.name AS jurisdiction_name, e.on_behalf_by_id, r.submitted_by_id, r.state,
      e.on_behalf_by_id IS NOT NULL AND e.on_behalf_confirmed_at IS NULL AND e.on_behalf_stamp_revision_id IS DISTINCT FROM r.id AS is_unconfirmed,
      r.submitted_at, a.user_id AS assignee_id, u.name AS assignee_name, n.proposal, n.total AS run_total, n.prepared_by_id,
      n.checked_by_id, n.secrecy_by_id, to_jsonb(v) AS rule, page.total
    FROM page JOIN revision r ON r.id = page.id JOIN entry e ON e.id = r.entry_id ${ORGANISATION} ${JURISDICTION} ${RUN} ${ASSIGNMENT}
      LEFT JOIN users u ON u.id = a.user_id ${RULE}
    ORDER BY page.at`;
  return { total: rows[0]?.total ?? 0, items: rows.map((row) => toVettingRow(actor, clock, row)) };
}

/** `vettingActions` as a condition, for the filter "what I can do now"; a test holds the two together. */
function myTurn(actor: UserActor): Prisma.Sql {
  const me = actor.userId;
  const covered = (level: "city" | "county") =>
    actor.appointments.filter((a) => a.level === level).flatMap((a) => a.covers);
  const named = (step: Prisma.Sql) =>
    Prisma.sql`(coalesce(jsonb_array_length(v.persons -> ${step}), 0) = 0 OR v.persons -> ${step} @> to_jsonb(${me}::text))`;
  const step = Prisma.sql`(CASE WHEN r.state = 'checked' THEN 'sign' WHEN r.state = 'prepared'
    THEN (CASE WHEN 'check' = ANY(v.steps) THEN 'check' ELSE 'sign' END) ELSE coalesce(v.steps[1], 'sign') END)`;
  return Prisma.sql`(e.on_behalf_by_id IS DISTINCT FROM ${me} AND r.submitted_by_id IS DISTINCT FROM ${me}
    AND e.organisation_id <> ALL(${organisationsOf(actor)}::text[])
    AND CASE WHEN e.jurisdiction_id = ANY(${covered("city")}::text[])
      THEN r.state NOT IN ('prepared', 'checked') OR (${named(step)} AND n.prepared_by_id IS DISTINCT FROM ${me}
        AND (${step} <> 'sign' OR n.checked_by_id IS DISTINCT FROM ${me}))
        OR (v.secrecy_step IS NOT NULL AND n.secrecy_by_id IS NULL AND ${me} = ANY(v.secrecy_reviewer_ids))
      ELSE r.state = 'submitted' AND e.jurisdiction_id = ANY(${covered("county")}::text[]) END)`;
}

function toVettingRow(actor: Actor, clock: VettingClock, r: QueueRow): VettingPage["items"][number] {
  const dueOn = clock.dueOn(r.submitted_at);
  const state = r.state as RevisionState;
  const rule = toRule(ruleFromJson(r.rule));
  const isCity = coversJurisdiction(actor, r.jurisdiction_id, "city");
  const standing = {
    organisationId: r.organisation_id,
    jurisdictionId: r.jurisdiction_id,
    state,
    onBehalfById: r.on_behalf_by_id,
    submittedById: r.submitted_by_id,
    chain: { rule, preparedById: r.prepared_by_id, checkedById: r.checked_by_id, secrecyById: r.secrecy_by_id },
  };
  return {
    entryId: r.entry_id,
    revisionId: r.revision_id,
    revisionNo: r.revision_no,
    lockVersion: r.lock_version,
    kind: r.kind as "offer" | "demand",
    number: r.number,
    title: r.title,
    organisationName: r.organisation_name,
    jurisdictionName: r.jurisdiction_name,
    state,
    submittedAt: r.submitted_at.toISOString(),
    waitingDays: Math.floor((clock.now.getTime() - r.submitted_at.getTime()) / 86_400_000),
    dueOn,
    isOverdue: dueOn < clock.today,
    isBarred: isBarredFromVetting(actor, standing),
    isOnBehalfUnconfirmed: r.is_unconfirmed,
    assignee: r.assignee_id ? { userId: r.assignee_id, name: r.assignee_name ?? "" } : null,
    step: stepInTurn(state, rule.steps) ?? "sign",
    proposal: isCity ? (r.proposal as Proposal | null) : null,
    total: isCity ? r.run_total : null,
    allowedActions: vettingActions(actor, standing),
  };
}

function ruleFromJson(row: RuleJson | null): rows.VettingRuleModel | null {
  if (!row) return null;
  const camel = (key: string) => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  // A row of the table under the names that the client would give it.
  return Object.fromEntries(Object.entries(row).map(([k, v]) => [camel(k), v])) as unknown as rows.VettingRuleModel;
}
