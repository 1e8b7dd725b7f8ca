import { Prisma, type Tx } from "@jiebang/db";
import {
  type Actor,
  awaits,
  type EngagementSide,
  type EngagementStanding,
  type EngagementState,
  type EngagementView,
  engagementActions,
  type ListEngagementsInput,
  listEngagementsInput,
  mySides,
  notFound,
  organisationsOf,
  type Page,
  requireUser,
} from "@jiebang/domain";
import { audienceAllows } from "../entry/readable-entries.ts";
import type { Ctx } from "../kernel/ctx.ts";

export interface EngagementRow {
  id: string;
  state: EngagementState;
  manager_id: string;
  manager_user_id: string;
  manager_name: string;
  entry_id: string;
  entry_number: string | null;
  entry_title: string;
  interest_id: string | null;
  owner_id: string;
  owner_name: string;
  is_poster_hidden: boolean;
  interest_state: string | null;
  asker_id: string | null;
  asker_name: string | null;
  note: string | null;
  may_answer: boolean;
  owner_consent_at: Date | null;
  asker_consent_at: Date | null;
  manager_consent_at: Date | null;
  created_at: Date;
  ended_at: Date | null;
  ended_by: EngagementSide | null;
  total: number;
}

const selectEngagements = Prisma.sql`
  SELECT g.id, g.state, g.manager_id, m.user_id AS manager_user_id, u.name AS manager_name, g.entry_id, e.number AS entry_number,
    r.title AS entry_title, g.interest_id, e.organisation_id AS owner_id, o.name AS owner_name, r.is_poster_hidden, i.state AS interest_state, i.organisation_id AS asker_id,
    a.name AS asker_name, g.note, g.may_answer, g.owner_consent_at, g.asker_consent_at, g.manager_consent_at, g.created_at, g.ended_at,
    g.ended_by, count(*) OVER ()::int AS total
  FROM engagement g JOIN technology_manager m ON m.id = g.manager_id JOIN users u ON u.id = m.user_id
    JOIN entry e ON e.id = g.entry_id JOIN organisation o ON o.id = e.organisation_id
    JOIN revision r ON r.id = coalesce(e.published_revision_id, e.current_revision_id)
    LEFT JOIN interest i ON i.id = g.interest_id LEFT JOIN organisation a ON a.id = i.organisation_id`;

/** One's own: those of one's organisations' entries and interests, and those to which one is the manager. */
export async function listEngagements(ctx: Ctx, input: ListEngagementsInput): Promise<Page<EngagementView>> {
  const actor = requireUser(ctx.actor);
  const { entryId, interestId, limit, offset } = listEngagementsInput.parse(input);
  const mine = organisationsOf(actor);
  const conditions = [
    Prisma.sql`(m.user_id = ${actor.userId} OR e.organisation_id = ANY(${mine}::text[]) OR (i.organisation_id = ANY(${mine}::text[]) AND ${audienceAllows(actor)}))`,
  ];
  if (entryId) conditions.push(Prisma.sql`g.entry_id = ${entryId}`);
  if (interestId) conditions.push(Prisma.sql`g.interest_id = ${interestId}`);
  const rows = await ctx.db.prisma.$queryRaw<EngagementRow[]>`
    ${selectEngagements} WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY g.state = 'ended', g.created_at DESC, g.id LIMIT ${limit} OFFSET ${offset}`;
  return { total: rows[0]?.total ?? 0, items: rows.map((row) => toEngagementView(actor, row)) };
}

/** The engagement for one of its sides; for everybody else it does not exist. */
export async function fetchEngagement(tx: Tx, actor: Actor, engagementId: string): Promise<EngagementRow> {
  await tx.$queryRaw`SELECT id FROM engagement WHERE id = ${engagementId} FOR UPDATE`;
  const [row] = await tx.$queryRaw<EngagementRow[]>`${selectEngagements} WHERE g.id = ${engagementId}`;
  if (!row || mySides(actor, standingOfEngagement(row)).length === 0) throw notFound();
  return row;
}

export function standingOfEngagement(row: EngagementRow): EngagementStanding {
  const consents: EngagementSide[] = [];
  if (row.owner_consent_at) consents.push("owner");
  if (row.asker_consent_at) consents.push("asker");
  if (row.manager_consent_at) consents.push("manager");
  return {
    state: row.state,
    managerUserId: row.manager_user_id,
    ownerOrganisationId: row.owner_id,
    askerOrganisationId: row.interest_id ? row.asker_id : null,
    consents,
  };
}

/** A hidden poster is named to itself, to a manager it agreed to, and to who asked once it accepted. */
function knowsOwner(actor: Actor, row: EngagementRow): boolean {
  const sides = mySides(actor, standingOfEngagement(row));
  return (
    !row.is_poster_hidden ||
    sides.includes("owner") ||
    (sides.includes("manager") && row.owner_consent_at !== null) ||
    (sides.includes("asker") && row.interest_state === "accepted")
  );
}

export function toEngagementView(actor: Actor, row: EngagementRow): EngagementView {
  const standing = standingOfEngagement(row);
  return {
    engagementId: row.id,
    state: row.state,
    managerId: row.manager_id,
    managerName: row.manager_name,
    entryId: row.entry_id,
    entryNumber: row.entry_number,
    entryTitle: row.entry_title,
    interestId: row.interest_id,
    ownerName: knowsOwner(actor, row) ? row.owner_name : null,
    askerName: row.asker_name,
    note: row.note,
    mayAnswer: row.may_answer,
    consents: standing.consents,
    awaits: awaits(standing),
    mySides: mySides(actor, standing),
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    endedBy: row.ended_by,
    allowedActions: engagementActions(actor, standing),
  };
}
