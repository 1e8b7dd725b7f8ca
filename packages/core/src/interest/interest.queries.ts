import { Prisma, type Tx } from "@jiebang/db";
import {
  type Actor,
  type InterestDetail,
  type InterestListInput,
  type InterestPage,
  type InterestRef,
  type InterestSide,
  type InterestView,
  interestActions,
  interestListInput,
  notFound,
  organisationsOf,
  requireUser,
  voiceOf,
} from "@jiebang/domain";
import { audienceAllows, mayMeetEntry } from "../entry/readable-entries.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { type Standing, sideOf, standingOf } from "./interest.access.ts";
import { loadInterestManagers, managedInterests, managingOf } from "./manager.queries.ts";
import { loadOutcomes, outcomeDueOn } from "./outcome.queries.ts";
import { loadRoutes } from "./route.queries.ts";

type Row = {
  id: string;
  entry_id: string;
  kind: string;
  number: string | null;
  title: string;
  owner_id: string;
  owner_name: string;
  jurisdiction_id: string | null;
  is_poster_hidden: boolean;
  asker_id: string;
  asker_name: string;
  asker_kind: string;
  person_name: string;
  cooperation: string;
  unclear: string;
  about: string;
  state: string;
  reason: string | null;
  answer: string | null;
  due_at: Date;
  is_overdue: boolean;
  answered_at: Date | null;
  outcome: string | null;
  created_at: Date;
  may_answer: boolean | null;
  manager_may_answer: boolean | null;
  has_asker_consent: boolean | null;
  message_count: number;
  message_at: Date | null;
  unread_of_owner: number;
  unread_of_asker: number;
  unread_of_manager: number;
  total: number;
};

// The published text, never the one being worked on: an asker sees what everybody sees.
const select = (userId: string) => Prisma.sql`
  SELECT i.id, i.entry_id, e.kind, e.number, r.title, e.organisation_id AS owner_id, ow.name AS owner_name, e.jurisdiction_id,
    r.is_poster_hidden, i.organisation_id AS asker_id, a.name AS asker_name, a.kind AS asker_kind, u.name AS person_name,
    i.cooperation, i.unclear, i.about, i.state, i.reason, i.answer, i.due_at, i.state = 'open' AND i.due_at < (SELECT app_now()) AS is_overdue,
    i.answered_at, i.outcome, i.created_at, rt.may_answer,
    mg.may_answer AS manager_may_answer, mg.has_asker_consent,
    m.count AS message_count, m.at AS message_at, m.unread_of_owner, m.unread_of_asker, m.unread_of_manager, count(*) OVER ()::int AS total
  FROM interest i JOIN entry e ON e.id = i.entry_id JOIN revision r ON r.id = e.published_revision_id
    JOIN organisation ow ON ow.id = e.organisation_id JOIN organisation a ON a.id = i.organisation_id JOIN users u ON u.id = i.user_id
    LEFT JOIN interest_route rt ON rt.interest_id = i.id AND rt.user_id = ${userId} AND rt.ended_at IS NULL
    LEFT JOIN interest_read rd ON rd.interest_id = i.id AND rd.user_id = ${userId}
    LEFT JOIN LATERAL (${managingOf(userId)}) mg ON true
    LEFT JOIN LATERAL (SELECT count(*)::int AS count, max(m.created_at) AS at,
      (count(*) FILTER (WHERE m.side <> 'owner' AND (rd.read_at IS NULL OR m.created_at > rd.read_at)))::int AS unread_of_owner,
      (count(*) FILTER (WHERE m.side <> 'asker' AND (rd.read_at IS NULL OR m.created_at > rd.read_at)))::int AS unread_of_asker,
      (count(*) FILTER (WHERE m.side <> 'manager' AND (rd.read_at IS NULL OR m.created_at > rd.read_at)))::int AS unread_of_manager
      FROM interest_message m WHERE m.interest_id = i.id) m ON true`;

export async function getInterest(ctx: Ctx, input: InterestRef): Promise<InterestDetail> {
  const tx = ctx.db.prisma;
  const view = await loadInterest(tx, requireUser(ctx.actor), input.interestId);
  return {
    ...view,
    routes: view.side === "asker" || view.side === "manager" ? [] : await loadRoutes(tx, view.id),
    managers: await loadInterestManagers(tx, view.id, isPosterKept(view.side, view.isPosterHidden, view.state)),
    outcomes: await loadOutcomes(tx, view.id),
    outcomeDueOn: view.side === "coordinator" ? null : await outcomeDueOn(tx, view.id),
  };
}

export async function loadInterest(tx: Tx, actor: Actor, interestId: string): Promise<InterestView> {
  const [row] = await tx.$queryRaw<Row[]>`${select(requireUser(actor).userId)} WHERE i.id = ${interestId}`;
  const side =
    row &&
    sideOf(
      actor,
      { organisationId: row.asker_id, entry: { organisationId: row.owner_id, jurisdictionId: row.jurisdiction_id } },
      grantedTo(row),
    );
  if (!row || !side) throw notFound();
  if (side === "asker" && !(await mayMeetEntry(tx, actor, row.entry_id))) throw notFound();
  return toView(row, side);
}

const grantedTo = (row: Row): Standing => ({
  routing: row.may_answer === null ? null : { mayAnswer: row.may_answer },
  managing:
    row.manager_may_answer === null
      ? null
      : { mayAnswer: row.manager_may_answer, hasAskerConsent: row.has_asker_consent ?? false },
});

/** Asked of the own organisations (or of others, whom this person helps to answer), or by them; what is due first stands first. */
export async function listInterests(ctx: Ctx, raw: InterestListInput): Promise<InterestPage> {
  const actor = requireUser(ctx.actor);
  const input = interestListInput.parse(raw);
  const own = organisationsOf(actor);
  const where = [
    input.side === "owner"
      ? Prisma.sql`i.id IN (SELECT x.id FROM interest x JOIN entry y ON y.id = x.entry_id WHERE y.organisation_id = ANY(${own}::text[])
          UNION SELECT interest_id FROM interest_route WHERE user_id = ${actor.userId} AND ended_at IS NULL
          UNION ${managedInterests(actor.userId)})`
      : Prisma.sql`i.organisation_id = ANY(${own}::text[]) AND ${audienceAllows(actor)}`,
    ...(input.state ? [Prisma.sql`i.state = ${input.state}`] : []),
    ...(input.isOverdue === undefined
      ? []
      : [Prisma.sql`(i.state = 'open' AND i.due_at < (SELECT app_now())) = ${input.isOverdue}`]),
    ...(input.needsOutcome === undefined
      ? []
      : [Prisma.sql`(i.state = 'accepted' AND i.outcome IS NULL) = ${input.needsOutcome}`]),
    ...(input.entryId ? [Prisma.sql`i.entry_id = ${input.entryId}`] : []),
  ];
  // The page is picked from narrow rows; only its own are read whole, with their messages.
  const rows = await ctx.db.prisma.$queryRaw<(Row & { of_all: number })[]>`
    WITH page AS (
      SELECT i.id, count(*) OVER ()::int AS of_all, row_number() OVER (
        ORDER BY i.state = 'open' DESC, CASE WHEN i.state = 'open' THEN i.due_at END, i.created_at DESC, i.id DESC) AS at
      FROM interest i JOIN entry e ON e.id = i.entry_id WHERE ${Prisma.join(where, " AND ")}
      ORDER BY at LIMIT ${input.limit} OFFSET ${input.offset})
    SELECT whole.*, page.of_all FROM page
    JOIN LATERAL (${select(actor.userId)} WHERE i.id = page.id) whole ON true ORDER BY page.at`;
  const sideOfRow = (row: Row): InterestSide => {
    if (input.side === "asker" || own.includes(row.owner_id)) return input.side;
    return row.may_answer === null ? "manager" : "inventor";
  };
  return { total: rows[0]?.of_all ?? 0, items: rows.map((row) => toView(row, sideOfRow(row))) };
}

export async function titleOf(tx: Tx, interest: { entry: { publishedRevisionId: string | null } }): Promise<string> {
  const revision = await tx.revision.findUnique({
    where: { id: interest.entry.publishedRevisionId ?? "" },
    select: { title: true },
  });
  return revision?.title ?? "";
}

/** The asker does not learn who a hidden poster is before the acceptance. */
export const isPosterKept = (side: InterestSide, isPosterHidden: boolean, state: string): boolean =>
  side === "asker" && isPosterHidden && state !== "accepted";

function toView(row: Row, side: InterestSide): InterestView {
  const state = row.state as InterestView["state"];
  return {
    id: row.id,
    side,
    entry: {
      id: row.entry_id,
      kind: row.kind as "offer" | "demand",
      number: row.number ?? "",
      title: row.title,
      organisationName: isPosterKept(side, row.is_poster_hidden, state) ? null : row.owner_name,
    },
    isPosterHidden: row.is_poster_hidden,
    askerOrganisation: { id: row.asker_id, name: row.asker_name, kind: row.asker_kind },
    askerName: row.person_name,
    cooperation: row.cooperation,
    unclear: row.unclear,
    about: row.about,
    state,
    reason: row.reason,
    answer: row.answer,
    dueAt: row.due_at.toISOString(),
    isOverdue: row.is_overdue,
    answeredAt: row.answered_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    outcome: row.outcome as InterestView["outcome"],
    messages: {
      count: row.message_count,
      lastAt: row.message_at?.toISOString() ?? null,
      // A coordinator reads none of them, so none waits to be read.
      unread: side === "coordinator" ? 0 : row[`unread_of_${voiceOf(side)}`],
    },
    allowedActions: interestActions(standingOf(state, side, grantedTo(row))),
  };
}
